import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { sectionLabel } from '#shared/model/suite.ts';
import styles from './matrix.module.css';
import { describeMatrixTest, type MatrixTest } from './matrix-tests.ts';
import { headerHeight } from './use-matrix-space.ts';

interface MatrixLabelsProps {
  tests: readonly MatrixTest[];
  rows: readonly VirtualItem[];
  rowHeight: number;
}

/**
 * The tests' names beside the matrix. One element stands still for all of them: if each row had its own,
 * every row would be drawn as a layer of its own and scrolling would stutter. Cells carry the names, too.
 */
export const MatrixLabels = memo(function MatrixLabels({ tests, rows, rowHeight }: MatrixLabelsProps) {
  return (
    <div className={styles.labels}>
      {rows.map(({ index }) => {
        const row = tests[index];
        if (!row) return null;
        const { title } = row.test;
        return (
          <button
            key={title}
            type="button"
            tabIndex={-1}
            className={styles.label}
            style={{ top: headerHeight + index * rowHeight }}
            title={`${title}: all profiles`}
            data-act="test"
            data-test={title}
          >
            <span className={styles.title}>{title}</span>
            <span className={styles.facts}>{describeMatrixTest(row, sectionLabel(row.section))}</span>
          </button>
        );
      })}
      <div className={styles.corner}>
        {tests.length} {tests.length === 1 ? 'test' : 'tests'}
      </div>
    </div>
  );
});
