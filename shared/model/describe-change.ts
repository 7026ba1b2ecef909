import { ratingsOf } from './analysis.ts';
import type { Change, DocumentSet, ProfileSet, RatingSet, TestEdit } from './change.ts';
import { isJsonObject, type Json, type JsonObject, jsonEqual } from './json.ts';
import { readPictureKey } from './picture.ts';
import { affinityLabels, isRated, viewRating } from './rating.ts';

/** A change in words, for History and the undo button. */
export interface ChangeDescription {
  /** What was done: `Rated`, `Renamed a trait` … */
  title: string;
  subject: { profile?: string; test?: string };
  before: string | undefined;
  after: string | undefined;
}

export function describeChange(change: Change): ChangeDescription {
  switch (change.type) {
    case 'batch':
      return describeBatch(change.label, change.changes);
    case 'rating.set':
      return describeRating(change);
    case 'rating.rename':
      return said(
        'Moved a rating to another title',
        { profile: change.profile, test: change.to },
        change.from,
        change.to,
      );
    case 'profile.set':
      return describeProfileField(change);
    case 'trait.add':
      return said('Added a trait', { profile: change.profile }, undefined, change.text);
    case 'trait.remove':
      return said('Removed a trait', { profile: change.profile }, change.text);
    case 'trait.edit':
      return said('Edited a trait', { profile: change.profile }, change.base, change.value);
    case 'trait.move':
      return said(
        `Moved the trait “${change.text}”`,
        { profile: change.profile },
        place(change.from),
        place(change.to),
      );
    case 'test.add':
      return said('Added a test', { test: change.value.title });
    case 'test.remove':
      return said('Deleted a test', { test: change.base.title });
    case 'test.edit':
      return describeTestEdit(change);
    case 'test.move':
      return said('Moved a test', { test: change.title }, place(change.from), place(change.to));
    case 'document.set':
      return describeDocument(change);
    case 'file.move':
      return describeFile(change.from, change.to);
  }
}

/** What labels of several changes begin with, as it is said of what has been done. */
const inPast = new Map([
  ['Add', 'Added'],
  ['Archive', 'Archived'],
  ['Attach', 'Attached'],
  ['Clear', 'Cleared'],
  ['Give', 'Gave'],
  ['Import', 'Imported'],
  ['Rename', 'Renamed'],
  ['Replace', 'Replaced'],
  ['Take', 'Took'],
  ['Write', 'Wrote'],
]);

function describeBatch(stored: string, changes: readonly Change[]): ChangeDescription {
  const label = stored.replace(/^[A-Z][a-z]+\b/, (verb) => inPast.get(verb) ?? verb);
  const parts = changes.map(describeChange);
  const common = (field: 'profile' | 'test') => {
    const values = new Set(parts.map(({ subject }) => subject[field]));
    const [value] = values;
    return values.size === 1 && value !== undefined ? { [field]: value } : {};
  };
  const [only] = parts;
  const subject = { ...common('profile'), ...common('test') };
  return parts.length === 1 && only ? { ...only, title: label, subject } : said(label, subject);
}

function describeRating({ profile, test, base, value }: RatingSet): ChangeDescription {
  const subject = { profile, test };
  if (!value) return said('Removed a rating', subject, ratingText(base));
  const after = viewRating(value);
  if (!base) {
    return isRated(value)
      ? said('Rated', subject, undefined, ratingText(value))
      : said('Wrote of a picture', subject, undefined, after.commentary || ratingText(value));
  }
  const before = viewRating(base);
  const long = [
    { name: 'commentary', before: before.commentary, after: after.commentary },
    { name: 'palette', before: before.palette, after: after.palette },
  ].find((field) => field.before !== field.after);
  const isShortSame = ratingText(base) === ratingText(value);
  if (isShortSame && long) return said(`Edited the ${long.name}`, subject, long.before, long.after);
  const isTold = long?.name === 'commentary';
  return said(
    'Changed a rating',
    subject,
    withLines(ratingText(base), isTold ? before.commentary : ''),
    withLines(ratingText(value), isTold ? after.commentary : ''),
  );
}

