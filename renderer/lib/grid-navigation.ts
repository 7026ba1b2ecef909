/** One row of a grid as keyboard movement sees it. */
export interface GridRow {
  /** Places that the row has room for. */
  columns: number;
  /** Cells that one can stand on, from the left; 0 for headings. */
  cells: number;
}

export interface GridPosition {
  row: number;
  column: number;
}

export interface GridMove {
  key: string;
  /** `Ctrl` or `⌘` is held: Home and End go to the first and last cell of all. */
  far: boolean;
  /** Rows that Page up and Page down move by. */
  page: number;
  /** Whether left of the first cell lies the last one of the row before. */
  wrap: boolean;
}

/** Where a key moves to in a grid; undefined when it is no movement or there is nothing further. */
export function moveInGrid(
  rows: readonly GridRow[],
  at: GridPosition,
  move: GridMove,
): GridPosition | undefined {
  switch (move.key) {
    case 'ArrowLeft':
      return sideways(rows, at, -1, move.wrap);
    case 'ArrowRight':
      return sideways(rows, at, 1, move.wrap);
    case 'ArrowUp':
      return vertically(rows, at, -1);
    case 'ArrowDown':
      return vertically(rows, at, 1);
    case 'PageUp':
      return manyRows(rows, at, -1, move.page);
    case 'PageDown':
      return manyRows(rows, at, 1, move.page);
    case 'Home':
      return move.far ? firstCell(rows) : { row: at.row, column: 0 };
    case 'End':
      return move.far ? lastCell(rows) : lastOf(rows, at.row);
    default:
      return undefined;
  }
}

export function firstCell(rows: readonly GridRow[]): GridPosition | undefined {
  const row = rows.findIndex(({ cells }) => cells > 0);
  return row < 0 ? undefined : { row, column: 0 };
}

function lastCell(rows: readonly GridRow[]): GridPosition | undefined {
  const row = rows.findLastIndex(({ cells }) => cells > 0);
  return row < 0 ? undefined : lastOf(rows, row);
}

function lastOf(rows: readonly GridRow[], row: number): GridPosition {
  return { row, column: Math.max(0, (rows[row]?.cells ?? 1) - 1) };
}

function sideways(
  rows: readonly GridRow[],
  at: GridPosition,
  step: 1 | -1,
  wrap: boolean,
): GridPosition | undefined {
  const column = at.column + step;
  if (column >= 0 && column < (rows[at.row]?.cells ?? 0)) return { row: at.row, column };
  if (!wrap) return undefined;
  const row = nextRow(rows, at.row, step);
  if (row === undefined) return undefined;
  return step > 0 ? { row, column: 0 } : lastOf(rows, row);
}

function vertically(rows: readonly GridRow[], at: GridPosition, step: 1 | -1): GridPosition | undefined {
  const row = nextRow(rows, at.row, step);
  if (row === undefined) return undefined;
  const from = rows[at.row]?.columns ?? 1;
  const to = rows[row]?.columns ?? 1;
  // Rows may be cut differently: the cell above or below is the one at the same place across the page.
  const column = from === to ? at.column : Math.floor(((at.column + 0.5) / from) * to);
  return { row, column: Math.min(column, (rows[row]?.cells ?? 1) - 1) };
}

function manyRows(
  rows: readonly GridRow[],
  at: GridPosition,
  step: 1 | -1,
  page: number,
): GridPosition | undefined {
  let found: GridPosition | undefined;
  for (let moved = 0; moved < Math.max(1, page); moved += 1) {
    const next = vertically(rows, found ?? at, step);
    if (!next) break;
    found = { row: next.row, column: next.column };
  }
  return found;
}

function nextRow(rows: readonly GridRow[], from: number, step: 1 | -1): number | undefined {
  for (let row = from + step; row >= 0 && row < rows.length; row += step) {
    if ((rows[row]?.cells ?? 0) > 0) return row;
  }
  return undefined;
}
