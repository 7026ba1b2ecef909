// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the part in view exists cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points into it by aria-activedescendant
import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useMemo, useRef } from 'react';
import { openLightbox } from '#renderer/components/lightbox/lightbox-store.ts';
import { preloadPicture } from '#renderer/components/lightbox/preload.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { useGridKeys } from '#renderer/lib/use-grid-keys.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import styles from './matrix.module.css';
import { MatrixLabels } from './matrix-labels.tsx';
import { cellId, MatrixRow } from './matrix-row.tsx';
import type { MatrixTest } from './matrix-tests.ts';
import { useOverview } from './overview-store.ts';
import type { ProfileFacts } from './profile-facts.ts';
import { headerHeight, labelWidth, useMatrixSpace } from './use-matrix-space.ts';

interface MatrixProps {
  tests: readonly MatrixTest[];
  facts: readonly ProfileFacts[];
  /** The selected profile, whose column is marked. */
  selected: string;
  /** The page that scrolls, in both directions. */
  scroller: HTMLDivElement | null;
}

/** Tests by profiles, of which only the cells in view exist. */
export function Matrix({ tests, facts, selected, scroller }: MatrixProps) {
  const matrix = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const active = useActivePosition(tests, facts);
  const { rows, columns, columnWidth, rowHeight } = useMatrixSpace({
    scroller,
    matrix,
    rowCount: tests.length,
    columnCount: facts.length,
    active,
  });
  const shownColumns = columns.getVirtualItems();
  const shownRows = rows.getVirtualItems();
  const titles = useMemo(() => tests.map(({ test }) => test.title), [tests]);

  const open = (profile: string, test: string) => {
    const own = facts.find((known) => known.profile === profile);
    const slot = own?.matched.byTest.get(test)?.findIndex((picture) => picture !== undefined) ?? -1;
    if (slot >= 0) openLightbox({ at: { profile, test, slot }, thumbnailWidth: columnWidth, titles });
    else {
      selectProfile(profile);
      void navigate({ to: '/gallery', search: { slot: test } });
    }
  };
  useGridKeys('Overview', {
    rows: useMemo(
      () => tests.map(() => ({ columns: facts.length, cells: facts.length })),
      [tests, facts.length],
    ),
    active,
    page: () => Math.max(1, rows.getVirtualItems().length - 4),
    wrap: false,
    onMove(to) {
      const test = tests[to.row]?.test.title;
      const profile = facts[to.column]?.profile;
      if (test === undefined || profile === undefined) return;
      useOverview.setState({ active: { profile, test } });
      rows.scrollToIndex(to.row, { align: 'auto' });
      columns.scrollToIndex(to.column, { align: 'auto' });
      grid.current?.focus({ preventScroll: true });
    },
  });
  const onActive = (act: (profile: string, test: string) => void) => () => {
    const standing = useOverview.getState().active;
    if (standing) act(standing.profile, standing.test);
  };
  const openTest = (test: string) => void navigate({ to: '/gallery', search: { test } });
  useKeys('Overview', [
    {
      keys: 'Enter',
      description: 'Open the picture, or the gallery where one is missing',
      run: onActive(open),
    },
    { keys: 't', description: 'This test, all profiles', run: onActive((_, test) => openTest(test)) },
    { keys: 'p', description: 'Select this profile', run: onActive((profile) => selectProfile(profile)) },
  ]);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>('[data-act], [role="gridcell"]')
        : null;
    const { act, profile, test } = target?.dataset ?? {};
    if (act === 'profile' && profile !== undefined) selectProfile(profile);
    else if (act === 'test' && test !== undefined) openTest(test);
    else if (profile !== undefined && test !== undefined) {
      useOverview.setState({ active: { profile, test } });
      open(profile, test);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page's keys do the same, by useGridKeys and useKeys
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the grid and the labels inside
    <div
      ref={matrix}
      className={styles.matrix}
      style={{
        width: labelWidth + facts.length * columnWidth,
        height: headerHeight + tests.length * rowHeight,
      }}
      onClick={onClick}
      onPointerDown={(event) => preloadUnder(event.target, facts)}
    >
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label="Tests by profiles"
        aria-rowcount={tests.length + 1}
        aria-colcount={facts.length}
        aria-activedescendant={active && cellId(active.row, active.column)}
        className={styles.grid}
      >
        <div role="row" aria-rowindex={1} className={styles.header}>
          {shownColumns.map(({ index, size }) => (
            <ColumnHeader
              key={facts[index]?.profile}
              facts={facts[index]}
              column={index}
              left={labelWidth + index * size}
              width={size}
              isSelected={facts[index]?.profile === selected}
            />
          ))}
        </div>
        {shownRows.map(({ index }) => {
          const row = tests[index];
          return (
            row && (
              <MatrixRow
                key={row.test.title}
                row={row}
                index={index}
                top={headerHeight + index * rowHeight}
                height={rowHeight}
                facts={facts}
                columns={shownColumns}
                activeColumn={active?.row === index ? active.column : undefined}
              />
            )
          );
        })}
      </div>
      <MatrixLabels tests={tests} rows={shownRows} rowHeight={rowHeight} />
    </div>
  );
}

interface ColumnHeaderProps {
  facts: ProfileFacts | undefined;
  column: number;
  left: number;
  width: number;
  isSelected: boolean;
}

function ColumnHeader({ facts, column, left, width, isSelected }: ColumnHeaderProps) {
  if (!facts) return null;
  return (
    <div
      role="columnheader"
      aria-colindex={column + 1}
      className={styles.column}
      style={{ left, width }}
      title={facts.label}
      data-act="profile"
      data-profile={facts.profile}
      data-selected={isSelected}
    >
      <span className={styles.title}>{facts.profile}</span>
      <span className={styles.mean}>{facts.statistics.mean?.toFixed(1)}</span>
    </div>
  );
}

function useActivePosition(tests: readonly MatrixTest[], facts: readonly ProfileFacts[]) {
  const standing = useOverview((state) => state.active);
  return useMemo(() => {
    if (!standing) return undefined;
    const row = tests.findIndex(({ test }) => test.title === standing.test);
    const column = facts.findIndex(({ profile }) => profile === standing.profile);
    return row < 0 || column < 0 ? undefined : { row, column };
  }, [tests, facts, standing]);
}

/** The click comes some ten milliseconds later: time in which the picture can be on its way. */
function preloadUnder(target: EventTarget, facts: readonly ProfileFacts[]): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const { profile, test = '' } = cell?.dataset ?? {};
  const own = facts.find((known) => known.profile === profile);
  const picture = own?.matched.byTest.get(test)?.find((slot) => slot !== undefined);
  if (picture) preloadPicture(picture);
}
