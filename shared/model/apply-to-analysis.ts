import { ok, type Result } from '../result.ts';
import { ratingsOf, summarise } from './analysis.ts';
import type { DocumentChange, ProfileSet, RatingRename, RatingSet, SummaryStep } from './change.ts';
import { type Json, type JsonObject, jsonEqual, ownValue, withKey } from './json.ts';
import { type Applied, type Misfit, misfit } from './misfit.ts';

/** A change of one profile's document. */
export type AnalysisChange = Extract<DocumentChange, { profile: string }>;

/** A profile's document with a change put in; never alters its argument. */
export function applyToAnalysis(document: JsonObject, change: AnalysisChange): Applied {
  switch (change.type) {
    case 'rating.set':
      return applyRatingSet(document, change);
    case 'rating.rename':
      return applyRatingRename(document, change);
    case 'profile.set':
      return applyProfileSet(document, change);
    default: {
      const traits = applyToTraits(storedTraits(document), change);
      return traits.ok ? ok(withKey(document, 'profile_dna', traits.value)) : traits;
    }
  }
}

/** The list of traits as it is stored; empty when there is none. */
export function storedTraits(document: JsonObject): Json[] {
  const stored = ownValue(document, 'profile_dna');
  return Array.isArray(stored) ? stored : [];
}

/** Where a trait stands: at `at` if it is there, else wherever it is; -1 when nowhere. */
export function traitPosition(traits: readonly Json[], text: string, at?: number): number {
  return at !== undefined && traits[at] === text ? at : traits.indexOf(text);
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
  const place = change.at ?? Object.keys(ratings).indexOf(change.from);
  const next = withKey(withKey(ratings, change.from, undefined), change.to, rating, place);
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
  switch (change.type) {
    case 'trait.add':
      if (traits.includes(change.text)) return misfit('This trait is there already.', change.text);
      return ok(traits.toSpliced(change.at, 0, change.text));
    case 'trait.remove': {
      const index = traitPosition(traits, change.text, change.at);
      return index < 0 ? misfit('This trait is not there any more.', null) : ok(traits.toSpliced(index, 1));
    }
    case 'trait.edit': {
      const index = traitPosition(traits, change.base);
      if (change.base !== change.value && traits.includes(change.value)) {
        return misfit('This trait is there already.', change.value);
      }
      return index < 0
        ? misfit('This trait was changed in the meantime.', null)
        : ok(traits.with(index, change.value));
    }
    case 'trait.move': {
      const index = traitPosition(traits, change.text, change.from);
      if (index < 0) return misfit('This trait is not there any more.', null);
      return ok(traits.toSpliced(index, 1).toSpliced(change.to, 0, change.text));
    }
  }
}

/** The document with new ratings and the summary rebuilt, or restored where the change knows the old one. */
function withRatings(document: JsonObject, ratings: JsonObject, step: SummaryStep | undefined): JsonObject {
  const next = withKey(document, 'ratings', ratings);
  const stored = ownValue(document, 'affinity_summary');
  const isKnown = step !== undefined && jsonEqual(stored ?? null, step.base);
  const summary = isKnown ? step.value : summarise(ratings, stored);
  return withKey(next, 'affinity_summary', summary ?? undefined);
}
