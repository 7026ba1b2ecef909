import { type JsonObject, jsonEqual } from '#shared/model/json.ts';
import { editRating, type RatingEdit, type RatingView, viewRating } from '#shared/model/rating.ts';

export type RatingField = keyof RatingEdit;
type FieldValue = RatingEdit[RatingField];

/** What a person set and the library does not have yet, with what these fields showed before. */
export interface Draft {
  edit: RatingEdit;
  base: RatingEdit;
}

/** One field that was changed elsewhere while the person changed it here. */
export interface FieldConflict {
  field: RatingField;
  theirs: FieldValue;
  mine: FieldValue;
}

const nobody = { name: '', at: '' };

/** What a rating shows where nothing is stored. */
export const blankRating: RatingView = viewRating({});

/** A stored rating with a draft over it, as the page shows it. */
export function showDraft(stored: JsonObject | undefined, draft: Draft | undefined): RatingView {
  if (!draft) return stored ? viewRating(stored) : blankRating;
  return viewRating(editRating(stored, draft.edit, nobody));
}

/** The draft with one more edit; what a field showed when its editing began stays its base. */
export function extendDraft(draft: Draft | undefined, shown: RatingView, edit: RatingEdit): Draft {
  const fields = fieldsOf(edit);
  const began = Object.fromEntries(fields.map((field) => [field, shown[field]]));
  return { edit: { ...draft?.edit, ...edit }, base: { ...began, ...draft?.base } };
}

/**
 * Splits a draft by what is stored now: what can be written, and what was changed elsewhere since the
 * person saw it. A field that already stands as wanted needs neither.
 */
export function settleDraft(
  draft: Draft,
  stored: JsonObject | undefined,
): { ready: Draft; conflicts: FieldConflict[] } {
  const now = stored ? viewRating(stored) : blankRating;
  const wanted = fieldsOf(draft.edit).filter((field) => !sameValue(draft.edit[field], now[field]));
  const conflicts = wanted
    .filter((field) => !sameValue(draft.base[field], now[field]))
    .map((field) => ({ field, theirs: now[field], mine: draft.edit[field] }));
  const contested = new Set(conflicts.map(({ field }) => field));
  const ready = wanted.filter((field) => !contested.has(field));
  return { ready: pickDraft(draft, ready), conflicts };
}

/** A draft that could not be saved, under what was typed since: newer values, older bases. */
export function restoreDraft(failed: Draft, newer: Draft | undefined): Draft {
  return { edit: { ...failed.edit, ...newer?.edit }, base: { ...newer?.base, ...failed.base } };
}

/** The part of a draft that concerns some fields. */
function pickDraft(draft: Draft, fields: readonly RatingField[]): Draft {
  const pick = (from: RatingEdit): RatingEdit =>
    Object.fromEntries(fields.filter((field) => field in from).map((field) => [field, from[field]]));
  return { edit: pick(draft.edit), base: pick(draft.base) };
}

/** The draft without some fields; undefined when nothing is left. */
export function omitFields(draft: Draft, fields: readonly RatingField[]): Draft | undefined {
  const left = fieldsOf(draft.edit).filter((field) => !fields.includes(field));
  return left.length === 0 ? undefined : pickDraft(draft, left);
}

export function fieldsOf(edit: RatingEdit): RatingField[] {
  return Object.keys(edit) as RatingField[];
}

function sameValue(left: FieldValue, right: FieldValue): boolean {
  return jsonEqual(left ?? '', right ?? '');
}
