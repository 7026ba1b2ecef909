import { createAnalysis } from '#shared/model/analysis.ts';
import { applyChange, completeChange } from '#shared/model/apply-change.ts';
import { type Change, type DocumentName, documentOf, stepsOf } from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import { Failure, isFailure } from '../failure.ts';
import { misfitFailure } from './change-runner.ts';
import type { DocumentStore } from './document-store.ts';
import { documentKey } from './library-keys.ts';
import { checkMove } from './move-file.ts';

/**
 * The change with everything filled in that its exact inverse needs, and the documents created that it
 * is the first edit of. What is known of the storage is tried first; where the change does not fit that,
 * the documents are read anew. Rejects with `conflict` when it does not fit; touches nothing.
 */
export async function prepareChange(documents: DocumentStore, change: Change): Promise<Change> {
  try {
    return await prepareKnown(documents, change);
  } catch (error) {
    if (!isFailure(error, 'conflict', 'invalid')) throw error;
    for (const step of stepsOf(change)) {
      if (step.type !== 'file.move') await documents.load(documentOf(step));
    }
    return prepareKnown(documents, change);
  }
}

async function prepareKnown(documents: DocumentStore, asked: Change): Promise<Change> {
  const change = await withDocuments(documents, asked);
  const working = new Map<string, Json>();
  const complete = async (part: Change): Promise<Change> => {
    if (part.type === 'batch') {
      const changes: Change[] = [];
      for (const inner of part.changes) changes.push(await complete(inner));
      return { ...part, changes };
    }
    if (part.type === 'file.move') return checkMove(part);
    const key = documentKey(documentOf(part));
    const stored = await documents.get(documentOf(part));
    if (stored.problem !== undefined && !isMovedAway(change, key)) throw unreadable(key, stored.problem);
    const before = working.has(key) ? (working.get(key) ?? null) : stored.value;
    const completed = completeChange(before, part);
    const applied = applyChange(before, completed);
    if (!applied.ok) throw misfitFailure(applied.error);
    working.set(key, applied.value);
    return completed;
  };
  return complete(change);
}

/** A first edit of a profile, or of tests, without a document creates the document in the same change. */
async function withDocuments(documents: DocumentStore, change: Change): Promise<Change> {
  const steps = stepsOf(change);
  if (steps.some((step) => step.type === 'document.set')) return change;
  const missing = new Map<string, DocumentName>();
  for (const step of steps) {
    if (step.type === 'file.move') continue;
    const name = documentOf(step);
    const stored = await documents.get(name);
    if (stored.value === null && stored.problem === undefined) missing.set(documentKey(name), name);
  }
  if (missing.size === 0) return change;
  const created = [...missing.values()].map(
    (document): Change => ({
      type: 'document.set',
      document,
      base: null,
      value: document === 'suite' ? [] : createAnalysis(document.profile),
    }),
  );
  const parts = change.type === 'batch' ? change.changes : [change];
  return { type: 'batch', label: labelOf(change, [...missing.values()]), changes: [...created, ...parts] };
}

function labelOf(change: Change, missing: DocumentName[]): string {
  if (change.type === 'batch') return change.label;
  const names = missing.map((name) => (name === 'suite' ? 'the list of tests' : name.profile));
  return `First edit of ${names.join(', ')}`;
}

/** An unreadable document may be moved away and then replaced, nothing else. */
function isMovedAway(change: Change, key: string): boolean {
  return stepsOf(change).some((step) => step.type === 'file.move' && step.from === key);
}

function unreadable(key: string, problem: string): Failure {
  return new Failure(
    'invalid',
    `“${key.slice(key.lastIndexOf('/') + 1)}” cannot be read, so nothing was saved to it. Repair it first.`,
    { detail: problem },
  );
}
