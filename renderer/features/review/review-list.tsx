import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { findTest } from '#shared/model/suite.ts';
import styles from './review-list.module.css';
import { ReviewRow } from './review-row.tsx';
import { ratingWriter } from './review-writer.ts';
import type { Queue } from './use-queue.ts';

const rowHeight = 96;

/** The queue as rows to fill in by mouse; only those in view exist. */
export function ReviewList({ queue, onUndo }: { queue: Queue; onUndo(): void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { titles, library, profile, analysis, matched } = queue;
  const start = useRef(queue.position);
  const virtual = useVirtualizer({
    count: titles.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => titles[index] ?? index,
    overscan: 4,
  });
  useEffect(() => {
    if (start.current > 0) virtual.scrollToIndex(start.current, { align: 'start' });
  }, [virtual]);
  useKeys('Review', [
    { keys: 'z', description: 'Undo', run: onUndo },
    {
      keys: 'Escape',
      description: 'Leave a field',
      inFields: true,
      run: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    },
  ]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.list} tabIndex={0} aria-label="Ratings">
      <ol className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start: top, key }) => {
          const test = findTest(library.suite, titles[index] ?? '');
          return (
            test && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={styles.place}
                style={{ transform: `translateY(${top}px)` }}
                aria-setsize={titles.length}
                aria-posinset={index + 1}
              >
                <ReviewRow
                  test={test}
                  profile={profile}
                  analysis={analysis}
                  pictures={matched.byTest.get(test.title)}
                  titles={titles}
                  locked={library.readOnly !== null}
                  writer={ratingWriter}
                />
              </li>
            )
          );
        })}
      </ol>
    </section>
  );
}
