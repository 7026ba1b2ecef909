import { Button } from '@mantine/core';
import { affinityLabels, type RatingEdit } from '#shared/model/rating.ts';
import styles from './conflict-notice.module.css';
import type { FieldConflict, RatingField } from './rating-draft.ts';

const fieldNames: Record<RatingField, string> = {
  score: 'The score',
  affinity: 'The affinity',
  confidence: 'The confidence',
  commentary: 'This text',
  palette: 'The palette',
  renderingStyle: 'The rendering style',
};

/** One field that somebody else changed meanwhile: what stands now, what was set here, and the choice. */
export function ConflictNotice(props: {
  conflict: FieldConflict;
  /** Where the field itself shows what was set here. */
  besideField?: boolean;
  onResolve(field: RatingField, keep: 'mine' | 'theirs'): void;
}) {
  const { field, theirs, mine } = props.conflict;
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.text}>
        {fieldNames[field]} was changed elsewhere while you changed it here. Nothing is overwritten.
      </p>
      <dl className={styles.values}>
        <dt>Stands now</dt>
        <dd>{inWords(field, theirs)}</dd>
        {!props.besideField && (
          <>
            <dt>Yours</dt>
            <dd>{inWords(field, mine)}</dd>
          </>
        )}
      </dl>
      <div className={styles.buttons}>
        <Button size="compact-xs" onClick={() => props.onResolve(field, 'mine')}>
          Keep mine
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => props.onResolve(field, 'theirs')}>
          Take what stands
        </Button>
      </div>
    </div>
  );
}

function inWords(field: RatingField, value: RatingEdit[RatingField]): string {
  if (value === undefined || value === '') return 'nothing';
  if (field === 'affinity') return affinityLabels[value as keyof typeof affinityLabels];
  return String(value);
}
