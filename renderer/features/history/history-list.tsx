import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useLibrary } from '#renderer/lib/library.ts';
import { HistoryEntryRow } from './history-entry-row.tsx';
import styles from './history-list.module.css';
import type { HistoryRow } from './history-rows.ts';

const entryHeight = 64;
const dayHeight = 40;

const dayFormat = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** The rows, only those in view rendered. */
export function HistoryList({ rows }: { rows: readonly HistoryRow[] }) {
  const library = useLibrary();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.type === 'day' ? dayHeight : entryHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} aria-label="Changes, newest first" tabIndex={0}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {row.type === 'day' ? (
                <h2 className={styles.day}>{dayFormat.format(row.day)}</h2>
              ) : (
                <HistoryEntryRow row={row} library={library} />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
