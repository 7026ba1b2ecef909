import type { DocumentChange, StoredTest } from '#shared/model/change.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '#shared/model/json.ts';
import { editRating, viewRating } from '#shared/model/rating.ts';
import type { TeamConflict } from '#shared/model/team.ts';

/** What can be set by hand to decide a conflict otherwise than by one side. */
export type ConflictDraft =
  | { kind: 'rating'; score: number | undefined; commentary: string }
  | { kind: 'text'; label: string; text: string }
  | { kind: 'test'; prompt: string; params: string };

/** The fields of a profile's document that are plain text. */
const textFields = new Map([
  ['profile_label', 'Label'],
  ['notes', 'Notes'],
]);

/** What the form starts with, from the own side; undefined where there is nothing to edit by hand. */
export function startDraft({ change, current }: TeamConflict): ConflictDraft | undefined {
  switch (change.type) {
    case 'rating.set': {
      const { score, commentary } = viewRating(change.value ?? objectOf(current) ?? {});
      return { kind: 'rating', score, commentary };
    }
    case 'profile.set': {
      const label = textFields.get(change.field);
      return label === undefined ? undefined : { kind: 'text', label, text: textOf(change.value) };
    }
    case 'trait.edit':
      return { kind: 'text', label: 'Trait', text: change.value };
    case 'trait.add':
      return { kind: 'text', label: 'Trait', text: change.text };
    case 'test.edit': {
      const field = (name: string) => textOf(ownValue(change.value, name) ?? null);
      return { kind: 'test', prompt: field('prompt'), params: field('params') };
    }
    default:
      return undefined;
  }
}

/**
 * The edit that a filled-in form stands for, made on what is stored now.
 * @param author who decides, and when; ISO 8601, UTC.
 */
export function draftChange(
  { change, current }: TeamConflict,
  draft: ConflictDraft,
  author: { name: string; at: string },
): DocumentChange | undefined {
  if (change.type === 'rating.set' && draft.kind === 'rating') {
    const { score, commentary } = draft;
    const base = objectOf(current) ?? null;
    const value = editRating(change.value ?? base ?? undefined, { score, commentary }, author);
    return { type: 'rating.set', profile: change.profile, test: change.test, base, value };
  }
  if (change.type === 'test.edit' && draft.kind === 'test') {
    const base = (objectOf(current) ?? change.base) as StoredTest;
    const value = { ...base, ...change.value, title: base.title, prompt: draft.prompt, params: draft.params };
    return { type: 'test.edit', base, value };
  }
  if (draft.kind !== 'text') return undefined;
  if (change.type === 'profile.set') return { ...change, base: current, value: draft.text };
  if (change.type === 'trait.edit') return { ...change, value: draft.text };
  return change.type === 'trait.add' ? { ...change, text: draft.text } : undefined;
}

function objectOf(value: Json): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : '';
}
