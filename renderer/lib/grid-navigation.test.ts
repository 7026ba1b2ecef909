import { expect, it } from 'vitest';
import { firstCell, type GridMove, moveInGrid } from './grid-navigation.ts';

const rows = [
  { columns: 4, cells: 0 },
  { columns: 4, cells: 4 },
  { columns: 4, cells: 2 },
  { columns: 8, cells: 0 },
  { columns: 8, cells: 8 },
];

function press(key: string, row: number, column: number, options: Partial<GridMove> = {}) {
  return moveInGrid(rows, { row, column }, { key, far: false, page: 2, wrap: true, ...options });
}

it('starts at the first cell, past headings', () => {
  expect(firstCell(rows)).toEqual({ row: 1, column: 0 });
  expect(firstCell([{ columns: 1, cells: 0 }])).toBeUndefined();
});

it('moves sideways, on to the next row at the end', () => {
  expect(press('ArrowRight', 1, 0)).toEqual({ row: 1, column: 1 });
  expect(press('ArrowRight', 1, 3)).toEqual({ row: 2, column: 0 });
  expect(press('ArrowLeft', 2, 0)).toEqual({ row: 1, column: 3 });
  expect(press('ArrowRight', 1, 3, { wrap: false })).toBeUndefined();
  expect(press('ArrowLeft', 1, 0)).toBeUndefined();
  expect(press('ArrowRight', 4, 7)).toBeUndefined();
});

it('moves down over headings, staying at its place across the page', () => {
  expect(press('ArrowDown', 1, 3)).toEqual({ row: 2, column: 1 });
  expect(press('ArrowDown', 2, 1)).toEqual({ row: 4, column: 3 });
  expect(press('ArrowUp', 4, 7)).toEqual({ row: 2, column: 1 });
  expect(press('ArrowDown', 4, 0)).toBeUndefined();
});

it('moves by pages and to the ends', () => {
  expect(press('PageDown', 1, 0)).toEqual({ row: 4, column: 1 });
  expect(press('PageDown', 4, 0)).toBeUndefined();
  expect(press('End', 1, 0)).toEqual({ row: 1, column: 3 });
  expect(press('End', 1, 0, { far: true })).toEqual({ row: 4, column: 7 });
  expect(press('Home', 4, 7, { far: true })).toEqual({ row: 1, column: 0 });
  expect(press('x', 1, 0)).toBeUndefined();
});
