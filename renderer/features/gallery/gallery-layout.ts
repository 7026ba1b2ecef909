import { commonAspect } from '#renderer/lib/aspect.ts';
import type { GridPosition, GridRow } from '#renderer/lib/grid-navigation.ts';
import { severalPictures } from '#shared/model/suite.ts';
import type { GalleryGroup, GallerySlot, GalleryTest } from './gallery-tests.ts';

/**
 * One row of the gallery. Every height follows from the numbers here and nothing is measured, so that the
 * scrollbar is true from the start.
 */
export type GalleryRow = GridRow & { id: string; height: number } & (
    | { kind: 'heading'; group: GalleryGroup }
    /** The line over the pictures of a test that has several. */
    | { kind: 'set'; test: GalleryTest }
    | { kind: 'cards'; slots: GallerySlot[]; width: number; pictureHeight: number; hasCaptions: boolean }
  );

const gap = 10;
const captionHeight = 34;
const headingHeight = 40;
const setHeight = 34;
const rowGap = 6;

interface Room {
  /** Of the grid, in pixels. */
  width: number;
  /** Width that a card should have at least. */
  cardWidth: number;
}

export function layoutGallery(groups: readonly GalleryGroup[], room: Room): GalleryRow[] {
  const columns = columnsIn(room);
  return groups.flatMap((group) => {
    const heading: GalleryRow[] = group.heading
      ? [{ kind: 'heading', id: `heading ${group.id}`, height: headingHeight, columns, cells: 0, group }]
      : [];
    return [...heading, ...layoutTests(group, columns, room.width)];
  });
}

export function columnsIn({ width, cardWidth }: Room): number {
  return Math.max(1, Math.floor((width + gap) / (cardWidth + gap)));
}

function layoutTests(group: GalleryGroup, columns: number, width: number): GalleryRow[] {
  const singles = group.tests.filter((test) => !test.isSet);
  const aspect = commonAspect(singles.map(({ test }) => test));
  const rows: GalleryRow[] = [];
  let open: GallerySlot[] = [];
  const close = () => {
    rows.push(...cardRows(open, { columns, width, aspect, hasCaptions: true }));
    open = [];
  };
  for (const test of group.tests) {
    if (test.isSet) {
      close();
      rows.push(...layoutSet(test, columns, width));
    } else {
      open.push(...test.slots);
    }
  }
  close();
  return rows;
}

/** The eight pictures of one test stay together: one row of eight, or two of four where it is narrow. */
function layoutSet(test: GalleryTest, columns: number, width: number): GalleryRow[] {
  const line: GalleryRow = {
    kind: 'set',
    id: `set ${test.profile}/${test.test.title}`,
    height: setHeight,
    columns,
    cells: 0,
    test,
  };
  const across = columns >= 4 ? severalPictures : severalPictures / 2;
  const aspect = commonAspect([test.test]);
  return [line, ...cardRows(test.slots, { columns: across, width, aspect, hasCaptions: false })];
}

interface Cut {
  columns: number;
  width: number;
  aspect: number;
  hasCaptions: boolean;
}

function cardRows(slots: readonly GallerySlot[], { columns, width, aspect, hasCaptions }: Cut): GalleryRow[] {
  const cardWidth = Math.floor((width - gap * (columns - 1)) / columns);
  const pictureHeight = Math.round(cardWidth / aspect);
  const height = pictureHeight + (hasCaptions ? captionHeight : gap - rowGap) + rowGap;
  return Array.from({ length: Math.ceil(slots.length / columns) }, (_, index) => {
    const own = slots.slice(index * columns, (index + 1) * columns);
    return {
      kind: 'cards',
      id: own[0]?.id ?? String(index),
      height,
      columns,
      cells: own.length,
      slots: own,
      width: cardWidth,
      pictureHeight,
      hasCaptions,
    };
  });
}

/** Where a slot stands in the grid. */
export function findSlot(rows: readonly GalleryRow[], id: string): GridPosition | undefined {
  for (const [index, row] of rows.entries()) {
    const column = row.kind === 'cards' ? row.slots.findIndex((slot) => slot.id === id) : -1;
    if (column >= 0) return { row: index, column };
  }
  return undefined;
}

/** The slot at a place of the grid. */
export function slotAt(rows: readonly GalleryRow[], at: GridPosition): GallerySlot | undefined {
  const row = rows[at.row];
  return row?.kind === 'cards' ? row.slots[at.column] : undefined;
}
