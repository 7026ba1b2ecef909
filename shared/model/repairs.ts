import { type Analysis, ratingOf, ratingsOf, summarise } from './analysis.ts';
import type { PageChange, RatingSet } from './change.ts';
import { type Json, ownValue, withKey } from './json.ts';
import type { LibrarySnapshot, UnreadableDocument } from './library.ts';
import type { PictureFile } from './picture.ts';
import { type Examined, examineProfile, missingPicture } from './profile-repairs.ts';
import { palettesDiffer } from './rating.ts';
import { type Repair, repairId } from './repair.ts';
import type { Suite } from './suite.ts';

export type { Repair } from './repair.ts';

/** Everything in the library that wants repair, whole-library oddities first, then profile by profile. */
export function findRepairs(library: LibrarySnapshot): Repair[] {
  const profiles = new Set([...Object.keys(library.analyses), ...Object.keys(library.pictures)]);
  const examined = [...profiles].sort().map((profile) => examine(library, profile));
  const pictured = examined.map(({ pictured: titles }) => titles).filter(({ size }) => size > 0);
  return [
    ...library.unreadable.map(unreadableRepair),
    ...library.conflictCopies.map(conflictCopyRepair),
    ...examined.flatMap(({ repairs }) => repairs.flatMap((repair) => unlessNew(repair, pictured))),
  ];
}

/** A test of which nobody has a picture yet is new: what it lacks is work to do, not a repair. */
function unlessNew(repair: Repair, pictured: readonly ReadonlySet<string>[]): Repair[] {
  if (repair.kind !== 'missing-picture' || pictured.length < 2) return [repair];
  const tests = repair.tests.filter((title) => pictured.some((titles) => titles.has(title)));
  if (tests.length === repair.tests.length) return [repair];
  return tests.length === 0 ? [] : [missingPicture(repair.profile, tests)];
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

interface Found extends Examined {
  analysis: Analysis | undefined;
  files: readonly PictureFile[];
}

const noFiles: readonly PictureFile[] = [];

/** What was found last, by suite and profile; an edit of one profile leaves the others as they are. */
const found = new WeakMap<Suite, Map<string, Found>>();

function examine(library: LibrarySnapshot, profile: string): Examined {
  const { suite } = library;
  const analysis = ownEntry(library.analyses, profile);
  const files = ownEntry(library.pictures, profile) ?? noFiles;
  const ofSuite = found.get(suite) ?? new Map<string, Found>();
  found.set(suite, ofSuite);
  const known = ofSuite.get(profile);
  if (known && known.analysis === analysis && known.files === files) return known;
  const examined = { analysis, files, ...examineProfile(suite, profile, analysis, files) };
  ofSuite.set(profile, examined);
  return examined;
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
