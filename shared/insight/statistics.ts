import { type Analysis, ratingOf } from '../model/analysis.ts';
import type { JsonObject } from '../model/json.ts';
import { type Affinity, readAffinity, scoreOf } from '../model/rating.ts';
import { bySection, isCurrent, type Suite } from '../model/suite.ts';
import { confidenceInterval, mean, standardDeviation } from './numbers.ts';

/** What a profile's ratings of the current tests say together. Scores are 1 to 10. */
export interface ProfileStatistics {
  mean: number | undefined;
  /** The mean is known to ± this, with 95 % confidence; undefined where the scores cannot tell. */
  interval: number | undefined;
  /** Number of scores. */
  count: number;
  /** Ten counts: how often each score from 1 to 10 was given. */
  distribution: number[];
  affinities: Record<Affinity, number>;
  /** Sections that have a score, known ones first. */
  sections: { section: string; mean: number; count: number }[];
  /** Title of the best test; of equals the first. */
  best: string | undefined;
  /** Title of the worst test; undefined where only one is scored. */
  worst: string | undefined;
}

/** What all profiles' ratings of one test say together. */
export interface TestStatistics {
  mean: number | undefined;
  /** Sample standard deviation over the profiles: how well the test tells them apart. */
  spread: number | undefined;
  count: number;
  affinities: Record<Affinity, number>;
  /** Best first. */
  byProfile: { profile: string; score: number }[];
}

export function profileStatistics(suite: Suite, analysis: Analysis | undefined): ProfileStatistics {
  const tests = suite.filter(isCurrent);
  const ratings = tests.map((test) => ratingOf(analysis, test.title));
  const scored = tests.flatMap(({ title }, index) => {
    const score = scoreOf(ratings[index]);
    return score === undefined ? [] : [{ title, score }];
  });
  const scores = scored.map(({ score }) => score);
  const ranked = scored.toSorted((left, right) => right.score - left.score);
  return {
    mean: mean(scores),
    interval: confidenceInterval(scores),
    count: scores.length,
    distribution: Array.from(
      { length: 10 },
      (_, index) => scores.filter((score) => score === index + 1).length,
    ),
    affinities: countAffinities(ratings),
    sections: sectionMeans(tests, analysis),
    best: ranked[0]?.title,
    worst: ranked.length > 1 ? ranked.at(-1)?.title : undefined,
  };
}

export function testStatistics(title: string, analyses: Record<string, Analysis>): TestStatistics {
  const ratings = Object.entries(analyses).map(([profile, analysis]) => ({
    profile,
    rating: ratingOf(analysis, title),
  }));
  const byProfile = ratings
    .flatMap(({ profile, rating }) => {
      const score = scoreOf(rating);
      return score === undefined ? [] : [{ profile, score }];
    })
    .sort((left, right) => right.score - left.score || left.profile.localeCompare(right.profile, 'en'));
  const scores = byProfile.map(({ score }) => score);
  return {
    mean: mean(scores),
    spread: standardDeviation(scores),
    count: scores.length,
    affinities: countAffinities(ratings.map(({ rating }) => rating)),
    byProfile,
  };
}

function sectionMeans(tests: Suite, analysis: Analysis | undefined): ProfileStatistics['sections'] {
  return bySection(tests).flatMap((group) => {
    const scores = group.tests
      .map((test) => scoreOf(ratingOf(analysis, test.title)))
      .filter((score) => score !== undefined);
    const average = mean(scores);
    return average === undefined ? [] : [{ section: group.section, mean: average, count: scores.length }];
  });
}

function countAffinities(ratings: readonly (JsonObject | undefined)[]): Record<Affinity, number> {
  const counts: Record<Affinity, number> = { native_fit: 0, workable: 0, resistant: 0 };
  for (const rating of ratings) {
    const affinity = rating && readAffinity(rating);
    if (affinity) counts[affinity] += 1;
  }
  return counts;
}
