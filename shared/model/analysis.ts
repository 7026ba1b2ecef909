import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from './json.ts';
import { type affinities, readAffinity } from './rating.ts';

/**
 * One profile's document, as stored. Every field may be missing in old files; unknown fields are kept.
 * Read it with the functions below, never by index: a test may be titled `constructor`.
 */
export interface Analysis extends JsonObject {}

/** The profile id of pictures made without a profile. */
export const baselineProfile = 'baseline';

/** The newest analysis format that the predecessor knows; documents with another one are "outdated". */
export const currentAnalysisVersion = '2.3-signature';

const folder = 'profile_analyses/';
const suffix = '_analysis.json';

const storedAnalysis = z.looseObject({
  profile_id: z.string().optional(),
  profile_label: z.string().nullish(),
  profile_dna: z.array(z.string()).nullish(),
  ratings: z.record(z.string(), z.looseObject({})).nullish(),
  analysis_version: z.string().nullish(),
});

/** Key of a profile's document: `profile_analyses/<profile>_analysis.json`. */
export function analysisKey(profile: string): string {
  return `${folder}${profile}${suffix}`;
}

/** The profile whose document has this key; undefined for backups and other files. */
export function profileOfAnalysisKey(key: string): string | undefined {
  if (!key.startsWith(folder) || !key.endsWith(suffix)) return undefined;
  const profile = key.slice(folder.length, -suffix.length);
  return profile === '' || profile.includes('/') ? undefined : profile;
}

/** Checks a stored document and gives back the very same value, so that nothing unknown is lost. */
export function checkAnalysis(value: Json): Result<Analysis> {
  const checked = storedAnalysis.safeParse(value);
  if (!checked.success || !isJsonObject(value)) {
    const detail = checked.success ? 'expected an object' : z.prettifyError(checked.error);
    return err('invalid', 'The ratings of this profile have an unexpected form.', detail);
  }
  return ok(value);
}

/** A new profile's document, in the predecessor's field order. */
export function createAnalysis(profile: string): Analysis {
  return {
    profile_id: profile,
    profile_label: '',
    profile_dna: [],
    ratings: {},
    affinity_summary: { native_fit: [], workable: [], resistant: [] },
    analysis_version: currentAnalysisVersion,
  };
}

export function ratingsOf(analysis: Analysis | undefined): JsonObject {
  const ratings = ownValue(analysis, 'ratings');
  return isJsonObject(ratings) ? ratings : {};
}

export function ratingOf(analysis: Analysis | undefined, title: string): JsonObject | undefined {
  const rating = ownValue(ratingsOf(analysis), title);
  return isJsonObject(rating) ? rating : undefined;
}

export function labelOf(analysis: Analysis | undefined): string {
  const label = ownValue(analysis, 'profile_label');
  return typeof label === 'string' ? label : '';
}

export function notesOf(analysis: Analysis | undefined): string {
  const notes = ownValue(analysis, 'notes');
  return typeof notes === 'string' ? notes : '';
}

export function traitsOf(analysis: Analysis | undefined): string[] {
  const traits = ownValue(analysis, 'profile_dna');
  return Array.isArray(traits) ? traits.filter((trait): trait is string => typeof trait === 'string') : [];
}

/** Whether a rated document was made in an older format than the predecessor's newest. */
export function isOutdated(analysis: Analysis | undefined): boolean {
  if (analysis === undefined || Object.keys(ratingsOf(analysis)).length === 0) return false;
  return ownValue(analysis, 'analysis_version') !== currentAnalysisVersion;
}

/**
 * The affinity summary that the ratings imply: titles by affinity, in the order of the ratings.
 * @param stored the summary that stands in the document; what else it holds is kept.
 */
export function summarise(ratings: JsonObject, stored?: Json): JsonObject {
  const summary: Record<(typeof affinities)[number], Json[]> = {
    native_fit: [],
    workable: [],
    resistant: [],
  };
  for (const [title, rating] of Object.entries(ratings)) {
    const affinity = isJsonObject(rating) ? readAffinity(rating) : undefined;
    if (affinity) summary[affinity].push(title);
  }
  return isJsonObject(stored) ? { ...stored, ...summary } : summary;
}
