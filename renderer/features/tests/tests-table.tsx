import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useRowHeight } from '#renderer/lib/density.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { figuresOf } from './test-figures.ts';
import { nextSort, type SortColumn, type TestRow, type TestSort } from './test-list.ts';
import { bestPicture, countPictures } from './test-pictures.ts';
import { rowId, TestTableRow } from './test-table-row.tsx';
import styles from './tests-table.module.css';

export interface TestsTableHandle {
  /** Rows that Page up and Page down move by. */
  rowsPerPage(): number;
  focus(): void;
}

interface TestsTableProps {
  rows: readonly TestRow[];
  /** The row that keys act on, by its position in the suite. */
  cursor: number | undefined;
  /** Whether the cursor's test is shown in the pane. */
  isOpen: boolean;
  sort: TestSort;
  onSort(sort: TestSort): void;
  onOpen(row: TestRow): void;
  handle: Ref<TestsTableHandle>;
}

const headHeight = 33;

const columns: readonly {
  key: string;
  label: string;
  sort?: SortColumn;
  hint?: string;
  isNumber?: boolean;
}[] = [
  { key: 'number', label: 'No.', sort: 'order', hint: 'Order of the suite', isNumber: true },
  { key: 'title', label: 'Test', sort: 'title' },
  { key: 'section', label: 'Section' },
  { key: 'version', label: 'Version' },
  { key: 'params', label: 'Parameters' },
  { key: 'pictures', label: 'Pictures', hint: 'Pictures over all profiles', isNumber: true },
  { key: 'ratings', label: 'Ratings', hint: 'Scores over all profiles', isNumber: true },
  { key: 'mean', label: 'Mean', sort: 'mean', hint: 'Mean score over all profiles', isNumber: true },
  {
    key: 'spread',
    label: 'Spread',
    sort: 'spread',
    hint: 'Standard deviation of the scores: how well the test tells profiles apart',
  },
  { key: 'affinities', label: 'Affinity' },
];

/** The tests as a table, only the rows in view rendered; arrow keys are the page's. */
export function TestsTable({ rows, cursor, isOpen, sort, onSort, onOpen, handle }: TestsTableProps) {
  const library = useLibrary();
  const rowHeight = useRowHeight('test');
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.position ?? index,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  const index = rows.findIndex(({ position }) => position === cursor);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);
  useImperativeHandle(handle, () => ({
    rowsPerPage: () =>
      Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
    focus: () => table.current?.focus(),
  }));

  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? headHeight) - headHeight;
  const below = virtual.getTotalSize() + headHeight - (items.at(-1)?.end ?? headHeight);
  const isCursorShown = items.some((item) => item.index === index);
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={table}
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen by arrow keys, as in a grid
        role="grid"
        tabIndex={0}
        aria-label="Tests"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isCursorShown && cursor !== undefined ? rowId(cursor) : undefined}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-column={column.key}
                data-number={column.isNumber}
                title={column.hint}
                aria-sort={
                  column.sort && column.sort === sort.by
                    ? sort.descending
                      ? 'descending'
                      : 'ascending'
                    : undefined
                }
              >
                <ColumnHead column={column} sort={sort} onSort={onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const figures = figuresOf(library.analyses, row.view.title);
            return (
              <TestTableRow
                key={item.key}
                row={row}
                index={item.index}
                figures={figures}
                pictures={countPictures(library, row.test)}
                picture={bestPicture(library, row.test, figures.byProfile)}
                isCursor={row.position === cursor}
                isOpen={isOpen && row.position === cursor}
                onOpen={onOpen}
              />
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead(props: {
  column: (typeof columns)[number];
  sort: TestSort;
  onSort(sort: TestSort): void;
}) {
  const { column, sort, onSort } = props;
  const { sort: by } = column;
  if (!by) return column.label;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={styles.sort}
      data-active={sort.by === by}
      onClick={() => onSort(nextSort(sort, by))}
    >
      {column.label}
      {sort.by === by && <Arrow size={12} stroke={2} aria-hidden="true" />}
    </button>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of height only, which nothing can focus
    <tr aria-hidden="true" className={styles.spacer}>
      <td style={{ height }} />
    </tr>
  );
}
