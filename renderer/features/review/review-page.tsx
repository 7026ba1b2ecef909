import { Button } from '@mantine/core';
import { IconAlertTriangle, IconChecks, IconFilterOff, IconListDetails } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LightboxHost } from '#renderer/components/lightbox/lightbox.tsx';
import { Page } from '#renderer/components/page.tsx';
import { useAuthor } from '#renderer/lib/author.ts';
import { counted } from '#renderer/lib/numbers.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import { isNarrowed, reviewOrder, wholeQueue } from './queue.ts';
import { QueueHeader } from './queue-header.tsx';
import { ReviewLarge } from './review-large.tsx';
import { ReviewList } from './review-list.tsx';
import { changeFilter, rememberTest, useReviewState } from './review-store.ts';
import { rateAs, ratingWriter, useShownRating } from './review-writer.ts';
import { type Queue, useQueue } from './use-queue.ts';
import { useReviewActions } from './use-review-actions.ts';
import { useFormKeys } from './use-review-keys.ts';

/** Rating a profile's pictures, by keyboard in the large form or by mouse in the list. */
export function ReviewPage() {
  const queue = useQueue();
  const form = useReviewState((state) => state.form);
  const title = queue.test?.title ?? '';
  const rating = useShownRating({ profile: queue.profile, test: title }, ratingOf(queue.analysis, title));
  const actions = useReviewActions(queue, rating);
  useFormKeys(form);
  useSavingOnLeave(queue.library.id);
  useAskedTest(queue);

  const reason = emptyReason(queue);
  return (
    <Page bare title="Review">
      <QueueHeader queue={queue} form={form} onUndo={actions.undo} />
      <LightboxHost />
      {reason}
      {!reason && form === 'list' && <ReviewList queue={queue} onUndo={actions.undo} />}
      {!reason && form === 'large' && queue.test && (
        <ReviewLarge queue={queue} test={queue.test} rating={rating} actions={actions} />
      )}
    </Page>
  );
}

/** Says who rates, takes up what an earlier page left unsaved, and saves what is typed when the page goes. */
function useSavingOnLeave(library: string): void {
  const author = useAuthor();
  useEffect(() => rateAs(author), [author]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drafts belong to the library that is open
  useEffect(() => {
    const save = () => void ratingWriter.flush();
    ratingWriter.recover();
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      window.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [library]);
}

/** Goes to the test that the address asks for, once; where the queue lacks it, among all tests. */
function useAskedTest({ library, titles, place }: Queue): void {
  const { test: asked } = useSearch({ strict: false }) as { test?: string };
  const navigate = useNavigate();
  useEffect(() => {
    if (asked === undefined) return;
    if (reviewOrder(library.suite).some((test) => test.title === asked)) {
      if (!titles.includes(asked)) changeFilter(place, wholeQueue);
      rememberTest(place, asked);
    }
    void navigate({ to: '/review', search: {}, replace: true });
  }, [asked, library.suite, titles, place, navigate]);
}

/** Why there is nothing to review, with what to do; nothing when there is. */
function emptyReason({ library, profile, titles, filter, place, unrated }: Queue) {
  const unreadable = library.unreadable.find(
    ({ document }) => document !== 'suite' && document.profile === profile,
  );
  if (unreadable) {
    return (
      <EmptyState
        icon={<IconAlertTriangle size={28} stroke={1.4} />}
        title={`The ratings of ${profile} cannot be read`}
        text={`${unreadable.reason} Nothing is written to ${unreadable.name} until that is settled on Overview.`}
        action={<GoButton to="/overview" label="To Overview" />}
      />
    );
  }
  if (titles.length > 0) return undefined;
  const showAll = (
    <Button variant="default" onClick={() => changeFilter(place, wholeQueue)}>
      Go through all tests
    </Button>
  );
  if (reviewOrder(library.suite).length === 0) {
    return (
      <EmptyState
        icon={<IconListDetails size={28} stroke={1.4} />}
        title="No tests to rate yet"
        text="Ratings belong to the tests of the suite. Add or import some first."
        action={<GoButton to="/tests" label="To Tests" />}
      />
    );
  }
  if (!isNarrowed(filter) && filter.kind === 'unrated') {
    return (
      <EmptyState
        icon={<IconChecks size={28} stroke={1.4} />}
        title={unrated > 0 ? `Every picture of ${profile} is rated` : `Every test of ${profile} is rated`}
        text={
          unrated > 0
            ? `${counted(unrated, 'test')} of it ${unrated === 1 ? 'has' : 'have'} neither a picture nor a rating yet.`
            : 'Go through them again, or choose another profile above.'
        }
        action={showAll}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconFilterOff size={28} stroke={1.4} />}
      title="No test passes this filter"
      action={showAll}
    />
  );
}

function GoButton({ to, label }: { to: '/overview' | '/tests'; label: string }) {
  const navigate = useNavigate();
  return (
    <Button variant="default" onClick={() => void navigate({ to })}>
      {label}
    </Button>
  );
}
