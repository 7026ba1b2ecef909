import { Button } from '@mantine/core';
import styles from './conflict-choice.module.css';

export interface ConflictChoiceProps {
  /** What was changed by two, as a sentence begins: `The score`. */
  subject: string;
  /** What stands in the library now. */
  theirs: string;
  /** What was set here; left out where the field beside shows it. */
  mine?: string;
  onChoose(keep: 'mine' | 'theirs'): void;
}

/** Something that was changed elsewhere while it was changed here: both values, and the choice. */
export function ConflictChoice({ subject, theirs, mine, onChoose }: ConflictChoiceProps) {
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.text}>
        {subject} was changed elsewhere while you changed it here. Nothing is overwritten.
      </p>
      <dl className={styles.values}>
        <dt>Stands now</dt>
        <dd>{theirs || 'nothing'}</dd>
        {mine !== undefined && (
          <>
            <dt>Yours</dt>
            <dd>{mine || 'nothing'}</dd>
          </>
        )}
      </dl>
      <div className={styles.buttons}>
        <Button size="compact-xs" onClick={() => onChoose('mine')}>
          Keep mine
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onChoose('theirs')}>
          Take what stands
        </Button>
      </div>
    </div>
  );
}
