import { ratingsOf } from '#shared/model/analysis.ts';
import { isJsonObject, jsonEqual, ownValue } from '#shared/model/json.ts';
import type { LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import { viewRating } from '#shared/model/rating.ts';

interface ForeignRating {
  profile: string;
  test: string;
  /** Who rated; empty where the document does not say. */
  who: string;
}

/**
 * What somebody else's patch changes, in a few words: `Anna rated Foggy City for abc1234`. Empty when it
 * changes nothing that has words.
 */
export function describeForeignEdit(before: LibrarySnapshot, patch: LibraryPatch): string {
  const ratings = foreignRatings(before, patch);
  if (ratings.length > 0) return ratingsInWords(ratings);
  const profiles = Object.entries(patch.analyses ?? {})
    .filter(([profile, analysis]) => !jsonEqual(before.analyses[profile], analysis ?? undefined))
    .map(([profile]) => profile);
  if (profiles.length > 0) return `${namesInWords(profiles)} changed`;
  if (patch.suite && !jsonEqual(patch.suite, before.suite)) return 'The tests changed';
  const pictures = Object.keys(patch.pictures ?? {});
  return pictures.length > 0 ? `The pictures of ${namesInWords(pictures)} changed` : '';
}

function foreignRatings(before: LibrarySnapshot, patch: LibraryPatch): ForeignRating[] {
  return Object.entries(patch.analyses ?? {}).flatMap(([profile, analysis]) => {
    const known = ratingsOf(before.analyses[profile]);
    return Object.entries(ratingsOf(analysis ?? undefined)).flatMap(([test, rating]) => {
      if (!isJsonObject(rating) || jsonEqual(ownValue(known, test), rating)) return [];
      return [{ profile, test, who: viewRating(rating).ratedBy }];
    });
  });
}

function ratingsInWords(ratings: readonly ForeignRating[]): string {
  const [first] = ratings;
  const people = namesInWords([...new Set(ratings.map(({ who }) => who || 'Somebody'))]);
  const profiles = [...new Set(ratings.map(({ profile }) => profile))];
  const tests = ratings.length === 1 && first ? first.test : `${ratings.length} tests`;
  return `${people} rated ${tests} for ${namesInWords(profiles)}`;
}

/** `Anna`, `Anna and Ben`, `Anna and 2 others`. */
function namesInWords(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length <= 1) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} others`;
}
