import { createAnalysis } from '#shared/model/analysis.ts';
import { applyChange, invertChange, type Misfit } from '#shared/model/apply-change.ts';
import type { DocumentChange, Step } from '#shared/model/change.ts';
import { followTitle } from '#shared/model/former-titles.ts';
import { isJsonObject, type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { mergeTestEdit } from '#shared/model/merge-test-edit.ts';
import { type Applied, misfit } from '#shared/model/misfit.ts';
import type { Suite } from '#shared/model/suite.ts';
import type { Evidence } from './evidence.ts';
import { waysOf } from './ways.ts';

/** A step of an entry that does not fit any more, because somebody else has changed the same thing. */
export interface Refusal {
  entry: HistoryEntry;
  step: DocumentChange;
  misfit: Misfit;
}

/** A step that is to go into a document. */
export interface MergeStep {
  entry: HistoryEntry;
  step: DocumentChange;
  /** Whether it may be there already, wholly or edited further. */
  isUncertain: boolean;
}

/**
 * The document with the steps that fit put in, in order; those that do not fit are refused, those that are in
 * already need nothing.
 * @param evidence of uncertain steps; undefined when no step is uncertain.
 */
export function mergeSteps(
  document: Json,
  suite: Suite,
  asked: readonly MergeStep[],
  evidence: Evidence | undefined,
): { value: Json; refusals: Refusal[] } {
  const steps = asked.map((one) => ({ ...one, step: followTitle(suite, document, one.step) }));
  const done = evidence ? doneBefore(document, asked, steps, evidence) : new Set();
  let value = document;
  const refusals: Refusal[] = [];
  for (const [index, { entry, step, isUncertain }] of steps.entries()) {
    if (done.has(index)) continue;
    const isUnclear = isUncertain && evidence?.fateOf(entry, step, document) === 'unclear';
    const applied = isUnclear ? unclear(document, step) : applyMerged(value, step);
    if (applied.ok) value = applied.value;
    else if (isUnclear || !isIn(value, step)) refusals.push({ entry, step, misfit: applied.error });
  }
  return { value, refusals };
}

/** Which of the uncertain steps are in the document, or were: also those that a later one of them built upon. */
function doneBefore(
  document: Json,
  asked: readonly MergeStep[],
  steps: readonly MergeStep[],
  evidence: Evidence,
): Set<number> {
  const done = new Set<number>();
  for (const [index, { entry, step, isUncertain }] of [...steps.entries()].reverse()) {
    if (!isUncertain || isCreation(step)) continue;
    // Its title may have been another one when it arrived.
    const fates = [step, asked[index]?.step ?? step].map((form) => evidence.fateOf(entry, form, document));
    const isBuiltUpon = steps.some(
      (later, place) => place > index && done.has(place) && buildsOn(later.step, step),
    );
    if (fates[0] === 'stands' || fates.includes('arrived') || isBuiltUpon) done.add(index);
  }
  return done;
}

function buildsOn(later: DocumentChange, earlier: DocumentChange): boolean {
  const ends = waysOf(earlier);
  return waysOf(later).some((way) =>
    ends.some((end) => end.subject === way.subject && jsonEqual(end.to, way.from)),
  );
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

/** Whether a step makes a document that nothing is in yet; one with content is an edit like others. */
export function isCreation(step: Step): boolean {
  if (step.type !== 'document.set' || step.base !== null) return false;
  const empty = step.document === 'suite' ? [] : createAnalysis(step.document.profile);
  return jsonEqual(step.value, empty);
}

function unclear(document: Json, step: DocumentChange): Applied {
  const [way] = waysOf(step);
  return misfit(
    'The connection was lost while this was being saved, and others have edited it: it cannot be told whether they have seen it.',
    way?.now(document) ?? null,
  );
}
