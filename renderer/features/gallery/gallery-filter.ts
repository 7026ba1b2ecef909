import { viewTest } from '#shared/model/suite.ts';
import type { GalleryTest } from './gallery-tests.ts';

export const galleryStates = [
  'all',
  'unrated',
  'missing',
  'native_fit',
  'workable',
  'resistant',
  'archived',
] as const;
export type GalleryState = (typeof galleryStates)[number];

export interface GalleryFilter {
  state: GalleryState;
  /** Null for all sections. */
  section: string | null;
  /** Lowest and highest score; 1 to 10 lets tests without a score through. */
  scores: readonly [number, number];
}

export const anyScore = [1, 10] as const;

export const noFilter: GalleryFilter = { state: 'all', section: null, scores: anyScore };

export function isState(value: unknown): value is GalleryState {
  return galleryStates.some((state) => state === value);
}

export function passes(test: GalleryTest, filter: GalleryFilter): boolean {
  return isIn(test, filter.state) && isInSection(test, filter.section) && isScored(test, filter.scores);
}

/** How many tests each chip would show, the other filters left as they are. Counts tests, not files. */
export function countStates(
  tests: readonly GalleryTest[],
  filter: GalleryFilter,
): Record<GalleryState, number> {
  const rest = tests.filter((test) => isInSection(test, filter.section) && isScored(test, filter.scores));
  const counts = galleryStates.map((state) => [state, rest.filter((test) => isIn(test, state)).length]);
  return Object.fromEntries(counts) as Record<GalleryState, number>;
}

/** How many tests each section would show, in the order of their first test. */
export function countSections(tests: readonly GalleryTest[], filter: GalleryFilter): Map<string, number> {
  const counts = new Map<string, number>();
  for (const test of tests) {
    if (!test.isCurrent && filter.state !== 'archived') continue;
    const { section } = viewTest(test.test);
    const isShown = isIn(test, filter.state) && isScored(test, filter.scores);
    counts.set(section, (counts.get(section) ?? 0) + (isShown ? 1 : 0));
  }
  return counts;
}

function isIn(test: GalleryTest, state: GalleryState): boolean {
  if (state === 'archived') return !test.isCurrent;
  if (!test.isCurrent) return false;
  if (state === 'all') return true;
  // What has no picture yet is missing, not unrated.
  if (state === 'unrated') return !test.isRated && test.missing < test.slots.length;
  if (state === 'missing') return test.missing > 0;
  return test.affinity === state;
}

function isInSection(test: GalleryTest, section: string | null): boolean {
  return section === null || viewTest(test.test).section === section;
}

function isScored(test: GalleryTest, [lowest, highest]: readonly [number, number]): boolean {
  if (lowest <= 1 && highest >= 10) return true;
  return test.score !== undefined && test.score >= lowest && test.score <= highest;
}
