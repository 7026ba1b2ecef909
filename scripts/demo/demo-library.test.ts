import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { looks } from './looks/index.ts';
import { missingPictures, unratedTests } from './story/gaps.ts';
import { fileTitle, type SuiteTest, toCanonicalJson } from './story/suite.ts';

interface Rating {
  readonly affinity: string;
  readonly score: number;
  readonly confidence: number | string;
  readonly commentary: string;
  readonly color_palette: string;
  readonly 'color-palette': string;
  readonly rendering_style?: number;
}

interface Analysis {
  readonly profile_id: string;
  readonly profile_label: string;
  readonly profile_dna: readonly string[];
  readonly ratings: Readonly<Record<string, Rating>>;
  readonly affinity_summary: Readonly<Record<string, readonly string[]>>;
  readonly analysis_version: string;
}

const resources = path.resolve(import.meta.dirname, '../../resources');
const library = path.join(resources, 'demo-library');
const codes = looks.map((look) => look.code);
const tests: readonly SuiteTest[] = JSON.parse(
  await readFile(path.join(library, 'test_prompts.json'), 'utf8'),
);
const files = (await readdir(library, { recursive: true, withFileTypes: true })).filter((entry) =>
  entry.isFile(),
);
const keys = files.map((entry) =>
  path.relative(library, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
);

it('ships the default suite in the demo library, byte for byte', async () => {
  const suite = await readFile(path.join(resources, 'default-suite.json'), 'utf8');
  expect(await readFile(path.join(library, 'test_prompts.json'), 'utf8')).toBe(suite);
});

it('covers all four sections with 28 to 32 tests of distinct titles', () => {
  const count = (section: string): number => tests.filter((test) => test.section === section).length;
  expect(tests.length).toBeGreaterThanOrEqual(28);
  expect(tests.length).toBeLessThanOrEqual(32);
  expect(new Set(tests.map((test) => fileTitle(test.title))).size).toBe(tests.length);
  expect([count('PHOTO'), count('ART')].every((number) => number >= 12)).toBe(true);
  expect([count('VOID_PHOTO'), count('VOID_ART')].every((number) => number === 1 || number === 2)).toBe(true);
});

it('pins the model, gives seeds to prompted tests only and asks for no quality', () => {
  for (const test of tests) {
    const unprompted = test.section.startsWith('VOID');
    expect(test.id).toBe(fileTitle(test.title));
    expect(test.params).toMatch(/^--ar \d+:\d+ --stylize \d+ (--seed \d+ )?--v [\d.]+$/);
    expect(test.params.includes('--seed')).toBe(!unprompted);
    expect(test.prompt === '.').toBe(unprompted);
  }
});

it('writes every document as the predecessor does', async () => {
  for (const key of keys.filter((name) => name.endsWith('.json'))) {
    const text = await readFile(path.join(library, key), 'utf8');
    expect(toCanonicalJson(JSON.parse(text)), key).toBe(text);
    expect(/^[\n -~]*$/.test(text), key).toBe(true);
  }
});

it('has a picture for every test and profile but the ones left out on purpose', () => {
  for (const code of codes) {
    for (const test of tests.filter(({ section }) => !section.startsWith('VOID'))) {
      const key = `profile_results/${code}/${code}_${fileTitle(test.title)}.jpg`;
      expect(keys.includes(key), key).toBe(!missingPictures[code]?.includes(test.title));
    }
  }
});

it('holds no picture that belongs to no test', () => {
  const names = new Set(
    codes.flatMap((code) =>
      tests.flatMap(({ title, section }) =>
        section.startsWith('VOID')
          ? Array.from(
              { length: 8 },
              (_, index) => `profile_results/${code}/${code}_${fileTitle(title)}_${index + 1}.jpg`,
            )
          : [`profile_results/${code}/${code}_${fileTitle(title)}.jpg`],
      ),
    ),
  );
  expect(keys.filter((key) => key.startsWith('profile_results/') && !names.has(key))).toEqual([]);
});

it('decodes every picture, in the ratio its test asks for', { timeout: 120_000 }, async () => {
  for (const key of keys.filter((name) => name.endsWith('.jpg'))) {
    const { data, info } = await sharp(path.join(library, key), { failOn: 'warning' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const test = tests.find(({ title }) => key.includes(`_${fileTitle(title)}`));
    const [wide = 0, tall = 0] = (/--ar (\d+):(\d+)/.exec(test?.params ?? '') ?? []).slice(1).map(Number);
    expect(data.length).toBe(info.width * info.height * 3);
    expect(Math.abs(info.width / info.height - wide / tall), key).toBeLessThan(0.01);
    expect(Math.max(info.width, info.height)).toBeLessThanOrEqual(1024);
  }
});

it('rates tests of the suite whose pictures exist, with sums that agree', async () => {
  for (const code of codes) {
    const analysis: Analysis = JSON.parse(
      await readFile(path.join(library, `profile_analyses/${code}_analysis.json`), 'utf8'),
    );
    expect(analysis.profile_id).toBe(code);
    expect(analysis.analysis_version).toBe('2.3-signature');
    expect(analysis.profile_label.split(' ').length).toBeGreaterThanOrEqual(2);
    expect(analysis.profile_label.split(' ').length).toBeLessThanOrEqual(4);
    expect(analysis.profile_dna.length).toBeGreaterThanOrEqual(5);
    expect(analysis.profile_dna.length).toBeLessThanOrEqual(8);
    const summary: Record<string, string[]> = { native_fit: [], workable: [], resistant: [] };
    for (const [title, rating] of Object.entries(analysis.ratings)) {
      const test = tests.find((each) => each.title === title);
      const unprompted = test?.section.startsWith('VOID') ?? false;
      const affinity = rating.score >= 8 ? 'native_fit' : rating.score >= 5 ? 'workable' : 'resistant';
      expect(test, title).toBeDefined();
      expect(rating.affinity).toBe(affinity);
      expect(Number.isInteger(rating.score) && rating.score >= 1 && rating.score <= 10).toBe(true);
      expect(rating.commentary.length).toBeGreaterThan(30);
      expect(rating.color_palette).toMatch(/^#[0-9a-f]{6}, /);
      expect(rating['color-palette']).toBe(rating.color_palette);
      expect(rating.rendering_style !== undefined).toBe(unprompted);
      expect(keys).toContain(
        `profile_results/${code}/${code}_${fileTitle(title)}${unprompted ? '_1' : ''}.jpg`,
      );
      summary[affinity]?.push(title);
    }
    expect(analysis.affinity_summary).toEqual(summary);
    for (const title of unratedTests[code] ?? []) expect(analysis.ratings[title]).toBeUndefined();
  }
});

it('says that the pictures were drawn, and stays small', async () => {
  const sizes = await Promise.all(keys.map(async (key) => (await stat(path.join(library, key))).size));
  const about: { note: string } = JSON.parse(
    await readFile(path.join(library, 'profile_tester/library.json'), 'utf8'),
  );
  expect(about.note).toContain('not made by Midjourney');
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10_000_000);
});
