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

it('fills free places with the others, in their order', () => {
  const free = [0, 1, 2].map((slot) => ({ profile: 'ab', test: 'Null Prompt (Photo)', slot }));
  const matches = matchFiles(
    ['shot 9.png', 'shot 10.png', 'ab_Null_Prompt_(Photo)_1.png'],
    context({ free }),
  );
  expect(matches.map(({ place, how }) => [place?.slot, how])).toEqual([
    [1, 'order'],
    [2, 'order'],
    [0, 'name'],
  ]);
});

it('finds the test by the prompt in Midjourney’s file names, and leaves out what is of another prompt', () => {
  const named = (words: string, index: number) =>
    `ann_b_${words}_93c6b313-c018-4597-b0d3-8b1f7cfaf20${index}_${index}.png`;
  const prompts = [
    createTest({
      ...fields,
      title: 'Foggy City',
      section: 'PHOTO',
      prompt: 'Aerial photography, a city in fog',
    }),
    createTest({ ...fields, title: 'Town', section: 'VOID_ART', prompt: 'Aerial photography, a small town' }),
  ];
  const free = [{ profile: 'ab', test: 'Foggy City', slot: 0 }];
  const place = (words: string) => matchFiles([named(words, 0)], context({ suite: prompts, free }))[0];
  expect(place('Aerial_photography_a_city_in_fog_--ar_169_')).toMatchObject({ place: free[0], how: 'name' });
  expect(place('Aerial_photography_a_city')).toMatchObject({ place: free[0], how: 'name' });
  expect(place('Aerial_photography_a')).toMatchObject({ how: 'none' });
  expect(place('A_portrait_of_an_old_sailor')).toMatchObject({ how: 'none' });
  const several = ['Aerial_photography_a_small_town', 'Aerial_photography_a_small_town'].map(named);
  expect(matchFiles(several, context({ suite: prompts })).map((match) => match.place?.slot)).toEqual([0, 1]);
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
