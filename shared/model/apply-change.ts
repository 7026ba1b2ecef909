import type { AppError } from '../result.ts';
import { err, ok, type Result } from '../result.ts';
import { ratingsOf, summarise } from './analysis.ts';
import type {
  Change,
  DocumentChange,
  ProfileSet,
  RatingRename,
  RatingSet,
  SummaryStep,
  TestEdit,
} from './change.ts';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  jsonEqual,
  keyPosition,
  ownValue,
  withKey,
} from './json.ts';

/** Why a change does not fit a document any more: `conflict`, with what stands there now. */
export interface Misfit extends AppError {
  /** The value that stands where the change expected its base; null when nothing does. */
  current: Json;
}

type Applied = Result<Json, Misfit>;

/**
 * The document with a change put in; never alters its argument. `null` is an absent document.
 * Where the base no longer holds: equal values need nothing, other values are a misfit.
 */
export function applyChange(document: Json, change: DocumentChange): Applied {
  switch (change.type) {
    case 'document.set':
      return applyDocumentSet(document, change.base, change.value);
    case 'rating.set':
    case 'rating.rename':
    case 'profile.set':
    case 'trait.add':
    case 'trait.remove':
    case 'trait.edit':
    case 'trait.move':
      if (!isJsonObject(document)) return misfit('The profile is not there any more.', document);
      return applyToAnalysis(document, change);
    default:
      if (document !== null && !Array.isArray(document))
        return misfit('The list of tests is not readable.', document);
      return applyToSuite(document ?? [], change);
  }
}

/** The change that takes `change` back. Exact when `completeChange` has filled in what it touches. */
export function invertChange(change: Change): Change {
  switch (change.type) {
    case 'batch':
      return { ...change, changes: change.changes.map(invertChange).reverse() };
    case 'rating.set':
    case 'profile.set':
    case 'document.set':
    case 'trait.edit':
    case 'test.edit':
      return withSummary({ ...change, base: change.value, value: change.base } as Change);
    case 'rating.rename':
    case 'trait.move':
    case 'test.move':
    case 'file.move':
      return withSummary({ ...change, from: change.to, to: change.from } as Change);
    case 'trait.add':
      return { ...change, type: 'trait.remove' };
    case 'trait.remove':
      return { ...change, type: 'trait.add' };
    case 'test.add':
      return {
        type: 'test.remove',
        base: change.value,
        ...(change.at === undefined ? {} : { at: change.at }),
      };
    case 'test.remove':
      return { type: 'test.add', value: change.base, ...(change.at === undefined ? {} : { at: change.at }) };
  }
}

/**
 * The change with its positions and its effect on the affinity summary filled in from the document
 * that it is about to be applied to, so that its inverse restores the very bytes.
 */
export function completeChange(document: Json, change: DocumentChange): DocumentChange {
  if (change.type === 'test.add' && change.at === undefined) {
    return { ...change, at: Array.isArray(document) ? document.length : 0 };
  }
  if (change.type === 'test.remove' && Array.isArray(document)) {
    const at = document.findIndex((test) => jsonEqual(test, change.base));
    return at < 0 ? change : { ...change, at };
  }
  if (!isJsonObject(document)) return change;
  if (change.type === 'profile.set' && change.at === undefined) {
    const at = keyPosition(document, change.field);
    return at < 0 ? change : { ...change, at };
  }
  if (change.type !== 'rating.set' && change.type !== 'rating.rename') return change;
  const { summary: _, ...bare } = change;
  const at = bare.type === 'rating.set' ? keyPosition(ratingsOf(document), bare.test) : -1;
  const placed = bare.type === 'rating.set' && bare.at === undefined && at >= 0 ? { ...bare, at } : bare;
  const applied = applyChange(document, placed);
  if (!applied.ok || !isJsonObject(applied.value)) return change;
  const base = ownValue(document, 'affinity_summary') ?? null;
  const value = ownValue(applied.value, 'affinity_summary') ?? null;
  return { ...placed, summary: { base, value } };
}

function applyDocumentSet(document: Json, base: Json, value: Json): Applied {
  if (jsonEqual(document, value)) return ok(document);
  if (!jsonEqual(document, base)) return misfit('The document was changed in the meantime.', document);
  return ok(value);
}

type AnalysisChange = Extract<DocumentChange, { profile: string }>;

function applyToAnalysis(document: JsonObject, change: AnalysisChange): Applied {
  switch (change.type) {
    case 'rating.set':
      return applyRatingSet(document, change);
    case 'rating.rename':
      return applyRatingRename(document, change);
    case 'profile.set':
      return applyProfileSet(document, change);
    default: {
      const stored = ownValue(document, 'profile_dna');
      const traits = applyToTraits(Array.isArray(stored) ? stored : [], change);
      return traits.ok ? ok(withKey(document, 'profile_dna', traits.value)) : traits;
    }
  }
}

function applyRatingSet(document: JsonObject, change: RatingSet): Applied {
  const ratings = ratingsOf(document);
  const current = ownValue(ratings, change.test) ?? null;
  if (jsonEqual(current, change.value)) return ok(document);
  if (!jsonEqual(current, change.base)) return misfit('This rating was changed in the meantime.', current);
  const next = withKey(ratings, change.test, change.value ?? undefined, change.at);
  return ok(withRatings(document, next, change.summary));
}

