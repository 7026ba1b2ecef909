import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useState } from 'react';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { sectionLabel, viewTest } from '#shared/model/suite.ts';
import type { ImportRow } from '#shared/model/suite-exchange.ts';
import styles from './import-dialog.module.css';

interface ImportRowsProps {
  rows: readonly ImportRow[];
  /** Numbers of new rows that are not to be imported. */
  left: ReadonlySet<number>;
  onLeft(left: ReadonlySet<number>): void;
}

const rowHeight = 58;
const shownRows = 7;

const statusLabels: Record<ImportRow['status'], string> = {
  new: 'New',
  duplicate: 'There already',
  problem: 'Problem',
};

/** Every row of the file with what would become of it; new ones can be left out. */
export function ImportRows({ rows, left, onLeft }: ImportRowsProps) {
  const [list, setList] = useState<HTMLElement | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const additions = rows.filter((row) => row.status === 'new').map(({ number }) => number);
  const leftOut = additions.filter((number) => left.has(number)).length;
  const toggle = (number: number) => {
    const next = new Set(left);
    if (!next.delete(number)) next.add(number);
    onLeft(next);
  };
  return (
    <div>
      {additions.length > 1 && (
        <Checkbox
          className={styles.all ?? ''}
          label="All new tests"
          checked={leftOut === 0}
          indeterminate={leftOut > 0 && leftOut < additions.length}
          onChange={() => onLeft(new Set(leftOut === 0 ? additions : []))}
        />
      )}
      <section
        ref={setList}
        className={styles.list}
        style={{ height: Math.min(shownRows, rows.length) * rowHeight }}
        aria-label="Rows of the file"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <ul className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <li key={row.number} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
                <Row row={row} isChosen={row.status === 'new' && !left.has(row.number)} onToggle={toggle} />
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}

function Row(props: { row: ImportRow; isChosen: boolean; onToggle(number: number): void }) {
  const { row, isChosen, onToggle } = props;
  const view = viewTest(row.test);
  const id = useId();
  return (
    <>
      <Checkbox
        aria-labelledby={id}
        checked={isChosen}
        disabled={row.status !== 'new'}
        onChange={() => onToggle(row.number)}
      />
      <span className={styles.rowText}>
        <span id={id} className={styles.rowTitle}>
          {view.title || `Test ${row.number} of the file`}
          <span className={styles.quiet}>
            {sectionLabel(view.section)} · {view.version}
          </span>
        </span>
        <PromptText prompt={`${view.prompt} ${view.params}`.trim()} lines={1} />
      </span>
      <span className={styles.status} data-status={row.status}>
        <span className={styles.statusLabel}>{statusLabels[row.status]}</span>
        {row.reason !== '' && (
          <span className={styles.reason} title={row.reason}>
            {row.reason}
          </span>
        )}
      </span>
    </>
  );
}
