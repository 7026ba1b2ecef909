import type { Analysis } from '#shared/model/analysis.ts';
import type { ProfileSet } from '#shared/model/change.ts';
import { ownValue } from '#shared/model/json.ts';

/** The change that sets a text field of a profile's document over what stands there now. */
export function setField(
  profile: string,
  analysis: Analysis | undefined,
  field: 'profile_label' | 'notes' | 'analysis_version',
  value: string,
): ProfileSet {
  return { type: 'profile.set', profile, field, base: ownValue(analysis, field) ?? null, value };
}
