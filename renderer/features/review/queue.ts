import { type Analysis, ratingOf } from '#shared/model/analysis.ts';
import { currentTitle } from '#shared/model/former-titles.ts';
import { hasPicture, type MatchedPictures } from '#shared/model/picture.ts';
import { type Affinity, isRated, readAffinity } from '#shared/model/rating.ts';
import { bySection, isCurrent, type Suite, type SuiteTest, viewTest } from '#shared/model/suite.ts';

export const queueKinds = ['unrated', 'all', 'rated'] as const;
export type QueueKind = (typeof queueKinds)[number];

/** Which of a profile's tests stand in the queue. */
export interface QueueFilter {
  kind: QueueKind;
  section: string | null;
  affinity: Affinity | null;
  /** Words that must all stand in the title or the prompt. */
  search: string;
  /** Leaves out tests that have no picture yet. */
  withPicture: boolean;
}

/** What a queue is made from. */
interface QueueSource {
  suite: Suite;
  analysis: Analysis | undefined;
  matched: MatchedPictures;
}

export const wholeQueue: QueueFilter = {
  kind: 'all',
  section: null,
  affinity: null,
  search: '',
  withPicture: false,
};

const orders = new WeakMap<Suite, SuiteTest[]>();

/** The suite's current tests in the order in which they are reviewed: by section, then as in the suite. */
export function reviewOrder(suite: Suite): SuiteTest[] {
  const known = orders.get(suite) ?? bySection(suite.filter(isCurrent)).flatMap(({ tests }) => tests);
  orders.set(suite, known);
  return known;
}

/** Titles of the tests that a filter lets through, in review order. */
export function buildQueue(source: QueueSource, filter: QueueFilter): string[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return reviewOrder(source.suite)
    .filter((test) => passes(test, source, filter, words))
    .map((test) => test.title);
}

/**
 * A queue that was built before, brought up to a changed suite: what was there keeps its order, tests
 * that went are left out, tests that came and pass the filter stand at the end. Ratings made meanwhile
 * change nothing, so that the view never jumps.
 */
export function reconcileQueue(
  queue: readonly string[],
  before: Suite,
  source: QueueSource,
  filter: QueueFilter,
): string[] {
  if (before === source.suite) return [...queue];
  const present = new Set(reviewOrder(source.suite).map((test) => test.title));
  const known = new Set(reviewOrder(before).map((test) => test.title));
  const arrived = buildQueue(source, filter).filter((title) => !known.has(title));
  // A renamed test keeps its place.
  const now = queue.map((title) => (present.has(title) ? title : currentTitle(source.suite, title)));
  const kept = new Set(now.filter((title) => title !== undefined && present.has(title)) as string[]);
  return [...kept, ...arrived.filter((title) => !kept.has(title))];
}

/** The next title without a rating, after `from` and then from the start; undefined when all are rated. */
export function nextUnrated(
  queue: readonly string[],
  from: string | undefined,
  analysis: Analysis | undefined,
): string | undefined {
  const start = from === undefined ? -1 : queue.indexOf(from);
  const around = [...queue.slice(start + 1), ...queue.slice(0, Math.max(0, start))];
  return around.find((title) => !isRated(ratingOf(analysis, title)));
}

/** The title `step` places further, or undefined beyond either end. */
export function neighbour(
  queue: readonly string[],
  from: string | undefined,
  step: number,
): string | undefined {
  const index = from === undefined ? -1 : queue.indexOf(from);
  return index < 0 ? queue[0] : queue[index + step];
}

/**
 * Where to go on: the remembered test when the queue still has it, else the first of the queue that
 * comes after it in review order, else the queue's first.
 */
export function resume(
  queue: readonly string[],
  remembered: string | undefined,
  suite: Suite,
): string | undefined {
  if (remembered === undefined || queue.includes(remembered)) return remembered ?? queue[0];
  const order = reviewOrder(suite).map((test) => test.title);
  const place = order.indexOf(remembered);
  return queue.find((title) => order.indexOf(title) > place) ?? queue[0];
}

/** How many tests of a queue have no rating. */
export function unratedIn(queue: readonly string[], analysis: Analysis | undefined): number {
  return queue.filter((title) => !isRated(ratingOf(analysis, title))).length;
}

/** Whether a filter is narrower than its kind alone; unrated tests are mostly those that can be rated now. */
export function isNarrowed(filter: QueueFilter): boolean {
  const isForPictures = filter.withPicture && filter.kind !== 'unrated';
  return filter.section !== null || filter.affinity !== null || filter.search.trim() !== '' || isForPictures;
}

function passes(
  test: SuiteTest,
  { analysis, matched }: QueueSource,
  filter: QueueFilter,
  words: readonly string[],
): boolean {
  const rating = ratingOf(analysis, test.title);
  if (filter.kind !== 'all' && isRated(rating) !== (filter.kind === 'rated')) return false;
  if (filter.affinity !== null && (!rating || readAffinity(rating) !== filter.affinity)) return false;
  const { section, title, prompt } = viewTest(test);
  if (filter.section !== null && section !== filter.section) return false;
  if (filter.withPicture && !hasPicture(matched, title)) return false;
  const text = `${title} ${prompt}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
