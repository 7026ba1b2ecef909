import type { TestStatistics } from '#shared/insight/statistics.ts';
import {
  isCurrent,
  knownSections,
  type Suite,
  type SuiteTest,
  type TestView,
  viewTest,
} from '#shared/model/suite.ts';

export interface TestFilter {
  status: 'current' | 'archived' | 'all';
  /** Empty for all, as is `version`. */
  section: string;
  version: string;
  search: string;
}

export type SortColumn = 'order' | 'title' | 'mean' | 'spread';

export interface TestSort {
  by: SortColumn;
  descending: boolean;
}

/** One line of the table. */
export interface TestRow {
  test: SuiteTest;
  view: TestView;
  /** In the suite, from 0; also where the filter leaves others out. */
  position: number;
}

export const everyTest: TestFilter = { status: 'all', section: '', version: '', search: '' };

/**
 * The tests that the filter lets through, sorted. Tests without a value come last in either direction.
 * @param statistics is asked only where the order depends on it.
 */
export function testRows(
  suite: Suite,
  filter: TestFilter,
  sort: TestSort,
  statistics: (title: string) => TestStatistics,
): TestRow[] {
  const rows = suite
    .map((test, position): TestRow => ({ test, view: viewTest(test), position }))
    .filter((row) => passes(row, filter));
  const sign = sort.descending ? -1 : 1;
  switch (sort.by) {
    case 'order':
      return sort.descending ? rows.reverse() : rows;
    case 'title':
      return rows.sort(
        (left, right) => sign * left.view.title.localeCompare(right.view.title, 'en', numeric),
      );
    case 'mean':
    case 'spread': {
      const { by } = sort;
      const values = new Map(rows.map(({ view: { title } }) => [title, statistics(title)[by]]));
      return rows.sort((left, right) =>
        compareValues(values.get(left.view.title), values.get(right.view.title), sign),
      );
    }
  }
}

/** What a press on a column's heading sorts by: numbers from the top first, the same column turned round. */
export function nextSort(sort: TestSort, by: SortColumn): TestSort {
  if (sort.by === by) return { by, descending: !sort.descending };
  return { by, descending: by === 'mean' || by === 'spread' };
}

/** How many tests each value of a filter leaves, the other filters staying as they are. */
export function countSections(suite: Suite, filter: TestFilter): { section: string; count: number }[] {
  const counts = new Map<string, number>(knownSections.map((section) => [section, 0]));
  for (const test of suite) {
    const view = viewTest(test);
    const hit = passes({ test, view, position: 0 }, { ...filter, section: '' });
    counts.set(view.section, (counts.get(view.section) ?? 0) + (hit ? 1 : 0));
  }
  const used = new Set(suite.map((test) => viewTest(test).section));
  return [...counts].filter(([section]) => used.has(section)).map(([section, count]) => ({ section, count }));
}

export function countStatuses(suite: Suite): Record<TestFilter['status'], number> {
  const current = suite.filter(isCurrent).length;
  return { current, archived: suite.length - current, all: suite.length };
}

/** All versions in use, `v2` before `v10`. */
export function versionsOf(suite: Suite): string[] {
  const versions = new Set(suite.map((test) => viewTest(test).version));
  return [...versions].sort((left, right) => left.localeCompare(right, 'en', numeric));
}

/**
 * Where a test goes in the suite to change places with its neighbour in the table.
 * @param rows in the suite's order.
 * @returns what `test.move` takes; undefined at the end, or where the test is not in the table.
 */
export function moveTarget(
  rows: readonly TestRow[],
  title: string,
  step: 1 | -1,
): { from: number; to: number } | undefined {
  const index = rows.findIndex(({ view }) => view.title === title);
  const row = rows[index];
  const neighbour = rows[index + step];
  return row && neighbour && { from: row.position, to: neighbour.position };
}

function passes({ view }: TestRow, filter: TestFilter): boolean {
  if (filter.status !== 'all' && view.status !== filter.status) return false;
  if (filter.section !== '' && view.section !== filter.section) return false;
  if (filter.version !== '' && view.version !== filter.version) return false;
  const text = `${view.title}\n${view.prompt}\n${view.params}\n${view.id}`.toLowerCase();
  return filter.search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const numeric = { numeric: true, sensitivity: 'base' } as const;

function compareValues(left: number | undefined, right: number | undefined, sign: number): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  return sign * (left - right);
}
