// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only the rows in view exist cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points here by aria-activedescendant
import { memo } from 'react';
import { GatedPicture } from '#renderer/components/gated-picture.tsx';
import { ScoreChip } from '#renderer/components/score-chip.tsx';
import { aspectOf } from '#renderer/lib/aspect.ts';
import { affinityLabels, viewRating } from '#shared/model/rating.ts';
import { hasSeveralPictures } from '#shared/model/suite.ts';
import styles from './gallery-card.module.css';
import type { GallerySlot } from './gallery-tests.ts';

interface GalleryCardProps {
  slot: GallerySlot;
  id: string;
  column: number;
  width: number;
  pictureHeight: number;
  /** What the caption names; none below the pictures of a set. */
  caption: 'test' | 'profile' | 'none';
  isActive: boolean;
}

/**
 * One place of the gallery. Ten thousand of them pass by, so it has no state and no handlers: the grid
 * listens for all, and finds the slot by `data-slot`, the act by `data-act`.
 */
export const GalleryCard = memo(function GalleryCard(props: GalleryCardProps) {
  const { slot, id, column, width, pictureHeight, caption, isActive } = props;
  const { picture, rating, test, profile } = slot;
  const isFitting = Math.abs(Math.log((aspectOf(test) * pictureHeight) / width)) < 0.15;
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={column + 1}
      aria-selected={isActive}
      className={styles.card}
      style={{ width }}
      data-slot={slot.id}
      data-filled={picture !== undefined}
    >
      <div
        role="img"
        aria-label={describeSlot(slot)}
        className={styles.frame}
        style={{ height: pictureHeight }}
      >
        {picture ? (
          <GatedPicture picture={picture} width={width} fit={isFitting ? 'cover' : 'contain'} />
        ) : (
          <span className={styles.hole} data-small={caption === 'none'}>
            <span>{caption === 'none' ? slotNumber(slot) : 'Drop, paste or'}</span>
            <span className={styles.choose} data-act="choose">
              choose
            </span>
          </span>
        )}
        {picture && caption === 'none' && <span className={styles.number}>{slotNumber(slot)}</span>}
      </div>
      {caption !== 'none' && (
        <div className={styles.caption} aria-hidden="true">
          <span className={styles.title}>{caption === 'test' ? test.title : profile}</span>
          {picture || rating ? (
            <ScoreChip rating={rating} />
          ) : (
            <span className={styles.missing}>missing</span>
          )}
        </div>
      )}
      {picture && (
        <button type="button" className={styles.more} tabIndex={-1} data-act="menu" aria-label="Actions">
          ⋯
        </button>
      )}
    </div>
  );
});

function slotNumber({ test, slot }: GallerySlot): string {
  return hasSeveralPictures(test) ? String(slot + 1) : '';
}

/** All that a cell says; its caption is hidden from screen readers, which would hear it twice. */
function describeSlot(slot: GallerySlot): string {
  const { test, profile, picture, rating } = slot;
  const number = slotNumber(slot);
  const name = `${test.title}${number === '' ? '' : `, picture ${number}`}, ${profile}`;
  if (!picture) return `${name}: missing`;
  const view = rating && viewRating(rating);
  if (view?.score === undefined) return `${name}: not rated`;
  return `${name}: ${view.score}${view.affinity ? `, ${affinityLabels[view.affinity]}` : ''}`;
}
