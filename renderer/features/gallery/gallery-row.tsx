// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the rows in view exist cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points here by aria-activedescendant
import { memo } from 'react';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { labelOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { sectionLabel } from '#shared/model/suite.ts';
import { GalleryCard } from './gallery-card.tsx';
import type { GalleryRow } from './gallery-layout.ts';
import styles from './gallery-row.module.css';
import type { GalleryGroup, GalleryTest } from './gallery-tests.ts';

interface GalleryRowViewProps {
  row: GalleryRow;
  index: number;
  /** Where it begins, in pixels from the grid's top. */
  top: number;
  /** The column of the cell that keys act on, if it is in this row. */
  activeColumn: number | undefined;
  caption: 'test' | 'profile';
  /** By profile; for headings. */
  analyses: LibrarySnapshot['analyses'];
}

export const GalleryRowView = memo(function GalleryRowView(props: GalleryRowViewProps) {
  const { row, index, top, activeColumn, caption, analyses } = props;
  return (
    <div role="row" aria-rowindex={index + 1} className={styles.row} style={{ height: row.height, top }}>
      {row.kind === 'heading' && <Heading group={row.group} analyses={analyses} />}
      {row.kind === 'set' && <SetLine test={row.test} caption={caption} />}
      {row.kind === 'cards' &&
        row.slots.map((slot, column) => (
          <GalleryCard
            key={slot.id}
            slot={slot}
            id={cellId(index, column)}
            column={column}
            width={row.width}
            pictureHeight={row.pictureHeight}
            caption={row.hasCaptions ? caption : 'none'}
            isActive={column === activeColumn}
          />
        ))}
    </div>
  );
});

/** The element id of a cell, which the grid points to. */
export function cellId(row: number, column: number): string {
  return `gallery-${row}-${column}`;
}

function Heading({ group, analyses }: { group: GalleryGroup; analyses: LibrarySnapshot['analyses'] }) {
  const { heading, tests } = group;
  if (!heading) return null;
  const label =
    heading.kind === 'profile' && Object.hasOwn(analyses, heading.profile)
      ? labelOf(analyses[heading.profile])
      : '';
  return (
    <div role="rowheader" className={styles.heading}>
      <strong>{heading.kind === 'section' ? sectionLabel(heading.section) : heading.profile}</strong>
      {label !== '' && <span className={styles.label}>{label}</span>}
      <span className={styles.facts}>{describeTests(tests)}</span>
    </div>
  );
}

function SetLine({ test, caption }: { test: GalleryTest; caption: 'test' | 'profile' }) {
  return (
    <div role="rowheader" className={styles.set}>
      <span>{caption === 'test' ? test.test.title : test.profile}</span>
      <span className={styles.facts}>
        {test.slots.length - test.missing} of {test.slots.length} pictures
      </span>
      <ScoreChip rating={test.rating} />
    </div>
  );
}

/** `19 tests · mean 6.5 · 1 without picture`; counts tests, not files. */
function describeTests(tests: readonly GalleryTest[]): string {
  const scores = tests.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const missing = tests.filter((test) => test.missing > 0).length;
  return [
    tests.length === 1 ? '1 test' : `${tests.length} tests`,
    scores.length > 0 ? `mean ${mean.toFixed(1)}` : '',
    missing > 0 ? `${missing} missing` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
