import fc from 'fast-check';
import { expect, it } from 'vitest';
import { suite as suites, titles } from '../testing/arbitraries.ts';
import {
  isPictureName,
  matchPictures,
  type PictureFile,
  pictureName,
  pictureUrl,
  readPictureKey,
} from './picture.ts';
import { type SuiteTest, slotCount } from './suite.ts';

function file(name: string): PictureFile {
  return { id: name, name, stamp: '1', size: 1, modified: 0 };
}

/** Names of the files in each slot of a test, by title. */
function slots(suite: SuiteTest[], names: string[]) {
  const matched = matchPictures(suite, 'abc', names.map(file));
  const byTest = Object.fromEntries(
    [...matched.byTest].map(([title, found]) => [title, found.map((one) => one?.name)]),
  );
  return { byTest, strays: matched.strays.map((stray) => stray.name) };
}

it('names a picture after profile and title, spaces and slashes as underscores, nothing else changed', () => {
  expect(pictureName('abc', { title: 'Children’s (Book)/Art 2.5' }, 0)).toBe(
    'abc_Children’s_(Book)_Art_2.5.jpg',
  );
});

it('numbers the eight pictures of a VOID test from 1', () => {
  const void8 = { title: 'Void', section: 'VOID_ART' };
  expect(pictureName('abc', void8, 7)).toBe('abc_Void_8.jpg');
  expect(pictureName('abc', { title: 'Null Prompt (Photo)', section: 'PHOTO' }, 0)).toBe(
    'abc_Null_Prompt_(Photo)_1.jpg',
  );
  const { byTest, strays } = slots(
    [void8],
    ['abc_Void_1.jpg', 'abc_Void_8.png', 'abc_Void_9.jpg', 'abc_Void.jpg'],
  );
  expect(byTest.Void?.map((name) => name !== undefined)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
  expect(strays).toEqual(['abc_Void_9.jpg', 'abc_Void.jpg']);
});

it('prefers the jpg, and does not call the png beside it a stray', () => {
  expect(slots([{ title: 'Wave' }], ['abc_Wave.png', 'abc_Wave.jpg'])).toEqual({
    byTest: { Wave: ['abc_Wave.jpg'] },
    strays: [],
  });
  expect(slots([{ title: 'Wave' }], ['abc_Wave.png']).byTest.Wave).toEqual(['abc_Wave.png']);
});

it('takes composed and decomposed names for one', () => {
  expect(slots([{ title: 'Café' }], ['abc_Cafe\u0301.jpg']).strays).toEqual([]);
  expect(slots([{ title: 'Cafe\u0301' }], ['abc_Café.jpg']).strays).toEqual([]);
});

it('gives a file to one test only, to a current one before an archived one', () => {
  const tests = [{ title: 'A/B', status: 'archived' }, { title: 'A B' }];
  expect(slots(tests, ['abc_A_B.jpg']).byTest).toEqual({ 'A/B': [undefined], 'A B': ['abc_A_B.jpg'] });
});

it('shows one picture where a title stands in the suite twice', () => {
  expect(slots([{ title: 'Wave' }, { title: 'Wave' }], ['abc_Wave.jpg']).byTest.Wave).toEqual([
    'abc_Wave.jpg',
  ]);
});

it('calls files of other profiles, other endings and other case strays', () => {
  const names = ['xyz_Wave.jpg', 'abc_Wave.jpeg', 'abc_wave.jpg', 'abc_Wave.JPG'];
  expect(slots([{ title: 'Wave' }], names).strays).toEqual(names);
});

it('finds every picture by the name that it gave it, whatever the title', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(titles, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('', 'VOID_ART'),
      (all, section) => {
        const suite = all.map((title) => ({ title, section }));
        const names = new Set(
          suite.flatMap((test) =>
            Array.from({ length: slotCount(test) }, (_, slot) =>
              pictureName('abc', test, slot).normalize('NFC'),
            ),
          ),
        );
        const matched = matchPictures(suite, 'abc', [...names].map(file));
        expect(matched.strays).toEqual([]);
        expect([...matched.byTest.keys()]).toEqual(all);
      },
    ),
  );
});

it('uses no file twice and loses none', () => {
  fc.assert(
    fc.property(suites, (tests) => {
      const names = [...new Set(tests.map((test) => pictureName('abc', test, 0))), 'abc_Other.jpg'];
      const matched = matchPictures(tests, 'abc', names.map(file));
      const shown = [...matched.byTest.values()].flat().filter((picture) => picture !== undefined);
      expect(new Set(shown).size).toBe(shown.length);
      expect(matched.strays.map(({ name }) => name)).toContain('abc_Other.jpg');
    }),
  );
});

it('reads a picture’s key, and only a picture’s', () => {
  expect(readPictureKey('profile_results/abc/abc_Wave.jpg')).toEqual({
    profile: 'abc',
    name: 'abc_Wave.jpg',
  });
  for (const key of [
    'profile_results/abc_Wave.jpg',
    'profile_results/abc/x/y.jpg',
    'profile_results/abc/.gitkeep',
    'other/abc/a.jpg',
  ]) {
    expect(readPictureKey(key)).toBeUndefined();
  }
  expect(isPictureName('._abc_Wave.jpg')).toBe(false);
});

it('asks for a picture by id, width and stamp', () => {
  expect(pictureUrl('/img', { ...file('abc'), stamp: 'a&b' }, 240)).toBe('/img/abc?w=240&v=a%26b');
});
