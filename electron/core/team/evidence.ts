import { type DocumentChange, stepsOf } from '#shared/model/change.ts';
import { type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { subjectOf } from './conflicts.ts';

/**
 * What History proves of edits whose sending was cut short: whether they are in the bucket cannot be asked
 * of the bucket once somebody has edited further. But who edited further has seen them, and says so in
 * History before the document is saved ([Write ahead] in `sender.ts`).
 */
export interface Evidence {
  /** Whether somebody has edited what this step put there, so that it must have been there. */
  isBuiltUpon(step: DocumentChange): boolean;
}

/** @param unsent ids of entries that wait on this device: they prove nothing of each other. */
export function evidenceOf(entries: readonly HistoryEntry[], unsent: ReadonlySet<string>): Evidence {
  const seen = new Map<string, Json[]>();
  for (const { id, change } of entries) {
    if (unsent.has(id)) continue;
    for (const step of stepsOf(change)) {
      if (step.type === 'file.move') continue;
      const base = startOf(step);
      if (base === null) continue;
      const subject = subjectOf(atBase(step));
      seen.set(subject, [...(seen.get(subject) ?? []), base]);
    }
  }
  return {
    isBuiltUpon(step) {
      const value = leftBy(step);
      // What took something away left nothing that an edit could be told to start from.
      if (value === null) return false;
      return seen.get(subjectOf(step))?.some((base) => jsonEqual(base, value)) ?? false;
    },
  };
}

/** What a step starts from; null when it starts from nothing, or tells nothing. */
function startOf(step: DocumentChange): Json {
  if (step.type === 'trait.remove') return step.text;
  return 'base' in step ? step.base : null;
}

/** What a step leaves there. */
function leftBy(step: DocumentChange): Json {
  if (step.type === 'trait.add') return step.text;
  return 'value' in step && 'base' in step ? step.value : null;
}

/** A step as one about what it starts from: a trait has another name after it was edited. */
function atBase(step: DocumentChange): DocumentChange {
  return step.type === 'trait.edit' ? { ...step, value: step.base } : step;
}
