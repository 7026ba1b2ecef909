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

/** The profiles that want something: the selected one, then those that are nearest to complete. */
export function nextSteps(facts: readonly ProfileFacts[], selected: string): NextStep[] {
  return facts
    .map(({ profile, completeness }) => ({
      profile,
      missing: completeness.missingPictures.length,
      toRate: completeness.toRate.length,
      isNew: completeness.withPicture === 0 && completeness.rated === 0,
    }))
    .filter(({ missing, toRate }) => missing + toRate > 0)
    .sort(
      (left, right) =>
        Number(right.profile === selected) - Number(left.profile === selected) ||
        Number(left.isNew) - Number(right.isNew) ||
        left.missing + left.toRate - (right.missing + right.toRate),
    );
}
