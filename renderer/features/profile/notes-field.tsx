import { Textarea } from '@mantine/core';
import { ConflictChoice } from '#renderer/components/conflict-choice.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { submitChange, useLibrary } from '#renderer/lib/library.ts';
import { useDraft } from '#renderer/lib/use-draft.ts';
import { type Analysis, notesOf } from '#shared/model/analysis.ts';
import { setField, tellUnlessContested } from './set-field.ts';

/** Free notes on the profile; kept in a field that the predecessor leaves alone. */
export function NotesField({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const { id } = useLibrary();
  const field = useDraft(`${id} ${profile} notes`, notesOf(analysis), (value, base) =>
    submitChange(
      setField(profile, analysis, 'notes', value, base),
      tellUnlessContested('The notes were not saved'),
    ),
  );
  return (
    <section>
      <SectionLabel>Notes</SectionLabel>
      <Textarea
        aria-label="Notes on this profile"
        placeholder="When to use it, what to try next"
        autosize
        minRows={3}
        maxRows={14}
        value={field.value}
        onChange={(event) => field.change(event.currentTarget.value)}
        onBlur={field.flush}
      />
      {field.conflict !== undefined && (
        <ConflictChoice subject="This text" theirs={field.conflict} onChoose={field.choose} />
      )}
    </section>
  );
}
