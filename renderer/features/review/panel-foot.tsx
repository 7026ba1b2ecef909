import { Button, Switch } from '@mantine/core';
import { memo, useMemo } from 'react';
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
  const remaining = useMemo(() => unratedIn(queue.titles, queue.analysis), [queue.titles, queue.analysis]);
  const isDone = remaining === 0 && queue.filter.kind === 'unrated';
  return (
    <footer className={styles.foot}>
      <div className={styles.state}>
        <SaveState rating={rating} onRetry={actions.saveText} onClear={actions.clear} />
        <AutoNextSwitch />
      </div>
      <WaysOn isDone={isDone} isAllRated={remaining === 0} actions={actions} />
    </footer>
  );
}

const AutoNextSwitch = memo(function AutoNextSwitch() {
  const autoNext = useReviewState((state) => state.autoNext);
  return (
    <Switch
      size="xs"
      label="Auto-next"
      checked={autoNext}
      onChange={(event) => setAutoNext(event.currentTarget.checked)}
    />
  );
});

const WaysOn = memo(function WaysOn(props: { isDone: boolean; isAllRated: boolean; actions: ReviewActions }) {
  const { isDone, isAllRated, actions } = props;
  return (
    <div className={styles.buttons}>
      <Button variant="default" onClick={actions.skip} rightSection={<Key>→</Key>}>
        Skip
      </Button>
      <Button onClick={actions.next} disabled={isDone} rightSection={<Key>Space</Key>}>
        {isDone ? 'All rated' : isAllRated ? 'Next' : 'Next unrated'}
      </Button>
    </div>
  );
});
