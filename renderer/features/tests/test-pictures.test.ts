import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchPictures } from '#shared/model/picture.ts';
import type { Suite } from '#shared/model/suite.ts';
import { libraryOf } from '#shared/testing/libraries.ts';
import {
  bestPicture,
  countPictures,
  firstPicture,
  isEmpty,
  picturesOfTest,
  resultsOfTest,
} from './test-pictures.ts';

const fog = { title: 'Fog', section: 'PHOTO' };
const nothing = { title: 'Nothing', section: 'VOID_ART' };
const library = libraryOf(
  [fog, nothing],
  {
    aa: { ratings: { Fog: { score: 4 } } },
    bb: { ratings: { Fog: { score: 9, affinity: 'native_fit' } } },
    cc: { ratings: { Fog: { affinity: 'workable' } } },
  },
  { aa: ['aa_Fog.jpg', 'aa_Nothing_3.jpg', 'aa_Nothing_8.png'], dd: ['dd_Fog.png', 'other.jpg'] },
);
const profiles = ['aa', 'bb', 'cc', 'dd', 'ee'];

it('counts pictures over all profiles, each slot of a test of several', () => {
  expect(countPictures(library, fog)).toBe(2);
  expect(countPictures(library, nothing)).toBe(2);
});

it('orders profiles by score, then by what they have', () => {
  const results = resultsOfTest(library, profiles, fog);
  expect(results.map(({ profile }) => profile)).toEqual(['bb', 'aa', 'cc', 'dd', 'ee']);
  expect(results.filter(isEmpty).map(({ profile }) => profile)).toEqual(['ee']);
});

it('shows the first picture there is, and the best profile’s before others', () => {
  const [first] = resultsOfTest(library, ['aa'], nothing);
  expect(first && firstPicture(first)).toMatchObject({ slot: 2, picture: { name: 'aa_Nothing_3.jpg' } });
  expect(bestPicture(library, fog, [{ profile: 'bb' }, { profile: 'dd' }])?.name).toBe('dd_Fog.png');
  expect(bestPicture(library, fog, [])?.name).toBe('aa_Fog.jpg');
  expect(bestPicture(libraryOf([fog]), fog, [])).toBeUndefined();
});

it('finds what matching the whole suite finds, also where titles share file names', () => {
  const title = fc.constantFrom('A', 'A 1', 'A/1', 'A_1', 'B', 'B 8', 'É', 'E\u0301');
  const test = fc.record({
    title,
    section: fc.constantFrom('PHOTO', 'VOID_ART'),
    status: fc.constantFrom('current', 'archived'),
  });
  const file = fc
    .tuple(fc.constantFrom('A', 'A_1', 'A_1_1', 'B', 'B_8', 'É', 'E\u0301_2'), fc.constantFrom('jpg', 'png'))
    .map(([stem, extension]) => `p_${stem}.${extension}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(test, { selector: (item) => item.title }),
      fc.uniqueArray(file, { selector: (name) => name.normalize('NFC') }),
      (suite: Suite, names) => {
        const drawn = libraryOf(suite, {}, { p: names });
        const whole = matchPictures(suite, 'p', drawn.pictures.p ?? []);
        for (const item of suite) {
          expect(picturesOfTest(drawn, 'p', item)).toEqual(whole.byTest.get(item.title));
        }
      },
    ),
  );
});
