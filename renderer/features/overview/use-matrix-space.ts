import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { useRowHeight } from '#renderer/lib/density.ts';
import type { GridPosition } from '#renderer/lib/grid-navigation.ts';

export const headerHeight = 36;
export const labelWidth = 208;

const leastWidth = 120;
const mostWidth = 240;

interface MatrixSpaceInput {
  scroller: HTMLDivElement | null;
  matrix: RefObject<HTMLDivElement | null>;
  rowCount: number;
  columnCount: number;
  active: GridPosition | undefined;
}

/** Which rows and columns of the matrix are in view; the columns share the page's width while they can. */
export function useMatrixSpace({ scroller, matrix, rowCount, columnCount, active }: MatrixSpaceInput) {
  const rowHeight = useRowHeight('matrix');
  const { top, left, room } = usePlace(scroller, matrix);
  const fair = Math.floor((room - labelWidth) / Math.max(1, columnCount));
  const columnWidth = Math.min(mostWidth, Math.max(leastWidth, fair));
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    scrollMargin: top + headerHeight,
    scrollPaddingStart: headerHeight + 4,
    scrollPaddingEnd: 8,
    rangeExtractor: useKeptRange(active?.row),
    overscan: 2,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: columnCount,
    getScrollElement: () => scroller,
    estimateSize: () => columnWidth,
    // A new function for a new width: that is how the virtualizer learns of it.
    getItemKey: useCallback((index: number) => `${index} ${columnWidth}`, [columnWidth]),
    scrollMargin: left,
    paddingStart: labelWidth,
    scrollPaddingStart: labelWidth,
    scrollPaddingEnd: 8,
    rangeExtractor: useKeptRange(active?.column),
    overscan: 2,
  });
  return { rows, columns, rowHeight, columnWidth };
}

/** The active cell stays on the page wherever one scrolls, because the grid points to it. */
function useKeptRange(kept: number | undefined) {
  return useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (kept === undefined || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((one, other) => one - other);
    },
    [kept],
  );
}

interface Place {
  /** Of the matrix in what scrolls, in pixels. */
  top: number;
  left: number;
  /** Width that the page has for it. */
  room: number;
}

function usePlace(scroller: HTMLDivElement | null, matrix: RefObject<HTMLDivElement | null>): Place {
  const [place, setPlace] = useState<Place>({ top: 0, left: 0, room: 0 });
  useLayoutEffect(() => {
    const outer = scroller;
    const inner = matrix.current;
    if (!outer || !inner) return undefined;
    const measure = () => {
      const left = inner.offsetLeft;
      setPlace((before) => {
        const now = { top: inner.offsetTop, left, room: outer.clientWidth - 2 * left };
        const isSame = before.top === now.top && before.left === now.left && before.room === now.room;
        return isSame ? before : now;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    // What stands above may grow, and the matrix goes down with it.
    for (const sibling of inner.parentElement?.children ?? [])
      if (sibling !== inner) observer.observe(sibling);
    return () => observer.disconnect();
  }, [scroller, matrix]);
  return place;
}
