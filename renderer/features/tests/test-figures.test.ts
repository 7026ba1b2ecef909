import { expect, it, vi } from 'vitest';
import { testStatistics } from '#shared/insight/statistics.ts';
import { figuresOf, prepareFigures } from './test-figures.ts';

const analyses = { one: { ratings: { Fog: { score: 9 } } }, two: { ratings: { Fog: { score: 6 } } } };

it('works a test’s figures out once for the same documents', () => {
  const figures = figuresOf(analyses, 'Fog');
  expect(figures).toEqual(testStatistics('Fog', analyses));
  expect(figuresOf(analyses, 'Fog')).toBe(figures);
  expect(figuresOf({ ...analyses, two: { ratings: {} } }, 'Fog').mean).toBe(9);
});

it('prepares all tests in portions, and stops when it is told to', async () => {
  const read = new Set<string>();
  const ratings = new Proxy(
    {},
    { has: () => false, getOwnPropertyDescriptor: (_, key) => void read.add(String(key)) },
  );
  const stop = prepareFigures({ one: { ratings } }, ['A', 'B', 'C']);
  await vi.waitFor(() => expect([...read]).toEqual(['A', 'B', 'C']), 5_000);
  stop();
  const other = new Set<string>();
  const unread = new Proxy({}, { getOwnPropertyDescriptor: (_, key) => void other.add(String(key)) });
  prepareFigures({ one: { ratings: unread } }, ['A'])();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(other.size).toBe(0);
});
