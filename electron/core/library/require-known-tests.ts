import { type Change, documentOf, stepsOf } from '#shared/model/change.ts';
import { findTest, type Suite } from '#shared/model/suite.ts';
import { Failure } from '../failure.ts';
import type { DocumentStore } from './document-store.ts';
import type { LibraryState } from './library-state.ts';

/**
 * Refuses, with `conflict`, a first rating of a test that another window has renamed or deleted meanwhile:
 * it would lie under a title that no test has any more.
 */
export async function requireKnownTests(
  documents: DocumentStore,
  state: LibraryState,
  change: Change,
): Promise<void> {
  const steps = stepsOf(change);
  if (steps.some((step) => step.type !== 'file.move' && documentOf(step) === 'suite')) return;
  const titles = steps.flatMap((step) =>
    step.type === 'rating.set' && step.base === null && step.value !== null ? [step.test] : [],
  );
  const known = titles.filter((title) => state.titles.has(title));
  if (known.length === 0) return;
  const { value, problem } = await documents.load('suite');
  if (problem !== undefined) return;
  const gone = known.find((title) => !findTest((value ?? []) as Suite, title));
  if (gone === undefined) return;
  throw new Failure(
    'conflict',
    `There is no test titled “${gone}” any more: it was renamed or deleted meanwhile. The rating was not saved.`,
  );
}
