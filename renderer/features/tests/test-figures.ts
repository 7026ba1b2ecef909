import { type TestStatistics, testStatistics } from '#shared/insight/statistics.ts';
import type { Analysis } from '#shared/model/analysis.ts';

type Analyses = Record<string, Analysis>;

const known = new WeakMap<Analyses, Map<string, TestStatistics>>();

/**
 * What all profiles' ratings say of one test; worked out when it is first asked for, and kept as long as
 * no profile's document changes.
 */
export function figuresOf(analyses: Analyses, title: string): TestStatistics {
  const byTitle = known.get(analyses) ?? new Map<string, TestStatistics>();
  known.set(analyses, byTitle);
  const figures = byTitle.get(title) ?? testStatistics(title, analyses);
  byTitle.set(title, figures);
  return figures;
}

/** Milliseconds of work at a time, so that a key press between two portions is not felt. */
const portion = 6;

/**
 * Works out the figures of all tests while nothing else is to do, so that sorting by them is instant.
 * @returns the function that stops it.
 */
export function prepareFigures(analyses: Analyses, titles: readonly string[]): () => void {
  let next = 0;
  let timer = setTimeout(work, 200);
  function work() {
    const end = performance.now() + portion;
    while (next < titles.length && performance.now() < end) {
      figuresOf(analyses, titles[next] ?? '');
      next += 1;
    }
    if (next < titles.length) timer = setTimeout(work, portion);
  }
  return () => clearTimeout(timer);
}
