import { IconAlertCircle } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { Picture } from '#renderer/components/picture.tsx';
import type { TestStatistics } from '#shared/insight/statistics.ts';
import { lintTest } from '#shared/midjourney/parameters.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import { sectionLabel } from '#shared/model/suite.ts';
import { AffinityCounts } from './affinity-counts.tsx';
import { ScoreStrip } from './score-strip.tsx';
import type { TestRow } from './test-list.ts';
import styles from './tests-table.module.css';

interface TestTableRowProps {
  row: TestRow;
  /** In the table, from 0. */
  index: number;
  figures: TestStatistics;
  pictures: number;
  /** Of the profile that scored best. */
  picture: PictureFile | undefined;
  isCursor: boolean;
  isOpen: boolean;
  onOpen(row: TestRow): void;
}

/** One test in the table. */
export const TestTableRow = memo(function TestTableRow(props: TestTableRowProps) {
  const { row, index, figures, pictures, picture, isCursor, isOpen, onOpen } = props;
  const { view } = row;
  const hasError = useMemo(() => lintTest(row.test).some(({ severity }) => severity === 'error'), [row.test]);
  return (
    <tr
      id={rowId(row.position)}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={isCursor}
      data-open={isOpen || undefined}
      data-status={view.status}
      onClick={() => onOpen(row)}
    >
      <td data-column="number" data-number>
        {row.position + 1}
      </td>
      <th scope="row" data-column="title">
        <span className={styles.test}>
          <span className={styles.thumbnail} data-empty={picture === undefined || undefined}>
            {picture && <Picture picture={picture} width={64} alt="" />}
          </span>
          <span className={styles.texts}>
            <span className={styles.title}>
              <span className={styles.name}>{view.title}</span>
              {hasError && <IconAlertCircle size={14} className={styles.error} aria-label="Has an error" />}
              {view.status === 'archived' && <span className={styles.archived}>archived</span>}
            </span>
            <span className={styles.prompt}>{view.prompt || 'No prompt'}</span>
          </span>
        </span>
      </th>
      <td data-column="section">{sectionLabel(view.section)}</td>
      <td data-column="version">{view.version}</td>
      <td data-column="params" title={view.params}>
        {view.params}
      </td>
      <td data-column="pictures" data-number data-none={pictures === 0 || undefined}>
        {pictures}
      </td>
      <td data-column="ratings" data-number data-none={figures.count === 0 || undefined}>
        {figures.count}
      </td>
      <td data-column="mean" data-number data-none={figures.mean === undefined || undefined}>
        {shownNumber(figures.mean)}
      </td>
      <td data-column="spread" data-none={figures.spread === undefined || undefined}>
        <span className={styles.spread}>
          <span className={styles.spreadNumber}>{shownNumber(figures.spread)}</span>
          <ScoreStrip scores={figures.byProfile.map(({ score }) => score)} width={64} height={22} />
        </span>
      </td>
      <td data-column="affinities">
        <AffinityCounts counts={figures.affinities} />
      </td>
    </tr>
  );
});

/** The row's id on the page, by the test's position in the suite. */
export function rowId(position: number): string {
  return `test-row-${position}`;
}

/** One digit after the point, or a dash. */
export function shownNumber(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(1);
}
