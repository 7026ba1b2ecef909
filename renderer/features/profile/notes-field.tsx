import { Textarea } from '@mantine/core';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { submitChange } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { useDraft } from '#renderer/lib/use-draft.ts';
import { type Analysis, notesOf } from '#shared/model/analysis.ts';
import { setField } from './set-field.ts';

/** Free notes on the profile; kept in a field that the predecessor leaves alone. */
export function NotesField({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const field = useDraft(notesOf(analysis), async (value) => {
    const result = await submitChange(setField(profile, analysis, 'notes', value));
    if (!result.ok) notifyError(result.error, 'The notes were not saved');
    return result;
  });
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
    </section>
  );
}
