import { firstCell, type GridMove, type GridPosition, type GridRow, moveInGrid } from './grid-navigation.ts';
import { useKeys } from './use-keys.ts';

export interface GridKeys {
  rows: readonly GridRow[];
  active: GridPosition | undefined;
  /** Rows that Page up and Page down move by. */
  page(): number;
  wrap: boolean;
  onMove(to: GridPosition): void;
}

const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** Moves through a page's grid by the keyboard, wherever on the page the focus is. */
export function useGridKeys(scope: string, { rows, active, page, wrap, onMove }: GridKeys): void {
  const run = (event: KeyboardEvent) => {
    const move: GridMove = { key: event.key, far: event.ctrlKey || event.metaKey, page: page(), wrap };
    // The first press only shows where one stands, unless it goes to an end.
    const first = firstCell(rows);
    const to = active || move.far ? first && moveInGrid(rows, active ?? first, move) : first;
    if (to) onMove(to);
  };
  useKeys(scope, [
    ...moves.map((keys) => ({
      keys,
      description: descriptions[keys] ?? '',
      hidden: !descriptions[keys],
      run,
    })),
    { keys: 'mod+Home', description: 'First', hidden: true, run },
    { keys: 'mod+End', description: 'Last', hidden: true, run },
  ]);
}

const descriptions: Record<string, string> = {
  ArrowLeft: 'To the left',
  ArrowRight: 'To the right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
};
