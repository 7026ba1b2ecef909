import { type Analysis, ratingOf, ratingsOf, summarise } from './analysis.ts';
import type { PageChange, RatingSet } from './change.ts';
import { type Json, ownValue, withKey } from './json.ts';
import type { LibrarySnapshot, UnreadableDocument } from './library.ts';
import type { PictureFile } from './picture.ts';
import { examineProfile } from './profile-repairs.ts';
import { palettesDiffer } from './rating.ts';
import { type Repair, repairId } from './repair.ts';
import type { Suite } from './suite.ts';

export type { Repair } from './repair.ts';

/** Everything in the library that wants repair, whole-library oddities first, then profile by profile. */
export function findRepairs(library: LibrarySnapshot): Repair[] {
  const profiles = new Set([...Object.keys(library.analyses), ...Object.keys(library.pictures)]);
  return [
    ...library.unreadable.map(unreadableRepair),
    ...library.conflictCopies.map(conflictCopyRepair),
    ...[...profiles].sort().flatMap((profile) => profileRepairs(library, profile)),
  ];
}

/**
 * The change that makes a repair, for those that are an edit of one document. Undefined for the others:
 * attaching and archiving ratings, assigning pictures and restoring backups are calls of their own.
 */
export function repairChange(library: LibrarySnapshot, repair: Repair): PageChange | undefined {
  if (repair.kind !== 'palette-keys' && repair.kind !== 'wrong-summary') return undefined;
  const analysis = ownEntry(library.analyses, repair.profile);
  if (!analysis) return undefined;
  if (repair.kind === 'wrong-summary') {
    return {
      type: 'profile.set',
      profile: repair.profile,
      field: 'affinity_summary',
      base: ownValue(analysis, 'affinity_summary') ?? null,
      value: summarise(ratingsOf(analysis), ownValue(analysis, 'affinity_summary')),
    };
  }
  const changes = repair.tests.flatMap((test) => paletteChange(analysis, repair.profile, test));
  return changes.length === 0
    ? undefined
    : { type: 'batch', label: `Write both palette keys in ${repair.profile}`, changes };
}

interface Found {
  analysis: Analysis | undefined;
  files: readonly PictureFile[];
  repairs: Repair[];
}

const noFiles: readonly PictureFile[] = [];

/** What was found last, by suite and profile; an edit of one profile leaves the others as they are. */
const found = new WeakMap<Suite, Map<string, Found>>();

function profileRepairs(library: LibrarySnapshot, profile: string): Repair[] {
  const { suite } = library;
  const analysis = ownEntry(library.analyses, profile);
  const files = ownEntry(library.pictures, profile) ?? noFiles;
  const ofSuite = found.get(suite) ?? new Map<string, Found>();
  found.set(suite, ofSuite);
  const known = ofSuite.get(profile);
  if (known && known.analysis === analysis && known.files === files) return known.repairs;
  const repairs = examineProfile(suite, profile, analysis, files);
  ofSuite.set(profile, { analysis, files, repairs });
  return repairs;
}

function paletteChange(analysis: Analysis, profile: string, test: string): RatingSet[] {
  const rating = ratingOf(analysis, test);
  if (!rating || !palettesDiffer(rating)) return [];
  const underscore = ownValue(rating, 'color_palette') ?? null;
  const hyphen = ownValue(rating, 'color-palette') ?? null;
  const palette = isBlank(underscore) ? hyphen : underscore;
  const value = withKey(withKey(rating, 'color_palette', palette), 'color-palette', palette);
  return [{ type: 'rating.set', profile, test, base: rating, value }];
}

function unreadableRepair(document: UnreadableDocument): Repair {
  return {
    ...document,
    kind: 'unreadable',
    id: repairId('unreadable', document.name),
    title: `${document.name} cannot be read`,
    explanation: `${document.reason} It is left as it is. ${
      document.lastGood
        ? 'Set it aside and restore the last good backup, or repair it by hand.'
        : 'Set it aside, or repair it by hand.'
    }`,
  };
}

function conflictCopyRepair(name: string): Repair {
  return {
    kind: 'conflict-copy',
    id: repairId('conflict-copy', name),
    name,
    title: `${name} looks like a sync tool’s conflict copy`,
    explanation:
      'Two devices saved at once and the sync tool kept both. This copy is not loaded; compare it with the document and remove it.',
  };
}

function isBlank(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Ids come from file names and may be called `constructor`. */
function ownEntry<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
