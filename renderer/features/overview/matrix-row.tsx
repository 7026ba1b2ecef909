// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the part in view exists cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points into it by aria-activedescendant
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { ratingOf } from '#shared/model/analysis.ts';
import styles from './matrix.module.css';
import { MatrixCell } from './matrix-cell.tsx';
import type { MatrixTest } from './matrix-tests.ts';
import type { ProfileFacts } from './profile-facts.ts';
import { labelWidth } from './use-matrix-space.ts';

interface MatrixRowProps {
  row: MatrixTest;
  index: number;
  top: number;
  height: number;
  facts: readonly ProfileFacts[];
  columns: readonly VirtualItem[];
  /** The column of the cell that keys act on, if it is in this row. */
  activeColumn: number | undefined;
}

export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { row, index, top, height, facts, columns, activeColumn } = props;
  const { title } = row.test;
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ height, top }}>
      {columns.map(({ index: column, size }) => {
        const own = facts[column];
        if (!own) return null;
        const slots = own.matched.byTest.get(title) ?? [];
        const filled = slots.filter((slot) => slot !== undefined);
        return (
          <MatrixCell
            key={own.profile}
            id={cellId(index, column)}
            profile={own.profile}
            title={title}
            column={column}
            left={labelWidth + column * size}
            width={size}
            picture={filled[0]}
            count={slots.length > 1 && filled.length > 0 ? `${filled.length}/${slots.length}` : ''}
            rating={ratingOf(own.analysis, title)}
            isActive={column === activeColumn}
          />
        );
      })}
    </div>
  );
});

/** The element id of a cell, which the grid points to. */
export function cellId(row: number, column: number): string {
  return `matrix-${row}-${column}`;
}
