import { useMemo } from 'react';
import { matchedPictures, profilesOf, useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { countSections, countStates, type GalleryFilter, type GalleryState } from './gallery-filter.ts';
import { groupByProfile, groupBySection, groupOneTest } from './gallery-groups.ts';
import { useGallery } from './gallery-store.ts';
import { type GalleryGroup, type GalleryTest, galleryTests } from './gallery-tests.ts';

export interface GalleryView {
  scope: 'profile' | 'test' | 'everything';
  /** Every test of the view, filtered or not. */
  tests: readonly GalleryTest[];
  filter: GalleryFilter;
  groups: readonly GalleryGroup[];
  states: Record<GalleryState, number>;
  sections: ReadonlyMap<string, number>;
}

/** What the gallery shows: of one profile, one test, or of everything. */
export function useGalleryView(title: string | undefined, state: GalleryState): GalleryView {
  const library = useLibrary();
  const profile = useProfile();
  const { scope: chosen, order, section: chosenSection, scores } = useGallery();
  const scope = title === undefined ? chosen : 'test';
  const section = scope === 'test' ? null : chosenSection;
  const filter = useMemo<GalleryFilter>(() => ({ state, section, scores }), [state, section, scores]);
  const byProfile = useMemo(
    () => testsByProfile(library, scope, profile, title),
    [library, scope, profile, title],
  );
  const tests = useMemo(() => byProfile.flatMap(([, own]) => own), [byProfile]);
  const groups = useMemo(() => {
    if (scope === 'everything') return groupByProfile(byProfile, filter, order);
    return scope === 'test' ? groupOneTest(tests, filter, order) : groupBySection(tests, filter, order);
  }, [scope, byProfile, tests, filter, order]);
  return {
    scope,
    tests,
    filter,
    groups,
    states: useMemo(() => countStates(tests, filter), [tests, filter]),
    sections: useMemo(() => (scope === 'test' ? none : countSections(tests, filter)), [scope, tests, filter]),
  };
}

const none: ReadonlyMap<string, number> = new Map();

function testsByProfile(
  library: LibrarySnapshot,
  scope: GalleryView['scope'],
  profile: string,
  title: string | undefined,
): (readonly [string, readonly GalleryTest[]])[] {
  const testsOf = (owner: string) => galleryTests(library, owner, matchedPictures(library, owner));
  if (scope === 'profile') return [[profile, testsOf(profile)]];
  const profiles = profilesOf(library);
  // A profile chosen but without anything yet has its empty slots, too.
  const all = profiles.includes(profile) ? profiles : [...profiles, profile];
  if (scope === 'everything') return all.map((owner) => [owner, testsOf(owner)]);
  return all.map((owner) => [owner, testsOf(owner).filter(({ test }) => test.title === title)]);
}
