// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the part in view exists cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points here by aria-activedescendant
import { memo } from 'react';
import { GatedPicture } from '#renderer/components/gated-picture.tsx';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import type { JsonObject } from '#shared/model/json.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import { affinityLabels, viewRating } from '#shared/model/rating.ts';
import styles from './matrix.module.css';

interface MatrixCellProps {
  id: string;
  profile: string;
  title: string;
  column: number;
  left: number;
  width: number;
  /** The first picture there is. */
  picture: PictureFile | undefined;
  /** Pictures there are and wanted, such as `5/8`; empty for tests of one picture. */
  count: string;
  rating: JsonObject | undefined;
  isActive: boolean;
}

/** One test of one profile: picture, score, or a hole. No state and no handlers; the matrix listens for all. */
export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { id, profile, title, column, left, width, picture, count, rating, isActive } = props;
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={column + 1}
      aria-label={describeCell(props)}
      aria-selected={isActive}
      className={styles.cell}
      data-profile={profile}
      data-test={title}
      data-filled={picture !== undefined}
      style={{ left, width: width - 4 }}
    >
      {picture ? (
        <GatedPicture picture={picture} width={width} />
      ) : (
        <span className={styles.hole}>missing</span>
      )}
      <span className={styles.chip}>
        <ScoreChip rating={rating} overlay={picture !== undefined} />
        {count !== '' && <span className={styles.count}>{count}</span>}
      </span>
    </div>
  );
});

function describeCell({ title, profile, picture, rating }: MatrixCellProps): string {
  const view = rating && viewRating(rating);
  const score = view?.score === undefined ? 'not rated' : String(view.score);
  const affinity = view?.affinity ? `, ${affinityLabels[view.affinity]}` : '';
  return `${title}, ${profile}: ${picture ? '' : 'picture missing, '}${score}${affinity}`;
}
