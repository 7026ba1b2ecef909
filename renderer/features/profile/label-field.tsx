import { submitChange } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { useDraft } from '#renderer/lib/use-draft.ts';
import { type Analysis, labelOf } from '#shared/model/analysis.ts';
import styles from './profile-page.module.css';
import { setField } from './set-field.ts';

/** The profile's label, two to four words, saved while typing. */
export function LabelField({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const field = useDraft(labelOf(analysis), async (value) => {
    const result = await submitChange(setField(profile, analysis, 'profile_label', value));
    if (!result.ok) notifyError(result.error, 'The label was not saved');
    return result;
  });
  return (
    <input
      className={styles.label}
      aria-label="Label of this profile"
      placeholder="Name it in two to four words"
      maxLength={80}
      value={field.value}
      onChange={(event) => field.change(event.currentTarget.value)}
      onBlur={field.flush}
    />
  );
}
