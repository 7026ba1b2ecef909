import { IconEraser } from '@tabler/icons-react';
import { isoDay } from './day.ts';
import type { ShownRating } from './review-writer.ts';
import styles from './save-state.module.css';

/** Whether what is shown is saved, by whom, and the way out when it is not. */
export function SaveState(props: { rating: ShownRating; onRetry(): void; onClear(): void }) {
  const { view, unsaved } = props.rating;
  if (unsaved?.error) {
    return (
      <span className={styles.failed} role="status" title={unsaved.error.message}>
        Not saved, kept here.
        <button type="button" className={styles.act} onClick={props.onRetry}>
          Try again
        </button>
      </span>
    );
  }
  const hasRating = view.score !== undefined || view.affinity !== undefined || view.commentary !== '';
  return (
    <span className={styles.state}>
      <span role="status">{describe(props.rating, hasRating)}</span>
      {hasRating && (
        <button type="button" className={styles.act} title="Clear the rating (Del)" onClick={props.onClear}>
          <IconEraser size={13} aria-hidden="true" /> Clear
        </button>
      )}
    </span>
  );
}

function describe({ view, unsaved }: ShownRating, hasRating: boolean): string {
  if (unsaved?.conflicts.length) return 'Choose above';
  if (unsaved) return 'Saving';
  if (!hasRating) return 'Not rated yet';
  const by = view.ratedBy === '' ? '' : ` · ${view.ratedBy}`;
  return `Saved${by}${view.ratedAt === '' ? '' : ` · ${isoDay(view.ratedAt)}`}`;
}
