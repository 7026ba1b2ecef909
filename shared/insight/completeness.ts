import { type Analysis, ratingOf } from '../model/analysis.ts';
import { hasPicture, type MatchedPictures } from '../model/picture.ts';
import { isRated } from '../model/rating.ts';
import { isCurrent, type Suite, slotCount } from '../model/suite.ts';

/** How far a profile has come. Counts current tests, never files. */
export interface Completeness {
  tests: number;
  rated: number;
  /** Tests with every picture that they want. */
  withPicture: number;
  /** Every test rated and with all its pictures. */
  complete: boolean;
  /** Titles of tests with an empty slot, in the order of the suite. */
  missingPictures: string[];
  /** Titles of tests without a rating. */
  unrated: string[];
  /** Those of them that have a picture, so that they can be rated now. */
  toRate: string[];
  /** Empty slots over all tests; a VOID test has eight slots. */
  missingSlots: number;
}

export function completenessOf(
  suite: Suite,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): Completeness {
  const tests = suite.filter(isCurrent);
  const unrated = tests.filter((test) => !isRated(ratingOf(analysis, test.title)));
  const holes = tests.map((test) => {
    const filled = (matched.byTest.get(test.title) ?? []).filter((picture) => picture !== undefined);
    return { title: test.title, missing: Math.max(0, slotCount(test) - filled.length) };
  });
  const missingPictures = holes.filter(({ missing }) => missing > 0).map(({ title }) => title);
  return {
    tests: tests.length,
    rated: tests.length - unrated.length,
    withPicture: tests.length - missingPictures.length,
    complete: tests.length > 0 && unrated.length === 0 && missingPictures.length === 0,
    missingPictures,
    unrated: unrated.map((test) => test.title),
    toRate: unrated.map((test) => test.title).filter((title) => hasPicture(matched, title)),
    missingSlots: holes.reduce((sum, { missing }) => sum + missing, 0),
  };
}
