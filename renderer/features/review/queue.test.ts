import { expect, it } from 'vitest';
import type { Analysis } from '#shared/model/analysis.ts';
import { matchPictures } from '#shared/model/picture.ts';
import type { Suite } from '#shared/model/suite.ts';
import { buildQueue, neighbour, nextUnrated, reconcileQueue, resume, wholeQueue } from './queue.ts';

const suite: Suite = [
  { title: 'Rose', section: 'ART', prompt: 'a rose garden' },
  { title: 'Fog', section: 'PHOTO', prompt: 'a city in fog' },
  { title: 'Old', section: 'PHOTO', status: 'archived' },
  { title: 'Alley', section: 'PHOTO', prompt: 'neon rain' },
];
const analysis: Analysis = {
  ratings: { Fog: { score: 9, affinity: 'native_fit' }, Alley: { commentary: 'nothing decided yet' } },
};
const fog = { id: 'fog', name: 'abc_Fog.jpg', stamp: '1', size: 1, modified: 1 };
const source = { suite, analysis, matched: matchPictures(suite, 'abc', [fog]) };

it('puts current tests in section order', () => {
  expect(buildQueue(source, wholeQueue)).toEqual(['Fog', 'Alley', 'Rose']);
});

it('filters by kind, a comment alone being no rating', () => {
  expect(buildQueue(source, { ...wholeQueue, kind: 'unrated' })).toEqual(['Alley', 'Rose']);
  expect(buildQueue(source, { ...wholeQueue, kind: 'rated' })).toEqual(['Fog']);
});

it('filters by section, affinity, every searched word, and picture', () => {
  expect(buildQueue(source, { ...wholeQueue, section: 'ART' })).toEqual(['Rose']);
  expect(buildQueue(source, { ...wholeQueue, affinity: 'native_fit' })).toEqual(['Fog']);
  expect(buildQueue(source, { ...wholeQueue, search: 'RAIN alley' })).toEqual(['Alley']);
  expect(buildQueue(source, { ...wholeQueue, search: 'rain fog' })).toEqual([]);
  expect(buildQueue(source, { ...wholeQueue, withPicture: true })).toEqual(['Fog']);
});

it('keeps a queue while its tests are rated, and follows the suite', () => {
  const filter = { ...wholeQueue, kind: 'unrated' as const };
  const queue = buildQueue(source, filter);
  const rated = { ...source, analysis: { ratings: { Alley: { score: 3 } } } };
  expect(reconcileQueue(queue, suite, rated, filter)).toEqual(['Alley', 'Rose']);
  const grown: Suite = [{ title: 'New', section: 'PHOTO' }, ...suite.filter(({ title }) => title !== 'Rose')];
  expect(reconcileQueue(queue, suite, { ...rated, suite: grown }, filter)).toEqual(['Alley', 'New']);
  const renamed: Suite = suite.map((test) =>
    test.title === 'Alley' ? { ...test, title: 'Lane', former_titles: ['Alley'] } : test,
  );
  expect(reconcileQueue(queue, suite, { ...rated, suite: renamed }, filter)).toEqual(['Lane', 'Rose']);
});

it('finds the next unrated test around the end, never the one it starts from', () => {
  const queue = ['Fog', 'Alley', 'Rose'];
  expect(nextUnrated(queue, 'Fog', analysis)).toBe('Alley');
  expect(nextUnrated(queue, 'Rose', analysis)).toBe('Alley');
  expect(nextUnrated(['Rose'], 'Rose', analysis)).toBeUndefined();
  expect(nextUnrated(['Fog'], undefined, analysis)).toBeUndefined();
});

it('steps to neighbours and stops at the ends', () => {
  expect(neighbour(['a', 'b'], 'a', 1)).toBe('b');
  expect(neighbour(['a', 'b'], 'b', 1)).toBeUndefined();
  expect(neighbour(['a', 'b'], 'gone', 1)).toBe('a');
});

it('resumes at the remembered test, or at what follows it', () => {
  expect(resume(['Fog', 'Alley'], 'Alley', suite)).toBe('Alley');
  expect(resume(['Fog', 'Rose'], 'Alley', suite)).toBe('Rose');
  expect(resume(['Fog'], 'Rose', suite)).toBe('Fog');
  expect(resume([], 'Rose', suite)).toBeUndefined();
});
