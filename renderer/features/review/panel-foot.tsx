import { Button, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { unratedIn } from './queue.ts';
import styles from './rating-panel.module.css';
import { setAutoNext, useReviewState } from './review-store.ts';
import type { ShownRating } from './review-writer.ts';
import { SaveState } from './save-state.tsx';
import type { Queue } from './use-queue.ts';
import type { ReviewActions } from './use-review-actions.ts';

/** Whether all is saved, and the ways on. */
export function PanelFoot(props: { queue: Queue; rating: ShownRating; actions: ReviewActions }) {
  const { queue, rating, actions } = props;
  const autoNext = useReviewState((state) => state.autoNext);
  const remaining = useMemo(() => unratedIn(queue.titles, queue.analysis), [queue.titles, queue.analysis]);
  const isDone = remaining === 0 && queue.filter.kind === 'unrated';
  return (
    <footer className={styles.foot}>
      <div className={styles.state}>
        <SaveState rating={rating} onRetry={actions.saveText} onClear={actions.clear} />
        <Switch
          size="xs"
          label="Auto-next"
          checked={autoNext}
          onChange={(event) => setAutoNext(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={actions.skip} rightSection={<Key>→</Key>}>
          Skip
        </Button>
        <Button onClick={actions.next} disabled={isDone} rightSection={<Key>Space</Key>}>
          {isDone ? 'All rated' : remaining === 0 ? 'Next' : 'Next unrated'}
        </Button>
      </div>
    </footer>
  );
}
