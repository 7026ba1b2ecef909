import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testStatistics } from '#shared/insight/statistics.ts';
import { applyChange } from '#shared/model/apply-change.ts';
import type { Suite } from '#shared/model/suite.ts';
import {
  countSections,
  everyTest,
  moveTarget,
  nextSort,
  type TestFilter,
  type TestSort,
  testRows,
  versionsOf,
} from './test-list.ts';

const suite: Suite = [
  { title: 'Fog', prompt: 'city in fog', section: 'PHOTO', params: '--ar 16:9', version: 'v2' },
  { title: 'Test 10', prompt: 'a fox', section: 'ART', version: 'v10' },
  { title: 'Test 2', prompt: 'an owl', section: 'ART', status: 'archived' },
  { title: 'Alley', prompt: 'neon', section: 'PHOTO', params: '--seed 7' },
];
const analyses = {
  one: { ratings: { Fog: { score: 9 }, 'Test 10': { score: 2 }, 'Test 2': { score: 5 } } },
  two: { ratings: { Fog: { score: 7 }, 'Test 10': { score: 8 } } },
};
const order: TestSort = { by: 'order', descending: false };

function titles(filter: Partial<TestFilter>, sort = order): string[] {
  const rows = testRows(suite, { ...everyTest, ...filter }, sort, (title) => testStatistics(title, analyses));
  return rows.map(({ view }) => view.title);
}

it('filters by status, section, version and every word of the search', () => {
  expect(titles({ status: 'current' })).toEqual(['Fog', 'Test 10', 'Alley']);
  expect(titles({ status: 'archived' })).toEqual(['Test 2']);
  expect(titles({ section: 'ART' })).toEqual(['Test 10', 'Test 2']);
  expect(titles({ version: 'v1' })).toEqual(['Test 2', 'Alley']);
  expect(titles({ search: 'FOG  ar' })).toEqual(['Fog']);
  expect(titles({ search: 'seed' })).toEqual(['Alley']);
  expect(titles({ search: 'fog seed' })).toEqual([]);
});

it('sorts by title as people count', () => {
  expect(titles({}, { by: 'title', descending: false })).toEqual(['Alley', 'Fog', 'Test 2', 'Test 10']);
  expect(titles({}, { by: 'title', descending: true })).toEqual(['Test 10', 'Test 2', 'Fog', 'Alley']);
});

it('sorts by figures, tests without one last in both directions', () => {
  expect(titles({}, { by: 'mean', descending: true })).toEqual(['Fog', 'Test 10', 'Test 2', 'Alley']);
  expect(titles({}, { by: 'mean', descending: false })).toEqual(['Test 10', 'Test 2', 'Fog', 'Alley']);
  expect(titles({}, { by: 'spread', descending: true }).slice(0, 2)).toEqual(['Test 10', 'Fog']);
});

it('asks for no figures where the order does not need them', () => {
  const fail = () => {
    throw new Error('asked');
  };
  expect(testRows(suite, everyTest, order, fail)).toHaveLength(4);
});

it('turns a column round at the second press, and begins figures at the top', () => {
  expect(nextSort(order, 'mean')).toEqual({ by: 'mean', descending: true });
  expect(nextSort(order, 'title')).toEqual({ by: 'title', descending: false });
  expect(nextSort(order, 'order')).toEqual({ by: 'order', descending: true });
});

it('counts sections by what the other filters leave', () => {
  const counts = countSections(suite, { ...everyTest, status: 'current', section: 'PHOTO' });
  expect(counts).toEqual([
    { section: 'PHOTO', count: 2 },
    { section: 'ART', count: 1 },
  ]);
});

it('lists versions in the order of their numbers', () => {
  expect(versionsOf(suite)).toEqual(['v1', 'v2', 'v10']);
});

it('moves a test past its neighbour of the table, over those that the filter hides', () => {
  const rows = testRows(suite, { ...everyTest, section: 'PHOTO' }, order, (title) =>
    testStatistics(title, {}),
  );
  expect(moveTarget(rows, 'Alley', -1)).toEqual({ from: 3, to: 0 });
  expect(moveTarget(rows, 'Fog', 1)).toEqual({ from: 0, to: 3 });
  expect(moveTarget(rows, 'Fog', -1)).toBeUndefined();
  expect(moveTarget(rows, 'Test 10', 1)).toBeUndefined();
});

it('brings a moved test to its neighbour’s place among the shown ones', () => {
  const shown = fc.array(fc.boolean(), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(shown, fc.nat(), fc.constantFrom(1 as const, -1 as const), (flags, seed, step) => {
      const many: Suite = flags.map((flag, index) => ({
        title: `T${index}`,
        section: flag ? 'ART' : 'PHOTO',
      }));
      const filter = { ...everyTest, section: 'ART' };
      const shownTitles = (tests: Suite) =>
        testRows(tests, filter, order, (title) => testStatistics(title, {})).map(({ view }) => view.title);
      const before = shownTitles(many);
      const index = seed % Math.max(1, before.length);
      const title = before[index] ?? '';
      const rows = testRows(many, filter, order, (name) => testStatistics(name, {}));
      const target = moveTarget(rows, title, step);
      if (!target) return index + step < 0 || index + step >= before.length;
      const moved = applyChange(many, { type: 'test.move', title, ...target });
      const after = moved.ok ? shownTitles(moved.value as Suite) : [];
      const expected = before.toSpliced(index, 1).toSpliced(index + step, 0, title);
      return JSON.stringify(after) === JSON.stringify(expected);
    }),
  );
});
