import { mean, standardDeviation } from '#shared/insight/numbers.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import { type Affinity, readAffinity, scoreOf } from '#shared/model/rating.ts';
import {
  bySection,
  isCurrent,
  type Suite,
  type SuiteTest,
  slotCount,
  viewTest,
} from '#shared/model/suite.ts';
import type { ProfileFacts } from './profile-facts.ts';

/** One row of the matrix: a test and what all profiles make of it. */
export interface MatrixTest {
  test: SuiteTest;
  section: string;
  mean: number | undefined;
  /** Sample standard deviation over the profiles. */
  spread: number | undefined;
  /** Native fit in one profile and resistant in another. */
  isContested: boolean;
  /** Profiles that lack one of its pictures. */
  holes: number;
}

export const matrixOrders = ['suite', 'spread', 'best', 'worst'] as const;
export type MatrixOrder = (typeof matrixOrders)[number];

export const matrixOrderLabels: Record<MatrixOrder, string> = {
  suite: 'Suite order',
  spread: 'Spread',
  best: 'Mean, best first',
  worst: 'Mean, worst first',
};

/** `all`, `holes`, `contested`, or a section's name after `section:`. */
export type MatrixFilter = 'all' | 'holes' | 'contested' | `section:${string}`;

/** The current tests in the order of their sections. */
export function matrixTests(suite: Suite, facts: readonly ProfileFacts[]): MatrixTest[] {
  return bySection(suite.filter(isCurrent)).flatMap(({ section, tests }) =>
    tests.map((test) => summarise(test, section, facts)),
  );
}

export function arrange(
  tests: readonly MatrixTest[],
  filter: MatrixFilter,
  order: MatrixOrder,
): MatrixTest[] {
  const shown = tests.filter((test) => passes(test, filter));
  if (order === 'suite') return shown;
  if (order === 'spread') return shown.toSorted((left, right) => (right.spread ?? -1) - (left.spread ?? -1));
  const sign = order === 'best' ? -1 : 1;
  const last = order === 'best' ? 0 : 11;
  return shown.toSorted((left, right) => sign * ((left.mean ?? last) - (right.mean ?? last)));
}

/** The filters worth offering, with how many tests each shows. */
export function matrixFilters(tests: readonly MatrixTest[]): { filter: MatrixFilter; count: number }[] {
  const sections = new Set(tests.map(({ section }) => section));
  const filters: MatrixFilter[] = [
    'all',
    ...(sections.size > 1 ? [...sections].map((section): MatrixFilter => `section:${section}`) : []),
    'holes',
    'contested',
  ];
  return filters.map((filter) => ({ filter, count: tests.filter((test) => passes(test, filter)).length }));
}

function passes(test: MatrixTest, filter: MatrixFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'holes') return test.holes > 0;
  if (filter === 'contested') return test.isContested;
  return test.section === filter.slice('section:'.length);
}

/** `Photo`, `v2` and `mean 7.8`. */
export function describeMatrixTest({ test, mean: average }: MatrixTest, sectionName: string): string {
  const parts = [sectionName, viewTest(test).version];
  return [...parts, ...(average === undefined ? [] : [`mean ${average.toFixed(1)}`])].join(' · ');
}

function summarise(test: SuiteTest, section: string, facts: readonly ProfileFacts[]): MatrixTest {
  const scores: number[] = [];
  const affinities = new Set<Affinity>();
  let holes = 0;
  const wanted = slotCount(test);
  for (const { analysis, matched } of facts) {
    const rating = ratingOf(analysis, test.title);
    const score = scoreOf(rating);
    const affinity = rating && readAffinity(rating);
    if (score !== undefined) scores.push(score);
    if (affinity) affinities.add(affinity);
    const filled = matched.byTest.get(test.title)?.filter((picture) => picture !== undefined).length ?? 0;
    if (filled < wanted) holes += 1;
  }
  return {
    test,
    section,
    mean: mean(scores),
    spread: standardDeviation(scores),
    isContested: affinities.has('native_fit') && affinities.has('resistant'),
    holes,
  };
}
