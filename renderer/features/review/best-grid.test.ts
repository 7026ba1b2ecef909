import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestGrid } from './best-grid.ts';

it('puts eight squares into four columns of a wide room, two of a narrow one', () => {
  expect(bestGrid({ width: 820, height: 404 }, 8, 1, 4)).toEqual({ columns: 4, width: 200, height: 200 });
  expect(bestGrid({ width: 204, height: 812 }, 8, 1, 4).columns).toBe(2);
});

it('always stays inside the room', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 4_000 }),
      fc.integer({ min: 100, max: 4_000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (width, height, count, ratio) => {
        const fit = bestGrid({ width, height }, count, ratio, 8);
        const rows = Math.ceil(count / fit.columns);
        expect(fit.columns * fit.width + 8 * (fit.columns - 1)).toBeLessThanOrEqual(width);
        expect(rows * fit.height + 8 * (rows - 1)).toBeLessThanOrEqual(height);
      },
    ),
  );
});