function applyRatingRename(document: JsonObject, change: RatingRename): Applied {
  const ratings = ratingsOf(document);
  const rating = ownValue(ratings, change.from);
  if (rating === undefined) return ok(document);
  const taken = ownValue(ratings, change.to);
  if (taken !== undefined) return misfit('There is a rating under the new title already.', taken);
  const next = Object.fromEntries(
    Object.entries(ratings).map(([title, value]) => [title === change.from ? change.to : title, value]),
  );
  return ok(withRatings(document, next, change.summary));
}

function applyProfileSet(document: JsonObject, change: ProfileSet): Applied {
  const current = ownValue(document, change.field) ?? null;
  if (jsonEqual(current, change.value)) return ok(document);
  if (!jsonEqual(current, change.base)) return misfit('This was changed in the meantime.', current);
  return ok(withKey(document, change.field, change.value ?? undefined, change.at));
}

type TraitChange = Extract<DocumentChange, { type: `trait.${string}` }>;

function applyToTraits(traits: Json[], change: TraitChange): Result<Json[], Misfit> {
  const find = (text: string, at?: number) =>
    at !== undefined && traits[at] === text ? at : traits.indexOf(text);
  switch (change.type) {
    case 'trait.add':
      if (traits.includes(change.text)) return misfit('This trait is there already.', change.text);
      return ok(traits.toSpliced(change.at, 0, change.text));
    case 'trait.remove': {
      const index = find(change.text, change.at);
      return index < 0 ? misfit('This trait is not there any more.', null) : ok(traits.toSpliced(index, 1));
    }
    case 'trait.edit': {
      const index = find(change.base);
      if (change.base !== change.value && traits.includes(change.value)) {
        return misfit('This trait is there already.', change.value);
      }
      return index < 0
        ? misfit('This trait was changed in the meantime.', null)
        : ok(traits.with(index, change.value));
    }
    case 'trait.move': {
      const index = find(change.text, change.from);
      if (index < 0) return misfit('This trait is not there any more.', null);
      return ok(traits.toSpliced(index, 1).toSpliced(change.to, 0, change.text));
    }
  }
}

type SuiteChange = Extract<DocumentChange, { type: `test.${string}` }>;

function applyToSuite(suite: Json[], change: SuiteChange): Applied {
  switch (change.type) {
    case 'test.add': {
      const twin = withTitle(suite, change.value.title);
      if (twin >= 0) return misfit('There is a test with this title already.', suite[twin] ?? null);
      return ok(suite.toSpliced(change.at ?? suite.length, 0, change.value));
    }
    case 'test.remove': {
      const index = indexOfTest(suite, change.base, change.at);
      return index < 0 ? changedTest(suite, change.base.title) : ok(suite.toSpliced(index, 1));
    }
    case 'test.edit':
      return applyTestEdit(suite, change);
    case 'test.move': {
      const index = withTitle(suite, change.title);
      const test = suite[index];
      if (test === undefined) return misfit('This test is not there any more.', null);
      return ok(suite.toSpliced(index, 1).toSpliced(change.to, 0, test));
    }
  }
}

function applyTestEdit(suite: Json[], change: TestEdit): Applied {
  const index = indexOfTest(suite, change.base);
  if (index < 0) {
    return suite.some((test) => jsonEqual(test, change.value))
      ? ok(suite)
      : changedTest(suite, change.base.title);
  }
  const twin = withTitle(suite, change.value.title);
  if (change.value.title !== change.base.title && twin >= 0) {
    return misfit('There is a test with this title already.', suite[twin] ?? null);
  }
  return ok(suite.with(index, change.value));
}

function indexOfTest(suite: Json[], test: Json, at?: number): number {
  if (at !== undefined && jsonEqual(suite[at], test)) return at;
  return suite.findIndex((other) => jsonEqual(other, test));
}

function withTitle(suite: Json[], title: string): number {
  return suite.findIndex((test) => isJsonObject(test) && test.title === title);
}

function changedTest(suite: Json[], title: string): Applied {
  const index = withTitle(suite, title);
  return index < 0
    ? misfit('This test is not there any more.', null)
    : misfit('This test was changed in the meantime.', suite[index] ?? null);
}

/** The document with new ratings and the summary rebuilt, or restored where the change knows the old one. */
function withRatings(document: JsonObject, ratings: JsonObject, step: SummaryStep | undefined): JsonObject {
  const next = withKey(document, 'ratings', ratings);
  const current = ownValue(document, 'affinity_summary') ?? null;
  const summary = step && jsonEqual(current, step.base) ? step.value : summarise(ratings);
  return withKey(next, 'affinity_summary', summary ?? undefined);
}

function withSummary(change: Change): Change {
  if (!('summary' in change) || change.summary === undefined) return change;
  return { ...change, summary: { base: change.summary.value, value: change.summary.base } };
}

function misfit(message: string, current: Json): { ok: false; error: Misfit } {
  return { ok: false, error: { ...err('conflict', message).error, current } };
}
