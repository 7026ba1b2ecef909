import { matchedPictures } from '#renderer/lib/library.ts';
import { type Completeness, completenessOf } from '#shared/insight/completeness.ts';
import { type ProfileStatistics, profileStatistics } from '#shared/insight/statistics.ts';
import { type Analysis, labelOf, ratingOf } from '#shared/model/analysis.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { MatchedPictures, PictureFile } from '#shared/model/picture.ts';
import type { Suite } from '#shared/model/suite.ts';

/** What the overview shows of one profile. */
export interface ProfileFacts {
  profile: string;
  label: string;
  analysis: Analysis | undefined;
  matched: MatchedPictures;
  completeness: Completeness;
  statistics: ProfileStatistics;
  best: ShownTest | undefined;
  worst: ShownTest | undefined;
}

export interface ShownTest {
  title: string;
  slot: number;
  picture: PictureFile;
  rating: JsonObject | undefined;
}

const known = new WeakMap<Suite, Map<string, ProfileFacts>>();

/** A profile's facts; the same object as long as nothing of the profile changed. */
export function profileFacts(library: LibrarySnapshot, profile: string): ProfileFacts {
  const analysis = Object.hasOwn(library.analyses, profile) ? library.analyses[profile] : undefined;
  const matched = matchedPictures(library, profile);
  const ofSuite = known.get(library.suite) ?? new Map<string, ProfileFacts>();
  known.set(library.suite, ofSuite);
  const before = ofSuite.get(profile);
  if (before && before.analysis === analysis && before.matched === matched) return before;
  const facts = gatherFacts(library.suite, profile, analysis, matched);
  ofSuite.set(profile, facts);
  return facts;
}

function gatherFacts(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): ProfileFacts {
  const statistics = profileStatistics(suite, analysis);
  const shown = (title: string | undefined) =>
    title === undefined ? undefined : shownTest(title, analysis, matched);
  return {
    profile,
    label: labelOf(analysis),
    analysis,
    matched,
    completeness: completenessOf(suite, analysis, matched),
    statistics,
    best: shown(statistics.best) ?? anyPicture(analysis, matched),
    worst: shown(statistics.worst),
  };
}

function shownTest(
  title: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): ShownTest | undefined {
  const slots = matched.byTest.get(title) ?? [];
  const slot = slots.findIndex((picture) => picture !== undefined);
  const picture = slots[slot];
  return picture && { title, slot, picture, rating: ratingOf(analysis, title) };
}

/** For a profile without scores: one picture is better than none. */
function anyPicture(analysis: Analysis | undefined, matched: MatchedPictures): ShownTest | undefined {
  for (const title of matched.byTest.keys()) {
    const found = shownTest(title, analysis, matched);
    if (found) return found;
  }
  return undefined;
}
