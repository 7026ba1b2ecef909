import { ratingOf } from '#shared/model/analysis.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { type MatchedPictures, matchPictures, type PictureFile, pictureName } from '#shared/model/picture.ts';
import { isRated, scoreOf } from '#shared/model/rating.ts';
import { type Suite, type SuiteTest, slotCount } from '#shared/model/suite.ts';

/** One profile's answer to a test. */
export interface ProfileResult {
  profile: string;
  rating: JsonObject | undefined;
  /** One place per slot. */
  pictures: readonly (PictureFile | undefined)[];
}

/**
 * A profile's pictures of one test, one place per slot: the same as `matchPictures` finds, without
 * matching the whole suite, which every edit of a test would make necessary for every profile.
 */
export function picturesOfTest(
  library: LibrarySnapshot,
  profile: string,
  test: SuiteTest,
): readonly (PictureFile | undefined)[] {
  const files = Object.hasOwn(library.pictures, profile) ? library.pictures[profile] : undefined;
  if (files && contestedTitles(library.suite).has(test.title)) {
    return matchWhole(library.suite, profile, files).byTest.get(test.title) ?? [];
  }
  const byName = filesByName(files ?? noFiles);
  return Array.from({ length: slotCount(test) }, (_, slot) =>
    ['.jpg', '.png']
      .map((extension) => byName.get(pictureName(profile, test, slot, extension).normalize('NFC')))
      .find((file) => file !== undefined),
  );
}

const counts = new WeakMap<LibrarySnapshot['pictures'], WeakMap<SuiteTest, number>>();

/**
 * How many pictures of a test there are over all profiles; counted once, as long as neither the test nor any
 * picture changes.
 */
export function countPictures(library: LibrarySnapshot, test: SuiteTest): number {
  // Who gets a contested file depends on other tests, too.
  if (contestedTitles(library.suite).has(test.title)) return countNow(library, test);
  const byTest = counts.get(library.pictures) ?? new WeakMap<SuiteTest, number>();
  counts.set(library.pictures, byTest);
  const count = byTest.get(test) ?? countNow(library, test);
  byTest.set(test, count);
  return count;
}

function countNow(library: LibrarySnapshot, test: SuiteTest): number {
  return Object.keys(library.pictures)
    .map((profile) => picturesOfTest(library, profile, test).filter((file) => file !== undefined).length)
    .reduce((sum, count) => sum + count, 0);
}

/** Each profile's result, best score first, then those with a picture only, then the empty ones. */
export function resultsOfTest(
  library: LibrarySnapshot,
  profiles: readonly string[],
  test: SuiteTest,
): ProfileResult[] {
  const results = profiles.map((profile): ProfileResult => {
    const analysis = Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
    return {
      profile,
      rating: ratingOf(analysis, test.title),
      pictures: picturesOfTest(library, profile, test),
    };
  });
  return results.sort((left, right) => rank(right) - rank(left));
}

export function firstPicture(result: ProfileResult): { picture: PictureFile; slot: number } | undefined {
  const slot = result.pictures.findIndex((file) => file !== undefined);
  const picture = result.pictures[slot];
  return picture && { picture, slot };
}

/** The picture of the profile that scored best; undefined while there is none. */
export function bestPicture(
  library: LibrarySnapshot,
  test: SuiteTest,
  ranking: readonly { profile: string }[],
): PictureFile | undefined {
  for (const profile of [...ranking.map((entry) => entry.profile), ...Object.keys(library.pictures)]) {
    const picture = picturesOfTest(library, profile, test).find((file) => file !== undefined);
    if (picture) return picture;
  }
  return undefined;
}

export function isEmpty({ rating, pictures }: ProfileResult): boolean {
  return !isRated(rating) && pictures.every((file) => file === undefined);
}

/** Scores first, then ratings without a score, then pictures alone. */
function rank(result: ProfileResult): number {
  const rated = isRated(result.rating) ? 1 : 0;
  return (scoreOf(result.rating) ?? 0) * 10 + rated * 2 + (firstPicture(result) ? 1 : 0);
}

const noFiles: readonly never[] = [];
const names = new WeakMap<readonly PictureFile[], Map<string, PictureFile>>();

function filesByName(files: readonly PictureFile[]): Map<string, PictureFile> {
  const found = names.get(files) ?? new Map(files.map((file) => [file.name.normalize('NFC'), file]));
  names.set(files, found);
  return found;
}

const wholes = new WeakMap<readonly PictureFile[], { suite: Suite; matched: MatchedPictures }>();

function matchWhole(suite: Suite, profile: string, files: readonly PictureFile[]): MatchedPictures {
  const known = wholes.get(files);
  if (known?.suite === suite) return known.matched;
  const matched = matchPictures(suite, profile, files);
  wholes.set(files, { suite, matched });
  return matched;
}

const contested = new WeakMap<Suite, Set<string>>();

/** Tests that share a file name with another, as `A/B` and `A B` do; who gets the file is decided together. */
function contestedTitles(suite: Suite): Set<string> {
  const found = contested.get(suite) ?? findContested(suite);
  contested.set(suite, found);
  return found;
}

function findContested(suite: Suite): Set<string> {
  const owner = new Map<string, string>();
  const titles = new Set<string>();
  for (const test of suite) {
    for (let slot = 0; slot < slotCount(test); slot += 1) {
      const name = pictureName('', test, slot).normalize('NFC');
      const other = owner.get(name);
      if (other !== undefined) titles.add(other).add(test.title);
      owner.set(name, test.title);
    }
  }
  return titles;
}
