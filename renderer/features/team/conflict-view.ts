import { type Change, stepsOf } from '#shared/model/change.ts';
import { describeChange } from '#shared/model/describe-change.ts';
import { isJsonObject, type Json, type JsonObject, jsonEqual, ownValue } from '#shared/model/json.ts';
import type { TeamConflict } from '#shared/model/team.ts';

/** What one side of a conflict wants to stand, as it is shown. */
export type ConflictSide =
  | { kind: 'rating'; rating: JsonObject }
  | { kind: 'lines'; lines: ConflictLine[] }
  /** There is no value, for the reason in `text`. */
  | { kind: 'nothing'; text: string };

export interface ConflictLine {
  /** Which field; empty where there is only one. */
  label: string;
  text: string;
}

/** A conflict as two values beside each other. */
export interface ConflictView {
  /** What was done: `Changed a rating`. */
  title: string;
  profile: string | undefined;
  test: string | undefined;
  mine: ConflictSide;
  theirs: ConflictSide;
}

export function viewConflict({ change, current }: TeamConflict): ConflictView {
  const { title, subject } = describeChange(change);
  const about = { title, profile: subject.profile, test: subject.test };
  if (change.type === 'rating.set') {
    return { ...about, mine: ratingSide(change.value, 'Removed'), theirs: ratingSide(current, 'Not rated') };
  }
  const value = valuePutIn(change);
  if (value === undefined) {
    return { ...about, mine: wholeSide(change), theirs: valueSide(current, null, 'As it was before') };
  }
  return {
    ...about,
    mine: valueSide(value, current, 'Removed'),
    theirs: valueSide(current, value, 'Not there any more'),
  };
}

/** The value that a change puts in; undefined for a change that is no single value. */
function valuePutIn(change: Change): Json | undefined {
  switch (change.type) {
    case 'rating.set':
    case 'profile.set':
    case 'trait.edit':
    case 'test.add':
    case 'test.edit':
      return change.value;
    case 'trait.add':
      return change.text;
    case 'trait.remove':
    case 'test.remove':
      return null;
    default:
      return undefined;
  }
}

function ratingSide(rating: Json, absent: string): ConflictSide {
  return isJsonObject(rating) ? { kind: 'rating', rating } : { kind: 'nothing', text: absent };
}

/** Of an object only the fields in which it differs from the other side. */
function valueSide(value: Json, other: Json, absent: string): ConflictSide {
  if (value === null || value === '') return { kind: 'nothing', text: value === null ? absent : 'Empty' };
  if (!isJsonObject(value)) return { kind: 'lines', lines: [{ label: '', text: inWords(value) }] };
  const otherObject = isJsonObject(other) ? other : {};
  const fields = Object.keys({ ...value, ...otherObject }).filter(
    (field) => !jsonEqual(ownValue(value, field), ownValue(otherObject, field)),
  );
  return {
    kind: 'lines',
    lines: fields.map((field) => ({ label: field, text: inWords(ownValue(value, field) ?? null) })),
  };
}

/** Longer changes are told by their parts, of which the first are enough. */
const shownParts = 5;

function wholeSide(change: Change): ConflictSide {
  const parts = stepsOf(change).map(describeChange);
  const lines = parts.slice(0, shownParts).map(({ title, subject, before, after }) => {
    const about = [subject.test, subject.profile].filter((part) => part !== undefined).join(', ');
    const values = [before, after].filter((part) => part !== undefined).join(' → ');
    return { label: about === '' ? title : `${title}: ${about}`, text: values };
  });
  const more = parts.length - lines.length;
  return { kind: 'lines', lines: more > 0 ? [...lines, { label: '', text: `and ${more} more` }] : lines };
}

function inWords(value: Json): string {
  if (value === null || value === '') return 'empty';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
