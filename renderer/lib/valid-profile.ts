import { baselineProfile } from '#shared/model/analysis.ts';

/** The chosen profile if there is such a one; else the first of the library, else the baseline. */
export function validProfile(profiles: readonly string[], chosen: string): string {
  if (chosen === baselineProfile || profiles.includes(chosen)) return chosen;
  return profiles[0] ?? baselineProfile;
}
