import { expect, it } from 'vitest';
import { libraryOf } from '../testing/libraries.ts';
import { type Analysis, summarise } from './analysis.ts';
import { applyChange } from './apply-change.ts';
import { stepsOf } from './change.ts';
import type { Json, JsonObject } from './json.ts';
import { findRepairs, repairChange } from './repairs.ts';

const suite = [
  { id: 'Neon_Rain_Street', title: 'Neon Rain Alley' },
  { id: 'Wave', title: 'Coastal Wave' },
  { id: 'Void', title: 'Empty', section: 'VOID_ART' },
];

function analysis(ratings: JsonObject): Analysis {
  return { ratings, affinity_summary: summarise(ratings) };
}

/** Kinds and subjects of what is found, one per line. */
function found(library: Parameters<typeof findRepairs>[0]): string[] {
  return findRepairs(library).map((repair) => {
    const subject =
      'test' in repair
        ? repair.test
        : 'picture' in repair
          ? repair.picture.name
          : 'tests' in repair
            ? repair.tests.join()
            : '';
    const suggestion = 'suggestion' in repair ? ` → ${repair.suggestion ?? 'nothing'}` : '';
    return `${repair.kind} ${subject}${suggestion}`.trim();
  });
}

it('finds nothing in a library in order', () => {
  const ratings = { 'Coastal Wave': { score: 8, affinity: 'native_fit' } };
  expect(found(libraryOf(suite, { abc: analysis(ratings) }, { abc: ['abc_Coastal_Wave.jpg'] }))).toEqual([]);
});

it('offers a rating without a test with its stray picture, and the test that still has the old title as id', () => {
  const library = libraryOf(
    suite,
    { abc: analysis({ 'Neon Rain/Street': { score: 8 } }) },
    { abc: ['abc_Neon_Rain_Street.jpg'] },
  );
  const [repair, ...others] = findRepairs(library);
  expect(others).toEqual([]);
  expect(repair).toMatchObject({
    kind: 'rating-without-test',
    profile: 'abc',
    test: 'Neon Rain/Street',
    suggestion: 'Neon Rain Alley',
    picture: { name: 'abc_Neon_Rain_Street.jpg' },
  });
  expect(repair && repairChange(library, repair)).toBeUndefined();
});

it('suggests no test that the profile has rated already', () => {
  const ratings = { 'Wave at the coast': { score: 8 }, 'Coastal Wave': { score: 3 } };
  expect(found(libraryOf(suite, { abc: analysis(ratings) }))).toEqual([
    'rating-without-test Wave at the coast → nothing',
  ]);
});

it('understands the numbered keys that the predecessor once wrote', () => {
  expect(found(libraryOf(suite, { abc: analysis({ 'Test 3: Coastal Wave': { score: 8 } }) }))).toEqual([
    'rating-without-test Test 3: Coastal Wave → Coastal Wave',
  ]);
});

it('finds pictures without a test and suggests one with a free slot', () => {
  const names = ['abc_Wave_Coastal.jpg', 'abc_Empty_9.jpg', 'abc_Vector_Logo.jpg'];
  expect(found(libraryOf(suite, {}, { abc: names }))).toEqual([
    'picture-without-test abc_Wave_Coastal.jpg → Coastal Wave',
    'picture-without-test abc_Empty_9.jpg → Empty',
    'picture-without-test abc_Vector_Logo.jpg → nothing',
  ]);
  const full = libraryOf(suite, {}, { abc: ['abc_Wave_Coastal.jpg', 'abc_Coastal_Wave.jpg'] });
  expect(found(full)).toEqual(['picture-without-test abc_Wave_Coastal.jpg → nothing']);
});

it('finds a rated test without a picture, unless the profile has no pictures at all', () => {
  const documents = { abc: analysis({ 'Coastal Wave': { score: 8 }, Empty: { score: 2 } }) };
  expect(found(libraryOf(suite, documents, { abc: ['abc_Empty_3.jpg'] }))).toEqual([
    'rating-without-picture Coastal Wave',
  ]);
  expect(found(libraryOf(suite, documents))).toEqual([]);
});

it('names a missing picture of a profile that has nearly all', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ title: `T${index}` }));
  const names = many.map(({ title }) => `abc_${title}.jpg`);
  expect(found(libraryOf(many, {}, { abc: names.slice(1) }))).toEqual(['missing-picture T0']);
  expect(found(libraryOf(many, {}, { abc: names.slice(2) }))).toEqual([]);
});

