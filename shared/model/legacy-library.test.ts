import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completenessOf } from '../insight/completeness.ts';
import { lintTest } from '../midjourney/parameters.ts';
import { bulkPrompts, fullPrompt } from '../midjourney/prompt.ts';
import { libraryOf } from '../testing/libraries.ts';
import { type Analysis, checkAnalysis, profileOfAnalysisKey, ratingOf } from './analysis.ts';
import { applyChange, completeChange, invertChange } from './apply-change.ts';
import type { DocumentChange } from './change.ts';
import { formatJson, type JsonObject, parseJson } from './json.ts';
import { matchPictures } from './picture.ts';
import { planRename } from './plans.ts';
import { editRating } from './rating.ts';
import { findRepairs, repairChange } from './repairs.ts';
import { checkSuite, type Suite } from './suite.ts';
import { exportSuiteCsv, exportSuiteJson, importSuite } from './suite-exchange.ts';

const folder = resolve(process.env.LEGACY_LIBRARY ?? '../shared/legacy-library');
const isThere = existsSync(join(folder, 'test_prompts.json'));
const note = isThere
  ? ''
  : ' (not run: no library of the predecessor at LEGACY_LIBRARY or ../shared/legacy-library)';

describe.skipIf(!isThere)(`a real library of the predecessor${note}`, () => {
  it('has documents of the expected form that come back byte for byte', () => {
    const { texts, documents, suite } = readLibrary();
    expect([...documents.keys()]).toHaveLength(6);
    expect(checkSuite(suite)).toMatchObject({ ok: true });
    for (const document of documents.values()) expect(checkAnalysis(document).ok).toBe(true);
    for (const text of texts) {
      const parsed = parseJson(text);
      expect(parsed.ok && formatJson(parsed.value.value, parsed.value.layout)).toBe(text);
    }
  });

  it('has a picture for every test but one in each of five profiles, and nothing stray but the logo', () => {
    const { suite, pictures } = readLibrary();
    const library = libraryOf(suite, {}, pictures);
    for (const profile of Object.keys(pictures)) {
      const matched = matchPictures(suite, profile, library.pictures[profile] ?? []);
      const { withPicture, tests } = completenessOf(suite, undefined, matched);
      const expected = profile === 'baseline' ? 1 : profile === 'rwtb1vc' ? 33 : 34;
      expect([profile, withPicture, tests]).toEqual([profile, expected, 34]);
      const strays = matched.strays.map(({ name }) => name);
      expect(strays).toEqual(profile === 'baseline' ? [] : [`${profile}_Vector_Logo_Test.jpg`]);
    }
  });

  it('is offered exactly these repairs', () => {
    const found = findRepairs(readLibrary().library).map((repair) => {
      const subject =
        'test' in repair
          ? repair.test
          : 'tests' in repair
            ? repair.tests.join()
            : 'picture' in repair
              ? repair.picture.name
              : '';
      return `${'profile' in repair ? repair.profile : ''} ${repair.kind} ${subject}`.trim();
    });
    expect(found).toEqual([
      '31dqpqy picture-without-test 31dqpqy_Vector_Logo_Test.jpg',
      '616ttsg rating-without-test Vector/Logo Test',
      '7zgv2ya rating-without-test Vector/Logo Test',
      'rwtb1vc rating-without-test Vector/Logo Test',
      'rwtb1vc missing-picture Retro Poster Design',
      'tm8y8f6 rating-without-test Vector/Logo Test',
      'tm8y8f6 wrong-summary',
    ]);
  });

  it('is suggested no test for the logo, which is like none, and gets its pictures moved with the rating', () => {
    const orphans = findRepairs(readLibrary().library).filter(
      (repair) => repair.kind === 'rating-without-test',
    );
    expect(orphans.map(({ suggestion, picture }) => [suggestion, picture !== undefined])).toEqual(
      Array.from({ length: 4 }, () => [undefined, true]),
    );
  });

  it('has its wrong summary rebuilt without another byte changed, and brought back', () => {
    const { library, documents } = readLibrary();
    const repair = findRepairs(library).find(({ kind }) => kind === 'wrong-summary');
    const change = (repair && repairChange(library, repair)) as DocumentChange;
    const before = documents.get('tm8y8f6') ?? {};
    const completed = completeChange(before, change);
    const after = applied(before, completed);
    expect({ ...after, affinity_summary: null }).toEqual({ ...before, affinity_summary: null });
    expect(
      findRepairs({ ...library, analyses: { tm8y8f6: after }, pictures: {} }).map(({ kind }) => kind),
    ).not.toContain('wrong-summary');
    expect(formatJson(applied(after, invertChange(completed) as DocumentChange))).toBe(formatJson(before));
  });

  it('changes one rating and the summary with one score, nothing else, and undo restores the text', () => {
    const { documents, suite } = readLibrary();
    for (const [profile, document] of documents) {
      for (const { title: test } of suite) {
        const base = ratingOf(document, test);
        const value = editRating(base, { score: 5 }, { name: 'Ada', at: '2026-10-20T08:00:00Z' });
        const change = completeChange(document, {
          type: 'rating.set',
          profile,
          test,
          base: base ?? null,
          value,
        });
        const after = applied(document, change);
        const rest = (of: JsonObject) => ({
          ...of,
          affinity_summary: 0,
          ratings: { ...(of.ratings as JsonObject), [test]: 0 },
        });
        expect(rest(after)).toEqual(rest(document));
        expect(formatJson(applied(after, invertChange(change) as DocumentChange))).toBe(formatJson(document));
      }
    }
  });

  it('has prompts that are in bulk what they are singly', () => {
    const { suite, documents } = readLibrary();
    for (const profile of documents.keys()) {
      const suffix = profile === 'baseline' ? '' : ` --p ${profile}`;
      const expected = suite.map((test) => `${test.prompt} ${test.params}${suffix}`);
      expect(suite.map((test) => fullPrompt(test, profile))).toEqual(expected);
      expect(bulkPrompts(suite, profile).split('\n')).toEqual(expected);
    }
  });

  it('has its suite come back from JSON and CSV, and every test known as a duplicate', () => {
    const { suite, texts } = readLibrary();
    expect(exportSuiteJson(suite)).toBe(texts[0]);
    for (const [text, name] of [
      [exportSuiteJson(suite), 'tests.json'],
      [exportSuiteCsv(suite), 'tests.csv'],
    ] as const) {
      expect(importSuite(text, name, []).rows.map((row) => [row.status, row.test])).toEqual(
        suite.map((test) => ['new', test]),
      );
      expect(new Set(importSuite(text, name, suite).rows.map((row) => row.status))).toEqual(
        new Set(['duplicate']),
      );
    }
  });

  it('is warned of quality and the missing model, and of nothing else', () => {
    const messages = new Set(
      readLibrary()
        .suite.flatMap((test) => lintTest(test))
        .map(({ severity, message }) => `${severity}: ${message}`),
    );
    expect([...messages]).toEqual([
      expect.stringContaining('warning: No model is pinned'),
      expect.stringContaining('warning: --quality'),
    ]);
  });

  it('says how much a rename would move', () => {
    const plan = planRename(readLibrary().library, 'Retro Poster Design', 'Travel Poster');
    expect(plan.ok && [plan.value.pictures, plan.value.profiles.includes('rwtb1vc')]).toEqual([5, false]);
  });
});

function readLibrary() {
  const suiteText = readFileSync(join(folder, 'test_prompts.json'), 'utf8');
  const suite = JSON.parse(suiteText) as Suite;
  const keys = readdirSync(join(folder, 'profile_analyses')).map((name) => `profile_analyses/${name}`);
  const files = keys.flatMap((key): [string, string][] => {
    const profile = profileOfAnalysisKey(key);
    return profile === undefined ? [] : [[profile, readFileSync(join(folder, key), 'utf8')]];
  });
  const documents = new Map(files.map(([profile, text]) => [profile, JSON.parse(text) as Analysis]));
  const results = join(folder, 'profile_results');
  const pictures = Object.fromEntries(
    readdirSync(results).map((profile) => [profile, readdirSync(join(results, profile)).sort()]),
  );
  const library = libraryOf(suite, Object.fromEntries(documents), pictures);
  return { suite, documents, pictures, library, texts: [suiteText, ...files.map(([, text]) => text)] };
}

function applied(document: JsonObject, change: DocumentChange): JsonObject {
  const result = applyChange(document, change);
  if (!result.ok) throw new Error(result.error.message);
  return result.value as JsonObject;
}
