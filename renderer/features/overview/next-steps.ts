import type { MatchedPictures } from '#shared/model/picture.ts';
import type { ProfileFacts } from './profile-facts.ts';

/** What a profile still wants. */
export interface NextStep {
  profile: string;
  /** Tests with an empty slot. */
  missing: number;
  /** Tests that can be rated now: they have a picture and no rating. */
  toRate: number;
  /** Nothing is there yet: the prompts come first. */
  isNew: boolean;
}

/** The profiles that want something, those first that are nearest to complete. */
export function nextSteps(facts: readonly ProfileFacts[]): NextStep[] {
  return facts
    .map(({ profile, completeness, matched }) => ({
      profile,
      missing: completeness.missingPictures.length,
      toRate: completeness.unrated.filter((title) => hasPicture(matched, title)).length,
      isNew: completeness.withPicture === 0 && completeness.rated === 0,
    }))
    .filter(({ missing, toRate }) => missing + toRate > 0)
    .sort(
      (left, right) =>
        Number(left.isNew) - Number(right.isNew) ||
        left.missing + left.toRate - (right.missing + right.toRate),
    );
}

function hasPicture(matched: MatchedPictures, title: string): boolean {
  return matched.byTest.get(title)?.some((picture) => picture !== undefined) ?? false;
}
