import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPictureGate, PictureGateContext } from '#renderer/lib/picture-gate.ts';
import { useGridKeys } from '#renderer/lib/use-grid-keys.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import styles from './gallery-grid.module.css';
import { findSlot, type GalleryRow, layoutGallery, slotAt } from './gallery-layout.ts';
import { cellId, GalleryRowView } from './gallery-row.tsx';
import { useGallery } from './gallery-store.ts';
import type { GalleryGroup, GallerySlot } from './gallery-tests.ts';
import { type SlotEvents, useSlotEvents } from './use-slot-events.ts';

interface GalleryGridProps extends SlotEvents {
  groups: readonly GalleryGroup[];
  caption: 'test' | 'profile';
  analyses: LibrarySnapshot['analyses'];
}

/** Rows that are kept ready above and below. */
const overscan = 3;

/** The gallery's pictures: rows of which only those in view exist, one focus, one set of listeners. */
export function GalleryGrid({ groups, caption, analyses, ...events }: GalleryGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const width = useContentWidth(grid);
  const cardWidth = useGallery((state) => state.cardWidth);
  const activeId = useGallery((state) => state.active);
  const rows = useMemo(
    () => (width === 0 ? [] : layoutGallery(groups, { width, cardWidth })),
    [groups, width, cardWidth],
  );
  const active = useMemo(
    () => (activeId === undefined ? undefined : findSlot(rows, activeId)),
    [rows, activeId],
  );
  const virtual = useRows(rows, scroller, active?.row);
  const gate = usePictureGate(scroller);

  const goTo = (row: number) => virtual.scrollToIndex(row, { align: 'auto' });
  useGridKeys('Gallery', {
    rows,
    active,
    page: () => Math.max(1, virtual.getVirtualItems().length - 2 * overscan - 1),
    wrap: true,
    onMove(to) {
      useGallery.setState({ active: slotAt(rows, to)?.id });
      goTo(to.row);
      grid.current?.focus({ preventScroll: true });
    },
  });
  useShowOnArrival(active?.row, goTo);

  const slots = useMemo(() => slotsById(rows), [rows]);
  const handlers = useSlotEvents(slots, events);
  return (
    <PictureGateContext value={gate}>
      <div ref={scroller} className={styles.scroller}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table cannot hold rows that are not there */}
        <div
          ref={grid}
          role="grid"
          tabIndex={0}
          aria-label="Pictures"
          aria-rowcount={rows.length}
          aria-activedescendant={active && cellId(active.row, active.column)}
          className={styles.grid}
          style={{ height: virtual.getTotalSize() }}
          {...handlers}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <GalleryRowView
                  key={key}
                  row={row}
                  index={index}
                  top={start}
                  activeColumn={active?.row === index ? active.column : undefined}
                  caption={caption}
                  analyses={analyses}
                />
              )
            );
          })}
        </div>
      </div>
    </PictureGateContext>
  );
}

function useRows(
  rows: readonly GalleryRow[],
  scroller: React.RefObject<HTMLDivElement | null>,
  activeRow: number | undefined,
) {
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // New functions for new rows: that is how the virtualizer learns of other heights.
    estimateSize: useCallback((index: number) => rows[index]?.height ?? 0, [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    // The active cell stays on the page wherever one scrolls, because the grid points to it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        if (activeRow === undefined || indexes.includes(activeRow)) return indexes;
        return [...indexes, activeRow].sort((left, right) => left - right);
      },
      [activeRow],
    ),
    overscan,
    paddingEnd: 24,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 24,
  });
}

function usePictureGate(scroller: React.RefObject<HTMLDivElement | null>) {
  const [gate] = useState(createPictureGate);
  useEffect(() => (scroller.current ? gate.attach(scroller.current) : undefined), [gate, scroller]);
  return gate;
}

/** An active slot from before, such as one that another page led to, is in view at first. */
function useShowOnArrival(row: number | undefined, show: (row: number) => void): void {
  const isShown = useRef(false);
  useEffect(() => {
    if (isShown.current || row === undefined) return;
    isShown.current = true;
    show(row);
  });
}

function useContentWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const current = element.current;
    if (!current) return undefined;
    const measure = () => setWidth(current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function slotsById(rows: readonly GalleryRow[]): ReadonlyMap<string, GallerySlot> {
  return new Map(
    rows.flatMap((row) => (row.kind === 'cards' ? row.slots.map((slot) => [slot.id, slot] as const) : [])),
  );
}
