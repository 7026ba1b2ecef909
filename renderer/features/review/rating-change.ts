import { createAnalysis, ratingOf } from '#shared/model/analysis.ts';
import type { DocumentChange, PageChange } from '#shared/model/change.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';

/** The stored rating of a test, as the page knows it. */
export function storedRating(
  library: LibrarySnapshot,
  profile: string,
  test: string,
): JsonObject | undefined {
  return ratingOf(analysisOf(library, profile), test);
}

/** The change that puts a rating in the place of what stands there now; `null` clears it. */
export function ratingChange(
  library: LibrarySnapshot,
  profile: string,
  test: string,
  value: JsonObject | null,
): PageChange {
  const base = storedRating(library, profile, test) ?? null;
  const change: DocumentChange = { type: 'rating.set', profile, test, base, value };
  return withDocument(library, profile, change, `First rating of ${profile}: ${test}`);
}

/** The change itself, or, for a profile that has pictures only, one with the making of its document. */
export function withDocument(
  library: LibrarySnapshot,
  profile: string,
  change: DocumentChange,
  label: string,
): PageChange {
  if (analysisOf(library, profile)) return change;
  const creation: DocumentChange = {
    type: 'document.set',
    document: { profile },
    base: null,
    value: createAnalysis(profile),
  };
  return { type: 'batch', label: label.slice(0, 300), changes: [creation, change] };
}

function analysisOf(library: LibrarySnapshot, profile: string) {
  return Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
}
