import { submitChange } from '#renderer/lib/library.ts';
import { notifyDone } from '#renderer/lib/notify.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { createAnalysis } from '#shared/model/analysis.ts';

/** Adds a profile to the library and selects it; it shows at once. */
export async function createProfile(profile: string): Promise<void> {
  selectProfile(profile);
  const result = await submitChange({
    type: 'document.set',
    document: { profile },
    base: null,
    value: createAnalysis(profile),
  });
  if (result.ok) notifyDone(`Profile ${profile} was added.`, { undoEntry: result.value.id });
}
