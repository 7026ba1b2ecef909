import { createAnalysis } from '#shared/model/analysis.ts';
import { applyChange, invertChange, type Misfit } from '#shared/model/apply-change.ts';
import type { DocumentChange, Step } from '#shared/model/change.ts';
import { followTitle } from '#shared/model/former-titles.ts';
import { isJsonObject, type Json, jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { mergeTestEdit } from '#shared/model/merge-test-edit.ts';
import { type Applied, misfit } from '#shared/model/misfit.ts';
import type { Suite } from '#shared/model/suite.ts';
import type { Evidence, Fate } from './evidence.ts';
import { type Way, waysOf } from './ways.ts';

/** A step of an entry that does not fit any more, because somebody else has changed the same thing. */
export interface Refusal {
  entry: HistoryEntry;
  /** The step's place in the entry's change. */
  part: number;
  step: DocumentChange;
  misfit: Misfit;
}

/** A step that is to go into a document. */
export interface MergeStep {
  entry: HistoryEntry;
  /** The step's place in the entry's change. */
  part: number;
  step: DocumentChange;
  /** Whether it may be there already, wholly or edited further. */
  isUncertain: boolean;
  /** Why it was refused already; undefined when it was not. */
  refused: Misfit | undefined;
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
  const fates = evidence ? fatesOf(document, suite, asked, evidence) : [];
  let value = document;
  const refusals: Refusal[] = [];
  for (const [index, { entry, part, step, refused }] of steps.entries()) {
    if (refused) {
      refusals.push({ entry, part, step, misfit: refused });
      continue;
    }
    if (fates[index] === 'arrived') continue;
    const isUnclear = fates[index] === 'unclear';
    const applied = isUnclear ? unclear(document, suite, step) : applyMerged(value, step);
    if (applied.ok) value = applied.value;
    else if (isUnclear || !isIn(value, step)) refusals.push({ entry, part, step, misfit: applied.error });
  }
  return { value, refusals };
}

/** What became of the uncertain steps: `arrived` also where what they wanted stands, or a later one built upon it. */
function fatesOf(document: Json, suite: Suite, steps: readonly MergeStep[], evidence: Evidence): Fate[] {
  const ways = chained(steps, suite);
  const fates: Fate[] = steps.map(() => 'open');
  for (const [index, { entry, step, isUncertain }] of [...steps.entries()].reverse()) {
    if (!isUncertain || isCreation(step)) continue;
    const fate = evidence.fateOf(entry, ways[index] ?? [], document);
    const isBuiltUpon = steps.some(
      (later, place) => place > index && fates[place] === 'arrived' && buildsOn(later.step, step, suite),
    );
    if (fate === 'stands' || fate === 'arrived' || isBuiltUpon) fates[index] = 'arrived';
    else if (fate === 'unclear') fates[index] = 'unclear';
  }
  return fates;
}

/** The ways of steps that build upon each other, each from where the first of them began. */
function chained(steps: readonly MergeStep[], suite: Suite): Way[][] {
  const last = new Map<string, { from: Json; to: Json }>();
  return steps.map(({ step }) =>
    waysOf(step, suite).map((way) => {
      const before = last.get(way.subject);
      const from = before && jsonEqual(before.to, way.from) ? before.from : way.from;
      last.set(way.subject, { from, to: way.to });
      return { ...way, from };
    }),
  );
}

function buildsOn(later: DocumentChange, earlier: DocumentChange, suite: Suite): boolean {
  const ends = waysOf(earlier, suite);
  return waysOf(later, suite).some((way) =>
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

function unclear(document: Json, suite: Suite, step: DocumentChange): Applied {
  const [way] = waysOf(step, suite);
  return misfit(
    'The connection was lost while this was being saved, and others have edited it: it cannot be told whether they have seen it.',
    way?.now(document) ?? null,
  );
}
