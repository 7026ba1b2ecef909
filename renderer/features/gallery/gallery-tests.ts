import { type Analysis, ratingOf } from '#shared/model/analysis.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { MatchedPictures, PictureFile } from '#shared/model/picture.ts';
import { type Affinity, isRated, readAffinity, scoreOf } from '#shared/model/rating.ts';
import { bySection, hasSeveralPictures, isCurrent, type Suite, type SuiteTest } from '#shared/model/suite.ts';

/** One place for a picture. */
export interface GallerySlot {
  /** Names the slot in the whole library. */
  id: string;
  profile: string;
  test: SuiteTest;
  /** From 0. */
  slot: number;
  picture: PictureFile | undefined;
  rating: JsonObject | undefined;
}

/** One test of one profile, with its places for pictures. */
export interface GalleryTest {
  profile: string;
  test: SuiteTest;
  rating: JsonObject | undefined;
  score: number | undefined;
  affinity: Affinity | undefined;
  isRated: boolean;
  isCurrent: boolean;
  /** A test of several pictures, which are shown together. */
  isSet: boolean;
  slots: GallerySlot[];
  /** Number of empty slots. */
  missing: number;
}

/** Tests under one heading. */
export interface GalleryGroup {
  id: string;
  /** A section, or a profile; undefined for no heading. */
  heading: { kind: 'section'; section: string } | { kind: 'profile'; profile: string } | undefined;
  tests: GalleryTest[];
}

export function slotId(profile: string, title: string, slot: number): string {
  return `${profile}/${title}/${slot}`;
}

interface Known {
  analysis: Analysis | undefined;
  matched: MatchedPictures;
  tests: GalleryTest[];
}

const known = new WeakMap<Suite, Map<string, Known>>();

/**
 * A profile's tests in the order of the sections; archived ones only where they have a picture. The same
 * objects as long as nothing of the profile changed, so that an edit renders one profile's cards at most.
 */
export function galleryTests(
  library: LibrarySnapshot,
  profile: string,
  matched: MatchedPictures,
): GalleryTest[] {
  const analysis = Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
  const ofSuite = known.get(library.suite) ?? new Map<string, Known>();
  known.set(library.suite, ofSuite);
  const before = ofSuite.get(profile);
  if (before && before.analysis === analysis && before.matched === matched) return before.tests;
  const earlier = new Map(before?.tests.map((test) => [test.test.title, test]));
  const tests = bySection(library.suite)
    .flatMap((group) => group.tests)
    .map((test) => keepSame(earlier.get(test.title), readTest(profile, test, analysis, matched)))
    .filter((test) => test.isCurrent || test.missing < test.slots.length);
  ofSuite.set(profile, { analysis, matched, tests });
  return tests;
}

function readTest(
  profile: string,
  test: SuiteTest,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): GalleryTest {
  const rating = ratingOf(analysis, test.title);
  const pictures = matched.byTest.get(test.title) ?? [];
  return {
    profile,
    test,
    rating,
    score: scoreOf(rating),
    affinity: rating && readAffinity(rating),
    isRated: isRated(rating),
    isCurrent: isCurrent(test),
    isSet: hasSeveralPictures(test),
    slots: pictures.map((picture, slot) => ({
      id: slotId(profile, test.title, slot),
      profile,
      test,
      slot,
      picture,
      rating,
    })),
    missing: pictures.filter((picture) => picture === undefined).length,
  };
}

function keepSame(before: GalleryTest | undefined, now: GalleryTest): GalleryTest {
  const isSame =
    before !== undefined &&
    before.test === now.test &&
    before.rating === now.rating &&
    before.slots.every(({ picture }, slot) => isSamePicture(picture, now.slots[slot]?.picture));
  return isSame ? before : now;
}

function isSamePicture(left: PictureFile | undefined, right: PictureFile | undefined): boolean {
  return left?.id === right?.id && left?.stamp === right?.stamp;
}
