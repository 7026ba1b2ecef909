import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictureName } from '#shared/model/picture.ts';
import { createTest, slotCount } from '#shared/model/suite.ts';
import { type FilePlace, type MatchContext, matchFiles, placeKey } from './match-files.ts';

const fields = { prompt: '', params: '', version: 'v1', createdDate: '' };
const suite = [
  createTest({ ...fields, title: 'Foggy City', section: 'PHOTO' }),
  createTest({ ...fields, title: 'Vector/Logo Test', section: 'ART' }),
  createTest({ ...fields, title: 'Null Prompt (Photo)', section: 'VOID_PHOTO' }),
];

function context(options: Partial<MatchContext> = {}): MatchContext {
  return { suite, profiles: ['ab', 'ab_c'], profile: 'ab', isFilled: () => false, free: [], ...options };
}

function placeOf(name: string, options: Partial<MatchContext> = {}): FilePlace | undefined {
  return matchFiles([name], context(options))[0]?.place;
}

it('finds the test by the predecessor’s file name', () => {
  expect(placeOf('ab_Foggy_City.jpg')).toEqual({ profile: 'ab', test: 'Foggy City', slot: 0 });
  expect(placeOf('ab_Vector_Logo_Test.PNG')).toEqual({ profile: 'ab', test: 'Vector/Logo Test', slot: 0 });
  expect(placeOf('ab_Null_Prompt_(Photo)_8.webp')).toEqual({
    profile: 'ab',
    test: 'Null Prompt (Photo)',
    slot: 7,
  });
});

it('takes the longest profile code, and the chosen profile where the name has none', () => {
  expect(placeOf('ab_c_Foggy_City.jpg')?.profile).toBe('ab_c');
  expect(placeOf('Foggy City.jpg', { profile: 'ab_c' })?.profile).toBe('ab_c');
  expect(placeOf('xy_Foggy_City.jpg')).toBeUndefined();
});

it('fills free places with the others, by the numbers in their names', () => {
  const free = [0, 1, 2].map((slot) => ({ profile: 'ab', test: 'Null Prompt (Photo)', slot }));
  const matches = matchFiles(
    ['shot 10.png', 'shot 9.png', 'ab_Null_Prompt_(Photo)_1.png'],
    context({ free }),
  );
  expect(matches.map(({ place, how }) => [place?.slot, how])).toEqual([
    [2, 'order'],
    [1, 'order'],
    [0, 'name'],
  ]);
});

it('says what replaces a picture and what has no place', () => {
  const [named, other] = matchFiles(['ab_Foggy_City.jpg', 'x.jpg'], context({ isFilled: () => true }));
  expect(named).toMatchObject({ how: 'name', replaces: true });
  expect(other).toMatchObject({ how: 'none', place: undefined });
});

it('gives no place twice', () => {
  const matches = matchFiles(['ab_Foggy_City.jpg', 'ab_Foggy_City.png'], context());
  expect(matches.map(({ how }) => how)).toEqual(['name', 'none']);
});

it('reads back every name that the app writes', () => {
  const places = suite.flatMap((test) =>
    Array.from({ length: slotCount(test) }, (_, slot) => ({ test, slot })),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(places), fc.constantFrom('ab', 'ab_c'), (chosen, profile) => {
      const names = chosen.map(({ test, slot }) => pictureName(profile, test, slot));
      const keys = matchFiles(names, context()).map(({ place }) => place && placeKey(place));
      expect(keys).toEqual(chosen.map(({ test, slot }) => placeKey({ profile, test: test.title, slot })));
    }),
  );
});
