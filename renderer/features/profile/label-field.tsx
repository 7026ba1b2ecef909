import { ConflictChoice } from '#renderer/components/conflict-choice.tsx';
import { submitChange, useLibrary } from '#renderer/lib/library.ts';
import { useDraft } from '#renderer/lib/use-draft.ts';
import { type Analysis, labelOf } from '#shared/model/analysis.ts';
import styles from './profile-page.module.css';
import { setField, tellUnlessContested } from './set-field.ts';

const longestLabel = 80;

/** The profile's label, two to four words, saved while typing. */
export function LabelField({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const { id } = useLibrary();
  const field = useDraft(`${id} ${profile} label`, labelOf(analysis), (value, base) =>
    submitChange(
      setField(profile, analysis, 'profile_label', value, base),
      tellUnlessContested('The label was not saved'),
    ),
  );
  return (
    <>
      <input
        className={styles.label}
        aria-label="Label of this profile"
        placeholder="Name it in two to four words"
        maxLength={longestLabel}
        value={field.value}
        onChange={(event) => field.change(event.currentTarget.value)}
        onBlur={field.flush}
      />
      {field.value.length >= longestLabel && (
        <p className={styles.counts} role="status">
          A label holds {longestLabel} characters; longer texts fit into the notes.
        </p>
      )}
      {field.conflict !== undefined && (
        <ConflictChoice subject="The label" theirs={field.conflict} onChoose={field.choose} />
      )}
    </>
  );
}
