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
