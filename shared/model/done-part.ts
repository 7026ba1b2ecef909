import { type Change, stepsOf } from './change.ts';
import type { HistoryEntry } from './library.ts';

/** The part of an entry's change that is in the library: all of it, mostly; undefined when nothing is. */
export function donePart({ change, refused, refusedParts = [] }: HistoryEntry): Change | undefined {
  if (refused === undefined) return change;
  if (refusedParts.length === 0 || change.type !== 'batch') return undefined;
  const changes = stepsOf(change).filter((_, place) => !refusedParts.includes(place));
  return changes.length === 0 ? undefined : { ...change, changes };
}
