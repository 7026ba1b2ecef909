import { useEffect, useMemo, useState } from 'react';
import { completeness } from '#renderer/lib/completeness.ts';
import { matchedPictures, useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import type { Analysis } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { MatchedPictures } from '#shared/model/picture.ts';
import { findTest, type SuiteTest } from '#shared/model/suite.ts';
import { buildQueue, type QueueFilter, reconcileQueue, resume, wholeQueue } from './queue.ts';
import { placeKey, rememberPlace, useReviewState } from './review-store.ts';

/** The queue of the selected profile, and where one is in it. */
export interface Queue {
  library: LibrarySnapshot;
  profile: string;
  analysis: Analysis | undefined;
  matched: MatchedPictures;
  filter: QueueFilter;
  /** What `changeFilter` and `rememberTest` take. */
  place: string;
  titles: readonly string[];
  /** The test that is looked at; undefined when the queue is empty. */
  test: SuiteTest | undefined;
  /** From 0; -1 when the queue is empty. */
  position: number;
  /** Tests of the suite without a rating, whether in the queue or not. */
  unrated: number;
  /** Those of them that have a picture. */
  toRate: number;
}

const toRateQueue: QueueFilter = { ...wholeQueue, kind: 'unrated', withPicture: true };

/**
 * The queue stays as it was built until its filter, the profile or the library changes, or somebody
 * refreshes it: a test that gets its rating does not vanish under the person's hands.
 */
export function useQueue(): Queue {
  const library = useLibrary();
  const profile = useProfile();
  const place = placeKey(library.id, profile);
  const generation = useReviewState((state) => state.generation);
  const remembered = useReviewState((state) => state.places[place]);
  const analysis = Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
  const matched = matchedPictures(library, profile);
  const { suite } = library;
  const { unrated, toRate } = completeness(library, profile);
  const filter = remembered?.filter ?? firstQueue(toRate.length);

  const build = () => ({
    place,
    generation,
    suite,
    titles: buildQueue({ suite, analysis, matched }, filter),
  });
  const [built, setBuilt] = useState(build);
  let queue = built;
  if (built.place !== place || built.generation !== generation) {
    queue = build();
    setBuilt(queue);
  } else if (built.suite !== suite) {
    const titles = reconcileQueue(built.titles, built.suite, { suite, analysis, matched }, filter);
    queue = { ...built, suite, titles };
    setBuilt(queue);
  }

  const { titles } = queue;
  const title = useMemo(() => resume(titles, remembered?.test, suite), [titles, remembered?.test, suite]);
  useEffect(() => {
    if (title !== undefined) rememberPlace(place, filter, title);
  }, [place, filter, title]);

  return {
    library,
    profile,
    analysis,
    matched,
    filter,
    place,
    titles,
    test: title === undefined ? undefined : findTest(suite, title),
    position: title === undefined ? -1 : titles.indexOf(title),
    unrated: unrated.length,
    toRate: toRate.length,
  };
}

/** Where one begins: with what can be rated now, else with everything. */
function firstQueue(toRate: number): QueueFilter {
  return toRate > 0 ? toRateQueue : wholeQueue;
}