it('takes a test of which nobody has a picture for new', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ title: `T${index}` }));
  const names = (profile: string) => many.map(({ title }) => `${profile}_${title}.jpg`);
  const pictures = { abc: names('abc').slice(1), def: names('def').slice(1) };
  expect(found(libraryOf(many, {}, pictures))).toEqual([]);
  expect(found(libraryOf(many, {}, { ...pictures, def: names('def') }))).toEqual(['missing-picture T0']);
});

it('writes both palette keys, from the one that says something', () => {
  const ratings = {
    'Coastal Wave': { score: 8, affinity: 'native_fit', 'color-palette': 'teal', seen_by: 'x' },
    Empty: { color_palette: '', 'color-palette': 'grey' },
    'Neon Rain Alley': { color_palette: 'pink', 'color-palette': 'pink' },
  };
  const library = libraryOf(suite, { abc: analysis(ratings) });
  const [repair] = findRepairs(library);
  expect(repair).toMatchObject({ kind: 'palette-keys', tests: ['Coastal Wave', 'Empty'] });
  const repaired = made(library, 'abc');
  expect(repaired.ratings).toEqual({
    ...ratings,
    'Coastal Wave': { ...ratings['Coastal Wave'], color_palette: 'teal' },
    Empty: { color_palette: 'grey', 'color-palette': 'grey' },
  });
  expect(findRepairs(libraryOf(suite, { abc: repaired }))).toEqual([]);
});

it('rebuilds a wrong or missing summary and takes another order for right', () => {
  const ratings = { 'Coastal Wave': { affinity: 'workable' }, Empty: { affinity: 'workable' } };
  const wrong = { ratings, affinity_summary: { native_fit: ['Empty'], hint: 'kept' } };
  const right = {
    ratings,
    affinity_summary: { resistant: [], native_fit: [], workable: ['Empty', 'Coastal Wave'] },
  };
  const library = libraryOf(suite, { wrong, missing: { ratings }, right });
  expect(findRepairs(library).map((repair) => 'profile' in repair && repair.profile)).toEqual([
    'missing',
    'wrong',
  ]);
  expect(made(library, 'wrong').affinity_summary).toEqual({ hint: 'kept', ...summarise(ratings) });
  expect(made(library, 'missing').affinity_summary).toEqual(summarise(ratings));
});

it('passes on unreadable documents and conflict copies', () => {
  const library = {
    ...libraryOf(suite),
    unreadable: [{ document: { profile: 'abc' }, name: 'abc_analysis.json', reason: 'It is cut off.' }],
    conflictCopies: ['test_prompts (conflict).json'],
  };
  expect(findRepairs(library).map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'unreadable: abc_analysis.json cannot be read',
    'conflict-copy: test_prompts (conflict).json looks like a sync tool’s conflict copy',
  ]);
});

it('examines only what has changed, and keeps ids', () => {
  const library = libraryOf(suite, {
    abc: analysis({ Old: { score: 8 } }),
    xyz: analysis({ Old: { score: 8 } }),
  });
  const before = findRepairs(library);
  const after = findRepairs({
    ...library,
    analyses: { ...library.analyses, xyz: analysis({ Old: { score: 9 } }) },
  });
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(new Set(before.map(({ id }) => id)).size).toBe(2);
});

it('copes with profiles and titles called like inherited names', () => {
  const library = libraryOf(
    [{ title: 'toString' }],
    { constructor: analysis({ valueOf: { score: 3 } }) },
    { hasOwnProperty: ['x.jpg'] },
  );
  expect(found(library)).toEqual([
    'rating-without-test valueOf → nothing',
    'picture-without-test x.jpg → nothing',
  ]);
});

/** The profile's document after every repair that is an edit. */
function made(library: Parameters<typeof findRepairs>[0], profile: string): Analysis {
  const changes = findRepairs(library)
    .filter((repair) => 'profile' in repair && repair.profile === profile)
    .flatMap((repair) => {
      const change = repairChange(library, repair);
      return change ? stepsOf(change) : [];
    });
  return changes.reduce<Json>((document, change) => {
    const result = applyChange(document, change);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }, library.analyses[profile] ?? null) as Analysis;
}
