import { applyChange, invertChange, type Misfit } from '#shared/model/apply-change.ts';
import {
  type Change,
  type DocumentChange,
  type DocumentName,
  documentOf,
  stepsOf,
} from '#shared/model/change.ts';
import { followTitle } from '#shared/model/former-titles.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { mergeTestEdit } from '#shared/model/merge-test-edit.ts';
import type { Applied } from '#shared/model/misfit.ts';
import type { Suite } from '#shared/model/suite.ts';
import { isFailure } from '../failure.ts';
import type { DocumentStore } from '../library/document-store.ts';
import { documentKey } from '../library/library-keys.ts';
import type { Evidence } from './evidence.ts';

/** A step of an entry that does not fit any more, because somebody else has changed the same thing. */
export interface Refusal {
  entry: HistoryEntry;
  step: DocumentChange;
  misfit: Misfit;
}

/** What merging needs beside the documents. */
export interface MergeMeans {
  /** Whether an entry may have been sent before, wholly or in part. */
  isUncertain: (entry: HistoryEntry) => boolean;
  readEvidence: () => Promise<Evidence>;
  /** Waits before another try. */
  pause: (attempt: number) => Promise<void>;
}

/** One document's part of several entries, in order. */
interface DocumentWork {
  name: DocumentName;
  steps: { entry: HistoryEntry; step: DocumentChange }[];
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
  return steps.length === 1
    ? steps[0]?.type !== 'file.move'
    : steps.every((step) => mergeable.has(step.type) && !isTitleEdit(step));
}

/**
 * Puts the steps of mergeable entries into their documents, each document written once, again when somebody
 * else was first. Returns the steps that do not fit; a step that is in already fits.
 */
export async function mergeEntries(
  documents: DocumentStore,
  entries: readonly HistoryEntry[],
  means: MergeMeans,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const work of workOf(entries)) refusals.push(...(await mergeDocument(documents, work, means)));
  return refusals;
}

function workOf(entries: readonly HistoryEntry[]): DocumentWork[] {
  const works = new Map<string, DocumentWork>();
  for (const entry of entries) {
    for (const step of stepsOf(entry.change)) {
      if (step.type === 'file.move') continue;
      const name = documentOf(step);
      const work = works.get(documentKey(name)) ?? { name, steps: [] };
      work.steps.push({ entry, step });
      works.set(documentKey(name), work);
    }
  }
  return [...works.values()];
}

async function mergeDocument(
  documents: DocumentStore,
  { name, steps }: DocumentWork,
  { isUncertain, readEvidence, pause }: MergeMeans,
): Promise<Refusal[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { value } = await documents.get(name);
    const suite = name === 'suite' ? [] : (((await documents.get('suite')).value ?? []) as Suite);
    // Read after the document: what stands in it is in History already.
    const evidence = steps.some(({ entry }) => isUncertain(entry)) ? await readEvidence() : undefined;
    const open = steps.filter(({ entry, step }) => !isUncertain(entry) || !evidence?.isBuiltUpon(step));
    const merged = mergeSteps(value, suite, open);
    try {
      if (merged.value !== value) await documents.save(name, merged.value);
      return merged.refusals.length === 0 ? [] : withoutBuiltUpon(merged.refusals, await readEvidence());
    } catch (error) {
      if (!isFailure(error, 'conflict') || attempt >= maxTries) throw error;
      await pause(attempt);
      await documents.load(name);
    }
  }
}

/** An edit that somebody has edited further was there, also where this device did not hear of it. */
function withoutBuiltUpon(refusals: Refusal[], evidence: Evidence): Refusal[] {
  return refusals.filter(({ step }) => !evidence.isBuiltUpon(step));
}

function mergeSteps(
  document: Json,
  suite: Suite,
  steps: DocumentWork['steps'],
): { value: Json; refusals: Refusal[] } {
  let value = document;
  const refusals: Refusal[] = [];
  for (const { entry, step: asked } of steps) {
    const step = followTitle(suite, value, asked);
    const applied = applyMerged(value, step);
    if (applied.ok) value = applied.value;
    else if (!isIn(value, step)) refusals.push({ entry, step, misfit: applied.error });
  }
  return { value, refusals };
}

/** A step put in; where it does not fit, and only other fields were edited meanwhile, beside those edits. */
function applyMerged(document: Json, step: DocumentChange): Applied {
  const applied = applyChange(document, step);
  if (applied.ok || step.type !== 'test.edit') return applied;
  const merged = mergeTestEdit(document, step);
  return merged ? applyChange(document, merged) : applied;
}

/** Whether a step that does not fit has been done already; a document that is there needs no creating. */
function isIn(document: Json, step: DocumentChange): boolean {
  if (isCreation(step)) return isJsonObject(document) || Array.isArray(document);
  return applyChange(document, invertChange(step) as DocumentChange).ok;
}

function isCreation(step: { type: string; base?: unknown }): boolean {
  return step.type === 'document.set' && step.base === null;
}

function isTitleEdit(step: { type: string }): boolean {
  return (
    step.type === 'test.edit' &&
    'base' in step &&
    'value' in step &&
    (step.base as { title: string }).title !== (step.value as { title: string }).title
  );
}
