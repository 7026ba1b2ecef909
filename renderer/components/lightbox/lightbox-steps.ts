import { matchedPictures, profilesOf } from '#renderer/lib/library.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { PictureFile } from '#shared/model/picture.ts';
import { bySection, hasSeveralPictures, isCurrent, type SuiteTest } from '#shared/model/suite.ts';

/** What the lightbox shows: one picture's place. */
export interface LightboxPlace {
  profile: string;
  /** The test's title. */
  test: string;
  /** From 0. */
  slot: number;
}

/** One picture that the lightbox can stand on. */
export interface LightboxStep extends LightboxPlace {
  picture: PictureFile;
}

export type LightboxDirection = 'left' | 'right' | 'up' | 'down';

/**
 * A profile's pictures in the order of the gallery.
 * @param titles keeps to these tests, in this order; all current ones when undefined.
 */
export function stepsOfProfile(
  library: LibrarySnapshot,
  profile: string,
  titles: readonly string[] | undefined,
): LightboxStep[] {
  const { byTest } = matchedPictures(library, profile);
  return (titles ?? currentTitles(library)).flatMap((test) =>
    (byTest.get(test) ?? []).flatMap((picture, slot) => (picture ? [{ profile, test, slot, picture }] : [])),
  );
}

/** The picture next to a place: sideways within the profile, up and down the same test of others. */
export function stepFrom(
  library: LibrarySnapshot,
  at: LightboxPlace,
  direction: LightboxDirection,
  titles: readonly string[] | undefined,
): LightboxStep | undefined {
  const distance = direction === 'left' || direction === 'up' ? -1 : 1;
  if (direction === 'up' || direction === 'down') return sameTestBeside(library, at, distance);
  const steps = stepsOfProfile(library, at.profile, titles);
  const index = steps.findIndex((step) => step.test === at.test && step.slot === at.slot);
  return index < 0 ? steps[0] : steps[index + distance];
}

/** The picture at a place; of a test with several the first there is, when this one is missing. */
export function pictureAt(library: LibrarySnapshot, at: LightboxPlace): LightboxStep | undefined {
  const slots = matchedPictures(library, at.profile).byTest.get(at.test) ?? [];
  const slot = slots[at.slot] ? at.slot : slots.findIndex((picture) => picture !== undefined);
  const picture = slots[slot];
  return picture && { profile: at.profile, test: at.test, slot, picture };
}

/** `3 of 8` for a test of several pictures. */
export function describeSlot(test: SuiteTest | undefined, slot: number): string {
  return test && hasSeveralPictures(test) ? `${slot + 1} of 8` : '';
}

function sameTestBeside(
  library: LibrarySnapshot,
  at: LightboxPlace,
  distance: number,
): LightboxStep | undefined {
  const profiles = profilesOf(library);
  for (
    let index = profiles.indexOf(at.profile) + distance;
    index >= 0 && index < profiles.length;
    index += distance
  ) {
    const step = pictureAt(library, { ...at, profile: profiles[index] ?? '' });
    if (step) return step;
  }
  return undefined;
}

const titlesBySuite = new WeakMap<object, string[]>();

function currentTitles(library: LibrarySnapshot): string[] {
  const known = titlesBySuite.get(library.suite);
  if (known) return known;
  const tests = bySection(library.suite.filter(isCurrent)).flatMap((group) => group.tests);
  const titles = tests.map((test) => test.title);
  titlesBySuite.set(library.suite, titles);
  return titles;
}
