import { draftFields, type TestDraft } from './test-draft.ts';

type Field = keyof TestDraft;

/** A field that was changed elsewhere while it was changed in the form. */
export interface DraftClash {
  field: Field;
  theirs: string;
}

export interface MetDraft {
  /** What the form is to show: what was not touched in it follows the library. */
  draft: TestDraft;
  /** What the form's own changes are over now. */
  base: TestDraft;
  clashes: DraftClash[];
}

/**
 * Brings a form together with the test as it is stored now.
 * @param draft what the form shows.
 * @param base the stored test that the form's changes were made over.
 * @param stored the test as it is stored now.
 */
export function meetDraft(draft: TestDraft, base: TestDraft, stored: TestDraft): MetDraft {
  const met: MetDraft = { draft: { ...draft }, base: { ...base }, clashes: [] };
  for (const field of draftFields) {
    if (stored[field] === base[field]) continue;
    const isTouched = draft[field] !== base[field];
    if (isTouched && draft[field].trim() !== stored[field].trim()) {
      met.clashes.push({ field, theirs: stored[field] });
      continue;
    }
    met.base[field] = stored[field];
    if (!isTouched) met.draft[field] = stored[field];
  }
  return met;
}

/** The same after one has chosen what a field is to hold. */
export function settleClash(met: MetDraft, { field, theirs }: DraftClash, keep: 'mine' | 'theirs'): MetDraft {
  return {
    draft: keep === 'mine' ? met.draft : { ...met.draft, [field]: theirs },
    base: { ...met.base, [field]: theirs },
    clashes: met.clashes.filter((clash) => clash.field !== field),
  };
}
