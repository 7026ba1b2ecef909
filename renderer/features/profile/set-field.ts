import { notifyError } from '#renderer/lib/notify.ts';
import type { Analysis } from '#shared/model/analysis.ts';
import type { ProfileSet } from '#shared/model/change.ts';
import { ownValue } from '#shared/model/json.ts';
import type { AppError } from '#shared/result.ts';

/**
 * The change that sets a text field of a profile's document.
 * @param over the text that it replaces; what stands there now when left out.
 */
export function setField(
  profile: string,
  analysis: Analysis | undefined,
  field: 'profile_label' | 'notes' | 'analysis_version',
  value: string,
  over?: string,
): ProfileSet {
  const stored = ownValue(analysis, field) ?? null;
  const shown = typeof stored === 'string' ? stored : '';
  const base = over === undefined || over === shown ? stored : over;
  return { type: 'profile.set', profile, field, base, value };
}

/** Tells a failed saving, apart from an edit of somebody else: that is shown beside the field. */
export function tellUnlessContested(title: string): (error: AppError) => void {
  return (error) => {
    if (error.code !== 'conflict') notifyError(error, title);
  };
}
