import { type Change, type DocumentName, documentOf, stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { Misfit } from '#shared/model/misfit.ts';
import type { Suite } from '#shared/model/suite.ts';
import { Failure, isFailure } from '../failure.ts';
import type { DocumentStore } from '../library/document-store.ts';
import { documentKey } from '../library/library-keys.ts';
import { isTitleEdit } from '../library/rename-test.ts';
import type { Evidence } from './evidence.ts';
import { isCreation, type MergeStep, mergeSteps, type Refusal } from './merge-steps.ts';

/** What merging needs beside the documents. */
export interface MergeMeans {
  /** Whether an entry may have been sent before, wholly or in part. */
  isUncertain: (entry: HistoryEntry) => boolean;
  readEvidence: (suite: Suite) => Promise<Evidence>;
  /** Why a step was refused already, by an earlier try that did not come to its end. */
  refusedBefore: (entry: HistoryEntry, part: number) => Misfit | undefined;
  /** Waits before another try. */
  pause: (attempt: number) => Promise<void>;
}

/** What became of entries. */
export interface Merged {
  /** The steps that do not fit; a step that is in already fits. */
  refusals: Refusal[];
  /** Why an entry could not be sent whole, by its id: one of its documents cannot be read or saved. */
  failed: Map<string, unknown>;
}

/** One document's part of several entries, in order. */
interface DocumentWork {
  name: DocumentName;
  steps: MergeStep[];
}

/** How often a save is tried again after somebody else saved first. */
const maxTries = 8;

const mergeable: ReadonlySet<string> = new Set([
  'rating.set',
  'trait.add',
  'trait.remove',
  'trait.edit',
  'trait.move',
  'test.add',
  'test.remove',
  'test.edit',
  'test.move',
]);

/**
 * Whether every step of a change stands for itself, so that those that fit go in where another does not.
 * A move of files, a rename or an archiving is whole or not at all.
 */
export function isMergeable(change: Change): boolean {
  const steps = stepsOf(change).filter((step) => !isCreation(step));
  if (steps.some((step) => step.type === 'file.move' || isTitleEdit(step))) return false;
  return steps.length === 1 || steps.every(({ type }) => mergeable.has(type));
}

/**
 * Puts the steps of mergeable entries into their documents, each document written once, again when somebody
 * else was first. One document that cannot be read or saved keeps none of the others back.
 */
export async function mergeEntries(
  documents: DocumentStore,
  entries: readonly HistoryEntry[],
  means: MergeMeans,
): Promise<Merged> {
  const refusals: Refusal[] = [];
  const failed = new Map<string, unknown>();
  for (const work of workOf(entries, means)) {
    try {
      refusals.push(...(await mergeDocument(documents, work, means)));
    } catch (error) {
      if (isFailure(error, 'offline', 'cancelled', 'conflict', 'full')) throw error;
      for (const { entry } of work.steps) failed.set(entry.id, error);
    }
  }
  return { refusals, failed };
}

function workOf(
  entries: readonly HistoryEntry[],
  { isUncertain, refusedBefore }: MergeMeans,
): DocumentWork[] {
  const works = new Map<string, DocumentWork>();
  for (const entry of entries) {
    for (const [part, step] of stepsOf(entry.change).entries()) {
      if (step.type === 'file.move') continue;
      const name = documentOf(step);
      const work = works.get(documentKey(name)) ?? { name, steps: [] };
      work.steps.push({
        ...{ entry, part, step },
        isUncertain: isUncertain(entry),
        refused: refusedBefore(entry, part),
      });
      works.set(documentKey(name), work);
    }
  }
  return [...works.values()];
}

async function mergeDocument(
  documents: DocumentStore,
  { name, steps }: DocumentWork,
  { readEvidence, pause }: MergeMeans,
): Promise<Refusal[]> {
  for (let attempt = 1; ; attempt += 1) {
    await requireReadable(documents, name);
    const { value } = await documents.get(name);
    const suite = ((name === 'suite' ? value : (await documents.get('suite')).value) ?? []) as Suite;
    // Read after the document: what stands in it is in History already.
    const evidence = steps.some(({ isUncertain }) => isUncertain) ? await readEvidence(suite) : undefined;
    let merged = mergeSteps(value, suite, steps, evidence);
    if (merged.refusals.length > 0 && attempt > 1) {
      // A save that was refused may be one that arrived, and was edited further before its answer came.
      const tried = steps.map((step) => ({ ...step, isUncertain: true }));
      merged = mergeSteps(value, suite, tried, await readEvidence(suite));
    }
    try {
      if (merged.value !== value) await documents.save(name, merged.value);
      return merged.refusals;
    } catch (error) {
      if (!isFailure(error, 'conflict') || attempt >= maxTries) throw error;
      await pause(attempt);
      await documents.load(name);
    }
  }
}

/** Rejects with `invalid` for a document that cannot be read: what is edited of it has to wait. */
export async function requireReadable(documents: DocumentStore, name: DocumentName): Promise<void> {
  const { problem } = await documents.get(name);
  if (problem === undefined) return;
  const key = documentKey(name);
  const message = `“${key.slice(key.lastIndexOf('/') + 1)}” in the bucket cannot be read. What was edited of it waits on this device, and is sent when the document is repaired.`;
  throw new Failure('invalid', message, { detail: problem });
}
