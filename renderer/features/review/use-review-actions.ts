import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import { type Affinity, affinityOfScore, confidences, type RatingEdit } from '#shared/model/rating.ts';
import { hasSeveralPictures } from '#shared/model/suite.ts';
import { createAutoAdvance } from './auto-advance.ts';
import { neighbour, nextUnrated } from './queue.ts';
import { placeKey, rememberTest, reviewStore } from './review-store.ts';
import { ratingWriter, type ShownRating, undoLast } from './review-writer.ts';
import type { Queue } from './use-queue.ts';

/** What a person can do with the test that is looked at. */
export interface ReviewActions {
  score(score: number): void;
  renderingStyle(style: number): void;
  affinity(affinity: Affinity): void;
  /** Lets the affinity be what the score says. */
  followScore(): void;
  nextConfidence(): void;
  edit(edit: RatingEdit, when?: 'now' | 'after-pause'): void;
  /** Saves typed text now instead of after its pause. */
  saveText(): void;
  clear(): void;
  undo(): void;
  goTo(title: string): void;
  next(): void;
  skip(): void;
  previous(): void;
}

/** The actions on the queue's test, as one object that stays the same while the page is open. */
export function useReviewActions(queue: Queue, rating: ShownRating): ReviewActions {
  const latest = useRef({ queue, rating });
  useLayoutEffect(() => {
    latest.current = { queue, rating };
  });
  const advance = useMemo(() => createAutoAdvance(), []);
  useEffect(() => advance.cancel, [advance]);
  return useMemo(() => createActions(() => latest.current, advance), [advance]);
}

function createActions(
  now: () => { queue: Queue; rating: ShownRating },
  advance: ReturnType<typeof createAutoAdvance>,
): ReviewActions {
  function goTo(title: string | undefined): void {
    advance.cancel();
    void ratingWriter.flush();
    if (title !== undefined) rememberTest(now().queue.place, title);
  }

  function edit(change: RatingEdit, when: 'now' | 'after-pause' = 'now'): void {
    const { queue } = now();
    advance.cancel();
    if (queue.test) ratingWriter.edit({ profile: queue.profile, test: queue.test.title }, change, when);
  }

  function next(): void {
    const { titles, test, analysis, filter } = now().queue;
    const unrated = nextUnrated(titles, test?.title, analysis);
    goTo(unrated ?? (filter.kind === 'unrated' ? undefined : neighbour(titles, test?.title, 1)));
  }

  /** Where a score leads: to what is still unrated, or, going through rated ones, to the neighbour. */
  function goOn(): void {
    const { queue } = now();
    const title = queue.test?.title;
    if (queue.filter.kind === 'unrated') next();
    else goTo(neighbour(queue.titles, title, 1));
  }

  return {
    edit,
    goTo,
    score(score) {
      const { queue, rating } = now();
      const { view } = rating;
      const chosenBefore = view.score === undefined ? view.affinity : undefined;
      edit(chosenBefore ? { score, affinity: chosenBefore } : { score });
      // A VOID test has a second number; the view stays for it.
      const isWhole = !queue.test || !hasSeveralPictures(queue.test) || view.renderingStyle !== undefined;
      if (reviewStore.getState().autoNext && isWhole) advance.schedule(goOn);
    },
    renderingStyle(renderingStyle) {
      edit({ renderingStyle });
      const scored = now().rating.view.score !== undefined;
      if (reviewStore.getState().autoNext && scored) advance.schedule(goOn);
    },
    affinity: (affinity) => edit({ affinity }),
    followScore() {
      const { score } = now().rating.view;
      if (score !== undefined) edit({ affinity: affinityOfScore(score) });
    },
    nextConfidence() {
      const { confidence } = now().rating.view;
      const index = confidence === undefined ? 0 : confidences.indexOf(confidence) + 1;
      edit({ confidence: confidences[index % confidences.length] });
    },
    saveText: () => void ratingWriter.flush(),
    clear: () => void clear(now().queue),
    undo() {
      advance.cancel();
      void undo(now().queue);
    },
    next() {
      if (!advance.wentOnJustNow()) next();
      else advance.cancel();
    },
    skip() {
      const { queue } = now();
      goTo(neighbour(queue.titles, queue.test?.title, 1));
    },
    previous() {
      const { queue } = now();
      goTo(neighbour(queue.titles, queue.test?.title, -1));
    },
  };
}

async function clear({ profile, test, analysis }: Queue): Promise<void> {
  if (!test || !ratingOf(analysis, test.title)) return;
  const result = await ratingWriter.clear({ profile, test: test.title });
  if (result && !result.ok) notifyError(result.error, `Not cleared: ${test.title}`);
}

async function undo({ library, profile }: Queue): Promise<void> {
  const result = await undoLast();
  if (!result) return notifyDone('Nothing to undo here. History has older changes.');
  if (!result.ok) return notifyError(result.error, 'This could not be undone');
  if (result.value.profile !== profile) selectProfile(result.value.profile);
  if (result.value.test !== '') rememberTest(placeKey(library.id, result.value.profile), result.value.test);
}
