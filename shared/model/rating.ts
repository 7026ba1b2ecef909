import { type Json, type JsonObject, jsonEqual, ownValue } from './json.ts';

export const affinities = ['native_fit', 'workable', 'resistant'] as const;
export type Affinity = (typeof affinities)[number];

export const confidences = ['High', 'Medium', 'Low'] as const;
export type Confidence = (typeof confidences)[number];

/** A stored rating as the app shows it. What is missing or malformed is undefined, never guessed. */
export interface RatingView {
  /** 1 to 10. For VOID tests: consistency of what recurs over the pictures. */
  score: number | undefined;
  affinity: Affinity | undefined;
  confidence: Confidence | undefined;
  commentary: string;
  /** The palette in words or hex, as somebody wrote it. */
  palette: string;
  /** VOID tests only, 1 to 10: photographic strength (VOID_PHOTO) or artistic strength (VOID_ART). */
  renderingStyle: number | undefined;
  ratedBy: string;
  /** ISO 8601, UTC. */
  ratedAt: string;
}

/** What a person can set in a rating; a field left out stays, one set to undefined is cleared. */
export interface RatingEdit {
  score?: number | undefined;
  affinity?: Affinity | undefined;
  confidence?: Confidence | undefined;
  commentary?: string | undefined;
  palette?: string | undefined;
  renderingStyle?: number | undefined;
}

/**
 * The numbers that stand for the three words in a stored rating. Numbers, because every page of the
 * predecessor reads them, while one of its pages fails on the words that another one writes.
 */
const confidenceNumbers: Record<Confidence, number> = { High: 0.9, Medium: 0.65, Low: 0.3 };

export const affinityLabels: Record<Affinity, string> = {
  native_fit: 'Native fit',
  workable: 'Workable',
  resistant: 'Resistant',
};

/** The affinity that follows from a score: 8 to 10 native fit, 5 to 7 workable, 1 to 4 resistant. */
export function affinityOfScore(score: number): Affinity {
  if (score >= 8) return 'native_fit';
  return score >= 5 ? 'workable' : 'resistant';
}

export function viewRating(rating: JsonObject): RatingView {
  return {
    score: readWhole(ownValue(rating, 'score')),
    affinity: readAffinity(rating),
    confidence: readConfidence(ownValue(rating, 'confidence')),
    commentary: readText(ownValue(rating, 'commentary')),
    palette: readPalette(rating),
    renderingStyle: readWhole(ownValue(rating, 'rendering_style')),
    ratedBy: readText(ownValue(rating, 'rated_by')),
    ratedAt: readText(ownValue(rating, 'rated_at')),
  };
}

/** Whether a rating says anything: a score or an affinity. */
export function isRated(rating: JsonObject | undefined): boolean {
  return rating !== undefined && (readAffinity(rating) !== undefined || scoreOf(rating) !== undefined);
}

export function scoreOf(rating: JsonObject | undefined): number | undefined {
  return rating === undefined ? undefined : readWhole(ownValue(rating, 'score'));
}

export function readAffinity(rating: JsonObject): Affinity | undefined {
  const value = ownValue(rating, 'affinity');
  return affinities.find((affinity) => affinity === value);
}

/**
 * The rating with an edit put in, fields in the predecessor's order, unknown fields kept. A score set
 * without an affinity brings the affinity with it, unless somebody set another one by hand before.
 * The palette goes under both keys, because the predecessor's parts read different ones.
 * @param author who rates, kept in fields that the predecessor ignores.
 */
export function editRating(
  previous: JsonObject | undefined,
  edit: RatingEdit,
  author: { name: string; at: string },
): JsonObject {
  const fields = new Map<string, Json>(previous ? Object.entries(previous) : []);
  if (!previous) {
    // A rating of the predecessor always has these four; its pages read them without asking.
    const blank = { affinity: '', score: 0, confidence: confidenceNumbers.Medium, commentary: '' };
    for (const [key, value] of Object.entries(blank)) fields.set(key, value);
  }
  if ('score' in edit) setOrDelete(fields, 'score', edit.score);
  if ('affinity' in edit) setOrDelete(fields, 'affinity', edit.affinity);
  else if ('score' in edit && !hasOwnAffinity(previous)) {
    const followed = scoreOf(previous) !== undefined;
    if (edit.score !== undefined) fields.set('affinity', affinityOfScore(edit.score));
    else if (followed) fields.delete('affinity');
  }
  if ('confidence' in edit) {
    setOrDelete(fields, 'confidence', edit.confidence && confidenceNumbers[edit.confidence]);
  }
  if ('commentary' in edit) fields.set('commentary', edit.commentary ?? '');
  if ('renderingStyle' in edit) setOrDelete(fields, 'rendering_style', edit.renderingStyle);
  if ('palette' in edit) {
    setOrDelete(fields, 'color_palette', edit.palette || undefined);
    setOrDelete(fields, 'color-palette', edit.palette || undefined);
  }
  if (!previous) dropUnset(fields);
  fields.set('rated_by', author.name);
  fields.set('rated_at', author.at);
  return Object.fromEntries(fields);
}

/** Whether the affinity was set by hand, that is, differs from what the score says. */
export function hasOwnAffinity(rating: JsonObject | undefined): boolean {
  const score = scoreOf(rating);
  const affinity = rating && readAffinity(rating);
  return score !== undefined && affinity !== undefined && affinityOfScore(score) !== affinity;
}

/** Whether the two palette keys tell different stories: one missing, or two values. */
export function palettesDiffer(rating: JsonObject): boolean {
  return !jsonEqual(ownValue(rating, 'color_palette'), ownValue(rating, 'color-palette'));
}

/** From the AI's number (0.8 and more is High, 0.5 and more Medium) or the form's word. */
export function readConfidence(value: Json | undefined): Confidence | undefined {
  if (typeof value === 'number') {
    if (value >= 0.8) return 'High';
    return value >= 0.5 ? 'Medium' : 'Low';
  }
  return confidences.find((confidence) => confidence === value);
}

function setOrDelete(fields: Map<string, Json>, key: string, value: Json | undefined): void {
  if (value === undefined) fields.delete(key);
  else fields.set(key, value);
}

/** Takes out the placeholders of a new rating that only kept the field order. */
function dropUnset(fields: Map<string, Json>): void {
  if (fields.get('affinity') === '') fields.delete('affinity');
  if (fields.get('score') === 0) fields.delete('score');
}

function readPalette(rating: JsonObject): string {
  return readColours(ownValue(rating, 'color_palette')) || readColours(ownValue(rating, 'color-palette'));
}

function readColours(palette: Json | undefined): string {
  if (Array.isArray(palette)) return palette.filter((part) => typeof part === 'string').join(', ');
  return readText(palette);
}

function readText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function readWhole(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= 1 && number <= 10 ? Math.round(number) : undefined;
}
