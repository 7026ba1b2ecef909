import { expect, it } from 'vitest';
import {
  analysisKey,
  checkAnalysis,
  createAnalysis,
  currentAnalysisVersion,
  isOutdated,
  profileOfAnalysisKey,
  ratingOf,
  summarise,
  traitsOf,
} from './analysis.ts';
import { bySection, checkSuite, createTest, fileStem, sectionLabel, slotCount } from './suite.ts';

it('finds a profile by its document’s key, backups and other files left out', () => {
  expect(profileOfAnalysisKey(analysisKey('abc'))).toBe('abc');
  for (const key of [
    'profile_analyses/backups/abc_analysis_backup_20260201_120000.json',
    'profile_analyses/backups/x_analysis.json',
    'profile_analyses/_analysis.json',
    'profile_analyses/.gitkeep',
    'test_prompts.json',
  ]) {
    expect(profileOfAnalysisKey(key)).toBeUndefined();
  }
});

it('accepts a document with missing and unknown fields, the same object, and refuses a malformed one', () => {
  const document = { ratings: { Wave: { score: 'great' } }, profile_label: null, extra: [1] };
  const checked = checkAnalysis(document);
  expect(checked.ok && checked.value).toBe(document);
  expect(checkAnalysis({ ratings: [] }).ok).toBe(false);
  expect(checkAnalysis({ profile_dna: 'calm' }).ok).toBe(false);
  expect(checkAnalysis([]).ok).toBe(false);
});

it('reads ratings by own title only', () => {
  expect(ratingOf(createAnalysis('abc'), 'constructor')).toBeUndefined();
  expect(ratingOf(JSON.parse('{"ratings":{"__proto__":{"score":3}}}'), '__proto__')).toEqual({ score: 3 });
  expect(traitsOf({ profile_dna: ['calm', 3] })).toEqual(['calm']);
});

it('calls a rated document of another version outdated', () => {
  const ratings = { Wave: { score: 3 } };
  expect(isOutdated({ ratings })).toBe(true);
  expect(isOutdated({ ratings, analysis_version: currentAnalysisVersion })).toBe(false);
  expect(isOutdated({ ratings: {}, analysis_version: '1' })).toBe(false);
});

it('lists titles by affinity in the order of the ratings', () => {
  const ratings = {
    b: { affinity: 'workable' },
    a: { affinity: 'workable' },
    c: { affinity: 'odd' },
    d: null,
  };
  expect(summarise(ratings)).toEqual({ native_fit: [], workable: ['b', 'a'], resistant: [] });
});

it('checks a suite, and keeps what it does not know', () => {
  const suite = [{ title: 'Wave', score: 1 }];
  const checked = checkSuite(suite);
  expect(checked.ok && checked.value).toBe(suite);
  expect(checkSuite([{ prompt: 'x' }]).ok).toBe(false);
  expect(checkSuite({}).ok).toBe(false);
});

it('orders sections: known ones first, others as they occur, none as PHOTO', () => {
  const tests = [{ title: 'a', section: 'DRAWING' }, { title: 'b', section: 'VOID_ART' }, { title: 'c' }];
  expect(
    bySection(tests).map(({ section, tests: group }) => `${section} ${group.map(({ title }) => title)}`),
  ).toEqual(['PHOTO c', 'VOID_ART b', 'DRAWING a']);
  expect(sectionLabel('VOID_PHOTO')).toBe('Void photo');
});

it('makes a test in the predecessor’s field order, its id from the title', () => {
  const fields = {
    title: 'A/B c',
    prompt: 'x',
    section: 'ART',
    params: '',
    version: 'v1',
    createdDate: '2026-02-01',
  };
  expect(Object.keys(createTest(fields)).join()).toBe(
    'id,title,prompt,section,params,status,version,created_date',
  );
  expect(createTest(fields).id).toBe('A_B_c');
  expect(fileStem("Children's (Book)")).toBe("Children's_(Book)");
  expect([slotCount({ title: 'Null Prompt (Art)' }), slotCount({ title: 'Null Prompt' })]).toEqual([8, 1]);
});
