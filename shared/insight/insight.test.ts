import { expect, it } from 'vitest';
import { matchPictures, type PictureFile } from '../model/picture.ts';
import { completenessOf } from './completeness.ts';
import { profileStatistics, testStatistics } from './statistics.ts';

const suite = [
  { title: 'Wave', section: 'PHOTO' },
  { title: 'constructor', section: 'ART' },
  { title: 'Void', section: 'VOID_ART' },
  { title: 'Old', section: 'PHOTO', status: 'archived' },
];

function files(...names: string[]): PictureFile[] {
  return names.map((name) => ({ id: name, name, stamp: '1', size: 1, modified: 0 }));
}

function completeness(ratings: Record<string, { score?: number; affinity?: string }>, ...names: string[]) {
  return completenessOf(suite, { ratings }, matchPictures(suite, 'abc', files(...names)));
}

const eight = Array.from({ length: 8 }, (_, index) => `abc_Void_${index + 1}.jpg`);

it('counts tests and not files, current ones only', () => {
  expect(
    completeness({ Wave: { score: 8 }, Old: { score: 3 } }, 'abc_Wave.jpg', 'abc_Void_1.jpg', 'abc_Old.jpg'),
  ).toEqual({
    tests: 3,
    rated: 1,
    withPicture: 1,
    complete: false,
    missingPictures: ['constructor', 'Void'],
    unrated: ['constructor', 'Void'],
    toRate: ['Void'],
    missingSlots: 8,
  });
});

it('is complete with every test rated and every slot filled', () => {
  const ratings = { Wave: { score: 8 }, constructor: { affinity: 'workable' }, Void: { score: 2 } };
  const all = ['abc_Wave.jpg', 'abc_constructor.jpg', ...eight];
  expect(completeness(ratings, ...all).complete).toBe(true);
  expect(completeness(ratings, ...all.slice(0, -1))).toMatchObject({
    complete: false,
    missingSlots: 1,
    withPicture: 2,
  });
  expect(completenessOf([], undefined, matchPictures([], 'abc', [])).complete).toBe(false);
});

it('summarises a profile over its current tests', () => {
  const statistics = profileStatistics(suite, {
    ratings: {
      Wave: { score: 8, affinity: 'native_fit' },
      constructor: { score: 5, affinity: 'workable' },
      Void: { affinity: 'resistant' },
      Old: { score: 1, affinity: 'resistant' },
      Orphan: { score: 1 },
    },
  });
  expect(statistics).toMatchObject({
    mean: 6.5,
    count: 2,
    distribution: [0, 0, 0, 0, 1, 0, 0, 1, 0, 0],
    affinities: { native_fit: 1, workable: 1, resistant: 1 },
    sections: [
      { section: 'PHOTO', mean: 8, count: 1 },
      { section: 'ART', mean: 5, count: 1 },
    ],
    best: 'Wave',
    worst: 'constructor',
  });
  expect(statistics.interval).toBeCloseTo(12.7062 * 1.5, 4);
});

it('says nothing of a profile without scores, and names no worst of one', () => {
  const none = {
    mean: undefined,
    interval: undefined,
    count: 0,
    best: undefined,
    worst: undefined,
    sections: [],
  };
  expect(profileStatistics(suite, undefined)).toMatchObject(none);
  const one = profileStatistics(suite, { ratings: { Wave: { score: 8 } } });
  expect(one).toMatchObject({ mean: 8, interval: undefined, best: 'Wave', worst: undefined });
});

it('compares the profiles on one test, best first', () => {
  const analyses = {
    abc: { ratings: { Wave: { score: 4, affinity: 'resistant' } } },
    xyz: { ratings: { Wave: { score: 8, affinity: 'native_fit' } } },
    new: { ratings: {} },
  };
  expect(testStatistics('Wave', analyses)).toMatchObject({
    mean: 6,
    count: 2,
    affinities: { native_fit: 1, workable: 0, resistant: 1 },
    byProfile: [
      { profile: 'xyz', score: 8 },
      { profile: 'abc', score: 4 },
    ],
  });
  expect(testStatistics('constructor', analyses)).toMatchObject({
    mean: undefined,
    spread: undefined,
    count: 0,
  });
});