function withLines(...lines: string[]): string {
  return lines.filter((line) => line !== '').join('\n');
}

/** A rating in a few words: `8 · Native fit · High`. */
function ratingText(rating: JsonObject | null): string {
  if (!rating) return '';
  const { score, affinity, confidence, renderingStyle } = viewRating(rating);
  return [
    score === undefined ? '' : String(score),
    affinity ? affinityLabels[affinity] : '',
    confidence ?? '',
    renderingStyle === undefined ? '' : `rendering style ${renderingStyle}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const fieldNames = new Map([
  ['profile_label', 'label'],
  ['notes', 'notes'],
  ['affinity_summary', 'affinity summary'],
  ['analysis_version', 'analysis version'],
]);

function describeProfileField({ profile, field, base, value }: ProfileSet): ChangeDescription {
  const name = fieldNames.get(field) ?? field;
  if (field === 'affinity_summary')
    return said('Rebuilt the affinity summary', { profile }, counts(base), counts(value));
  if (field === 'archived_ratings')
    return said('Changed the archived ratings', { profile }, entries(base), entries(value));
  return said(`Changed the ${name}`, { profile }, plain(base), plain(value));
}

function describeTestEdit({ base, value }: TestEdit): ChangeDescription {
  const fields = [...new Set([...Object.keys(base), ...Object.keys(value)])].filter(
    (field) => !jsonEqual(base[field], value[field]),
  );
  const subject = { test: value.title };
  if (fields.includes('title')) return said('Renamed a test', subject, base.title, value.title);
  if (fields.length === 1 && fields[0] === 'status') {
    return said(value.status === 'archived' ? 'Archived a test' : 'Restored a test', subject);
  }
  const list = (test: JsonObject) =>
    fields.map((field) => `${field}: ${plain(test[field] ?? null) || 'none'}`).join('\n');
  return said('Edited a test', subject, list(base), list(value));
}

function describeDocument({ document, base, value }: DocumentSet): ChangeDescription {
  if (document === 'suite') return said('Replaced the list of tests', {}, tests(base), tests(value));
  const subject = { profile: document.profile };
  if (base === null) return said('Created a profile', subject, undefined, ratings(value));
  if (value === null) return said('Removed a profile’s document', subject, ratings(base));
  return said('Replaced a profile’s document', subject, ratings(base), ratings(value));
}

function describeFile(from: string, to: string): ChangeDescription {
  const source = readPictureKey(from);
  const target = readPictureKey(to);
  const profile = (target ?? source)?.profile;
  const subject = profile === undefined ? {} : { profile };
  if (source && !target) return said('Moved a picture to the bin', subject, source.name);
  if (target && !source) return said('Put in a picture', subject, undefined, target.name);
  if (source && target) return said('Renamed a picture', subject, source.name, target.name);
  return said('Moved a file', subject, from, to);
}

function said(
  title: string,
  subject: ChangeDescription['subject'],
  before?: string,
  after?: string,
): ChangeDescription {
  return { title, subject, before: before || undefined, after: after || undefined };
}

function place(position: number): string {
  return `place ${position + 1}`;
}

function counts(summary: Json): string {
  if (!isJsonObject(summary)) return '';
  return Object.entries(affinityLabels)
    .map(([affinity, label]) => {
      const titles = summary[affinity];
      return `${Array.isArray(titles) ? titles.length : 0} ${label.toLowerCase()}`;
    })
    .join(', ');
}

function tests(document: Json): string {
  return Array.isArray(document) ? counted(document.length, 'test') : '';
}

function ratings(document: Json): string {
  return isJsonObject(document) ? entries(ratingsOf(document)) : '';
}

function entries(stored: Json): string {
  return isJsonObject(stored) ? counted(Object.keys(stored).length, 'rating') : '';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function plain(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
