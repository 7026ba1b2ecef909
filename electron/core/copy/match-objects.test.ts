import { expect, it } from 'vitest';
import { matchObjects } from './match-objects.ts';

function objects(...keys: string[]) {
  return keys.map((key) => ({ key, size: 1, stamp: key, modified: 0 }));
}

function match(source: string[], target: string[], kind: 's3' | 'folder') {
  const { fresh, pairs, odd } = matchObjects(objects(...source), objects(...target), kind);
  return {
    fresh: fresh.map(({ key }) => key),
    pairs: pairs.map((pair) => [pair.source.key, pair.target.key]),
    odd: odd.map(({ key }) => key),
  };
}

it('matches by exact name first, then by a name that differs in case or accents only', () => {
  expect(match(['a.jpg', 'B.jpg'], ['a.jpg', 'A.jpg', 'b.jpg'], 's3')).toEqual({
    fresh: [],
    pairs: [
      ['a.jpg', 'a.jpg'],
      ['B.jpg', 'b.jpg'],
    ],
    odd: [],
  });
  expect(match(['\u00e9.jpg'], ['e\u0301.jpg'], 'folder').pairs).toEqual([['\u00e9.jpg', 'e\u0301.jpg']]);
});

it('keeps twins apart in a bucket, and the first of them in a folder', () => {
  expect(match(['A.jpg', 'a.jpg'], [], 's3')).toEqual({ fresh: ['A.jpg', 'a.jpg'], pairs: [], odd: [] });
  expect(match(['A.jpg', 'a.jpg'], [], 'folder')).toEqual({ fresh: ['A.jpg'], pairs: [], odd: ['a.jpg'] });
  expect(match(['A.jpg', 'a.jpg'], ['a.jpg'], 'folder')).toEqual({
    fresh: [],
    pairs: [['a.jpg', 'a.jpg']],
    odd: ['A.jpg'],
  });
  expect(match(['A.jpg', 'a.jpg'], ['a.jpg'], 's3')).toEqual({
    fresh: [],
    pairs: [['a.jpg', 'a.jpg']],
    odd: ['A.jpg'],
  });
});

it('tells of names that a folder has no room for', () => {
  expect(match(['x', 'x/y.jpg'], [], 's3').odd).toEqual([]);
  expect(match(['x', 'x/y.jpg'], [], 'folder')).toEqual({ fresh: ['x/y.jpg'], pairs: [], odd: ['x'] });
  expect(match(['x/y.jpg'], ['x'], 'folder')).toEqual({ fresh: [], pairs: [], odd: ['x/y.jpg'] });
  expect(match(['X'], ['x/y.jpg'], 'folder')).toEqual({ fresh: [], pairs: [], odd: ['X'] });
});
