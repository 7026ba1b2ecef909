import { expect, it } from 'vitest';
import { completenessOf } from '#shared/insight/completeness.ts';
import { profileStatistics } from '#shared/insight/statistics.ts';
import type { Analysis } from '#shared/model/analysis.ts';
import { matchPictures } from '#shared/model/picture.ts';
import { createTest } from '#shared/model/suite.ts';
import { arrange, matrixFilters, matrixTests } from './matrix-tests.ts';
import { nextSteps } from './next-steps.ts';
import type { ProfileFacts } from './profile-facts.ts';

const fields = { prompt: '', params: '', version: 'v1', createdDate: '' };
const suite = [
  createTest({ ...fields, title: 'Calm', section: 'PHOTO' }),
  createTest({ ...fields, title: 'Torn', section: 'PHOTO' }),
  createTest({ ...fields, title: 'Art', section: 'ART' }),
  { ...createTest({ ...fields, title: 'Old', section: 'ART' }), status: 'archived' },
];

function facts(profile: string, scores: Record<string, number>, titles: string[]): ProfileFacts {
  const ratings = Object.fromEntries(
    Object.entries(scores).map(([title, score]) => [
      title,
      { score, affinity: score >= 8 ? 'native_fit' : score >= 5 ? 'workable' : 'resistant' },
    ]),
  );
  const analysis: Analysis = { ratings };
  const files = titles.map((title) => ({
    id: `${profile}-${title}`,
    name: `${profile}_${title}.jpg`,
    stamp: '',
    size: 1,
    modified: 0,
  }));
  const matched = matchPictures(suite, profile, files);
  return {
    profile,
    label: '',
    analysis,
    matched,
    completeness: completenessOf(suite, analysis, matched),
    statistics: profileStatistics(suite, analysis),
    best: undefined,
    worst: undefined,
  };
}

const everyone = [
  facts('a', { Calm: 6, Torn: 9, Art: 8 }, ['Calm', 'Torn', 'Art']),
  facts('b', { Calm: 6, Torn: 2 }, ['Calm', 'Torn']),
  facts('c', { Calm: 7, Torn: 5 }, ['Calm', 'Torn', 'Art']),
  facts('d', {}, []),
];

it('says of each current test what the profiles make of it', () => {
  const tests = matrixTests(suite, everyone);
  expect(tests.map(({ test, holes, isContested }) => [test.title, holes, isContested])).toEqual([
    ['Calm', 1, false],
    ['Torn', 1, true],
    ['Art', 2, false],
  ]);
  expect(tests[0]?.mean).toBeCloseTo(19 / 3);
  expect(tests[2]?.spread).toBeUndefined();
});

it('orders by spread and by mean, tests that cannot tell last', () => {
  const tests = matrixTests(suite, everyone);
  const titles = (order: Parameters<typeof arrange>[2]) =>
    arrange(tests, 'all', order).map(({ test }) => test.title);
  expect(titles('suite')).toEqual(['Calm', 'Torn', 'Art']);
  expect(titles('spread')).toEqual(['Torn', 'Calm', 'Art']);
  expect(titles('best')).toEqual(['Art', 'Calm', 'Torn']);
  expect(titles('worst')).toEqual(['Torn', 'Calm', 'Art']);
});

it('offers filters with the number of tests behind each', () => {
  const tests = matrixTests(suite, everyone);
  expect(matrixFilters(tests)).toEqual([
    { filter: 'all', count: 3 },
    { filter: 'section:PHOTO', count: 2 },
    { filter: 'section:ART', count: 1 },
    { filter: 'holes', count: 3 },
    { filter: 'contested', count: 1 },
  ]);
  expect(arrange(tests, 'contested', 'suite').map(({ test }) => test.title)).toEqual(['Torn']);
});

it('names first what is nearest to complete, and what is new last; before them what is selected', () => {
  expect(nextSteps(everyone, 'd').map(({ profile }) => profile)).toEqual(['d', 'b', 'c']);
  expect(nextSteps(everyone, 'a')).toEqual([
    { profile: 'b', missing: 1, toRate: 0, isNew: false },
    { profile: 'c', missing: 0, toRate: 1, isNew: false },
    { profile: 'd', missing: 3, toRate: 0, isNew: true },
  ]);
});
