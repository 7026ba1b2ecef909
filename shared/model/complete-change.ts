import { ratingsOf, summarise } from './analysis.ts';
import { type AnalysisChange, applyToAnalysis, storedTraits, traitPosition } from './apply-to-analysis.ts';
import { testPosition, titlePosition } from './apply-to-suite.ts';
import type { DocumentChange, RatingRename, RatingSet, StoredTest } from './change.ts';
import { isJsonObject, type Json, type JsonObject, jsonEqual, keyPosition, ownValue } from './json.ts';

/**
 * The change with its base, its positions and its effect on the affinity summary filled in from the
 * document that it is about to be applied to, so that its inverse restores the very bytes. A change
 * that does not fit comes back as it is.
 */
export function completeChange(document: Json, change: DocumentChange): DocumentChange {
  if (change.type === 'document.set') {
    return jsonEqual(document, change.base) ? { ...change, base: document } : change;
  }
  if ('profile' in change) return isJsonObject(document) ? completeForAnalysis(document, change) : change;
  return Array.isArray(document) || document === null ? completeForSuite(document ?? [], change) : change;
}

function completeForSuite(
  suite: Json[],
  change: Extract<DocumentChange, { type: `test.${string}` }>,
): DocumentChange {
  switch (change.type) {
    case 'test.add':
      return { ...change, at: Math.min(change.at ?? suite.length, suite.length) };
    case 'test.remove': {
      const at = testPosition(suite, change.base, change.at);
      if (at < 0) return change;
      const again = hasTwin(suite, at) ? { again: true as const } : {};
      return { type: 'test.remove', base: suite[at] as StoredTest, at, ...again };
    }
    case 'test.edit': {
      const at = testPosition(suite, change.base);
      if (at < 0) return change;
      const isRenamed = change.value.title !== change.base.title;
      const isFree = titlePosition(suite, change.value.title) < 0;
      const again = isRenamed && isFree && hasTwin(suite, at) ? { again: true as const } : {};
      return { ...change, base: suite[at] as StoredTest, ...again };
    }
    case 'test.move': {
      const from = titlePosition(suite, change.title, change.from);
      return from < 0 ? change : { ...change, from, to: Math.min(change.to, suite.length - 1) };
    }
  }
}

/** Whether another test has the title of the one at `at`. */
function hasTwin(suite: readonly Json[], at: number): boolean {
  const test = suite[at];
  return (
    isJsonObject(test) &&
    typeof test.title === 'string' &&
    titlePosition(suite.toSpliced(at, 1), test.title) >= 0
  );
}

function completeForAnalysis(document: JsonObject, change: AnalysisChange): DocumentChange {
  const traits = storedTraits(document);
  switch (change.type) {
    case 'rating.set':
      return completeRatingSet(document, change);
    case 'rating.rename': {
      const at = keyPosition(ratingsOf(document), change.from);
      return at < 0 ? change : withSummary(document, { ...change, at: change.at ?? at });
    }
    case 'profile.set': {
      const at = keyPosition(document, change.field);
      const base = at < 0 ? null : (document[change.field] ?? null);
      if (!jsonEqual(base, change.base) && !jsonEqual(base, change.value)) return change;
      return { ...change, base, ...(at < 0 ? {} : { at }) };
    }
    case 'trait.add':
      return { ...change, at: Math.min(change.at, traits.length) };
    case 'trait.remove': {
      const at = traitPosition(traits, change.text, change.at);
      return at < 0 ? change : { ...change, at };
    }
    case 'trait.move': {
      const from = traitPosition(traits, change.text, change.from);
      return from < 0 ? change : { ...change, from, to: Math.min(change.to, traits.length - 1) };
    }
    case 'trait.edit':
      return change;
  }
}

function completeRatingSet(document: JsonObject, change: RatingSet): DocumentChange {
  const ratings = ratingsOf(document);
  const stored = ownValue(ratings, change.test) ?? null;
  if (!jsonEqual(stored, change.base) && !jsonEqual(stored, change.value)) return change;
  const base = isJsonObject(stored) ? stored : null;
  const at = keyPosition(ratings, change.test);
  return withSummary(document, { ...change, base, ...(at < 0 ? {} : { at }) });
}

/**
 * The change with the summary's step, left out where rebuilding gives the very summary that stands
 * there: then the inverse needs none, and History stays small. A step that fits is kept as it is.
 */
function withSummary(document: JsonObject, change: RatingSet | RatingRename): DocumentChange {
  const { summary, ...bare } = change;
  const stored = ownValue(document, 'affinity_summary');
  const base = stored ?? null;
  if (summary && jsonEqual(summary.base, base)) return { ...bare, summary: { base, value: summary.value } };
  if (sameText(base, summarise(ratingsOf(document), stored))) return bare;
  const applied = applyToAnalysis(document, bare);
  if (!applied.ok || !isJsonObject(applied.value)) return bare;
  return { ...bare, summary: { base, value: ownValue(applied.value, 'affinity_summary') ?? null } };
}

/** Equal to the byte, the order of keys included. */
function sameText(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
