import { type Analysis, ratingsOf } from '#shared/model/analysis.ts';
import { currentTitle } from '#shared/model/former-titles.ts';
import { isJsonObject, jsonEqual, ownValue } from '#shared/model/json.ts';
import type { LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import { viewRating } from '#shared/model/rating.ts';
import type { Suite } from '#shared/model/suite.ts';

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
  const renames = patch.suite ? renamesIn(before.suite, patch.suite) : [];
  if (renames.length > 0) return renamesInWords(renames);
  const ratings = foreignRatings(before, patch);
  if (ratings.length > 0) return ratingsInWords(ratings);
  const profiles = Object.entries(patch.analyses ?? {})
    .filter(([profile, analysis]) => !isSameButMoved(before.analyses[profile], analysis ?? undefined))
    .map(([profile]) => profile);
  if (profiles.length > 0) return `${namesInWords(profiles)} changed`;
  if (patch.suite && !jsonEqual(patch.suite, before.suite)) return 'The tests changed';
  const pictures = Object.entries(patch.pictures ?? {})
    .filter(([profile, files]) => !sameFiles(before.pictures[profile], files))
    .map(([profile]) => profile);
  return pictures.length > 0 ? `The pictures of ${namesInWords(pictures)} changed` : '';
}

interface Rename {
  from: string;
  to: string;
}

/** Tests that have a new title. */
function renamesIn(before: Suite, now: Suite): Rename[] {
  const titles = new Set(now.map(({ title }) => title));
  return before.flatMap(({ title }) => {
    const to = titles.has(title) ? undefined : currentTitle(now, title);
    return to === undefined ? [] : [{ from: title, to }];
  });
}

function renamesInWords(renames: readonly Rename[]): string {
  const [first] = renames;
  return renames.length === 1 && first
    ? `“${first.from}” is called “${first.to}” now`
    : `${renames.length} tests have new titles`;
}

/** Ratings that are new or different, apart from those that a rename has moved to another title. */
function foreignRatings(before: LibrarySnapshot, patch: LibraryPatch): ForeignRating[] {
  return Object.entries(patch.analyses ?? {}).flatMap(([profile, analysis]) => {
    const known = ratingsOf(before.analyses[profile]);
    const ratings = ratingsOf(analysis ?? undefined);
    const moved = Object.entries(known).filter(([test]) => ownValue(ratings, test) === undefined);
    return Object.entries(ratings).flatMap(([test, rating]) => {
      if (!isJsonObject(rating) || jsonEqual(ownValue(known, test), rating)) return [];
      if (moved.some(([, old]) => jsonEqual(old, rating))) return [];
      return [{ profile, test, who: viewRating(rating).ratedBy }];
    });
  });
}

/** Whether two forms of a document differ in nothing but the titles of their ratings. */
function isSameButMoved(before: Analysis | undefined, now: Analysis | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  const bare = ({ ratings: _, affinity_summary: __, ...others }: Analysis) => others;
  if (!jsonEqual(bare(before), bare(now))) return false;
  const values = (analysis: Analysis) =>
    Object.values(ratingsOf(analysis)).map((rating) => JSON.stringify(rating));
  return jsonEqual(values(before).sort(), values(now).sort());
}

/** One's own pictures come back with other stamps when they have arrived. */
function sameFiles(before: readonly PictureFile[] | undefined, now: readonly PictureFile[] | null): boolean {
  const facts = (files: readonly PictureFile[]) => files.map(({ id, size }) => `${id} ${size}`).sort();
  return jsonEqual(facts(before ?? []), facts(now ?? []));
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
