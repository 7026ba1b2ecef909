import { type Analysis, ratingOf, ratingsOf, summarise } from './analysis.ts';
import type { PageChange, RatingSet } from './change.ts';
import { isJsonObject, type Json, ownValue, withKey } from './json.ts';
import type { LibrarySnapshot, UnreadableDocument } from './library.ts';
import { mostAlike } from './likeness.ts';
import { type MatchedPictures, matchPictures, type PictureFile } from './picture.ts';
import { affinities, isRated, palettesDiffer } from './rating.ts';
import { fileStem, isCurrent, type Suite, type SuiteTest } from './suite.ts';

/** Something odd in a library that the user can put right; never done silently. */
export type Repair = RepairText &
  (
    | {
        kind: 'rating-without-test';
        profile: string;
        /** What the rating is filed under. */
        test: string;
        suggestion: string | undefined;
        /** The picture of this name, when it belongs to no test either; attaching moves it too. */
        picture: PictureFile | undefined;
      }
    | { kind: 'picture-without-test'; profile: string; picture: PictureFile; suggestion: string | undefined }
    | { kind: 'rating-without-picture'; profile: string; test: string }
    /** A profile that has nearly all its pictures; emptier ones are unfinished, not odd. */
    | { kind: 'missing-picture'; profile: string; tests: string[] }
    | { kind: 'palette-keys'; profile: string; tests: string[] }
    | { kind: 'wrong-summary'; profile: string }
    | ({ kind: 'unreadable' } & UnreadableDocument)
    | { kind: 'conflict-copy'; name: string }
  );

interface RepairText {
  /** Stays the same as long as the oddity does. */
  id: string;
  title: string;
  explanation: string;
}

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

function examineProfile(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  files: readonly PictureFile[],
): Repair[] {
  const matched = matchPictures(suite, profile, files);
  const ratings = orphanRatings(suite, profile, analysis, matched);
  const claimed = new Set(ratings.map((repair) => repair.picture));
  return [
    ...ratings,
    ...matched.strays
      .filter((picture) => !claimed.has(picture))
      .map((picture) => strayPicture(suite, profile, picture, matched)),
    ...(files.length === 0 ? [] : missingPictures(suite, profile, analysis, matched)),
    ...paletteRepair(profile, analysis),
    ...summaryRepair(profile, analysis),
  ];
}

type OrphanRating = Extract<Repair, { kind: 'rating-without-test' }>;

function orphanRatings(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): OrphanRating[] {
  const titles = new Set(suite.map((test) => test.title));
  const free = suite.filter((test) => ratingOf(analysis, test.title) === undefined);
  return Object.keys(ratingsOf(analysis))
    .filter((test) => !titles.has(test))
    .map((test) => {
      const stem = fileStem(test);
      const picture = matched.strays.find((file) => stemOf(profile, file.name) === stem.normalize('NFC'));
      const suggestion = suggestTest(suite, test, free);
      return {
        kind: 'rating-without-test',
        id: repairId('rating-without-test', profile, test),
        profile,
        test,
        suggestion,
        picture,
        title: `Rating “${test}” belongs to no test`,
        explanation:
          `${profile} has a rating${picture ? ' and a picture' : ''} under this title, but no test of the suite has it. ` +
          (suggestion === undefined
            ? 'Attach it to a test, or archive it.'
            : `It is most like “${suggestion}”. Attach it there or to another test, or archive it.`),
      };
    });
}

function strayPicture(suite: Suite, profile: string, picture: PictureFile, matched: MatchedPictures): Repair {
  const free = suite.filter((test) => matched.byTest.get(test.title)?.includes(undefined));
  const suggestion = suggestTest(suite, stemOf(profile, picture.name), free);
  return {
    kind: 'picture-without-test',
    id: repairId('picture-without-test', profile, picture.name),
    profile,
    picture,
    suggestion,
    title: `Picture ${picture.name} belongs to no test`,
    explanation:
      'Its name matches no test of the suite. ' +
      (suggestion === undefined
        ? 'Give it to a test, or delete it.'
        : `It is most like “${suggestion}”. Give it to that test or another one, or delete it.`),
  };
}

/** Share of the tests that may lack a picture in a profile that counts as nearly finished. */
const nearlyFinished = 0.1;

function missingPictures(
  suite: Suite,
  profile: string,
  analysis: Analysis | undefined,
  matched: MatchedPictures,
): Repair[] {
  const current = suite.filter(isCurrent);
  const without = current.filter(
    (test) => !matched.byTest.get(test.title)?.some((picture) => picture !== undefined),
  );
  const isRatedTest = (test: SuiteTest) => isRated(ratingOf(analysis, test.title));
  const unrated = without.filter((test) => !isRatedTest(test)).map((test) => test.title);
  const repairs = without
    .filter(isRatedTest)
    .map((test): Repair => ratingWithoutPicture(profile, test.title));
  if (unrated.length === 0 || without.length > current.length * nearlyFinished) return repairs;
  return [...repairs, missingPicture(profile, unrated)];
}

function ratingWithoutPicture(profile: string, test: string): Repair {
  return {
    kind: 'rating-without-picture',
    id: repairId('rating-without-picture', profile, test),
    profile,
    test,
    title: `“${test}” is rated without a picture`,
    explanation: `${profile} has a rating for this test, but its picture is not in the library. Add the picture, or remove the rating.`,
  };
}

function missingPicture(profile: string, tests: string[]): Repair {
  const titles = tests.map((test) => `“${test}”`).join(', ');
  return {
    kind: 'missing-picture',
    id: repairId('missing-picture', profile),
    profile,
    tests,
    title: `${profile} has no picture for ${titles}`,
    explanation: 'It has the pictures of nearly all other tests. Add what is missing in the gallery.',
  };
}

function paletteRepair(profile: string, analysis: Analysis | undefined): Repair[] {
  const tests = Object.entries(ratingsOf(analysis))
    .filter(([, rating]) => isJsonObject(rating) && palettesDiffer(rating))
    .map(([title]) => title);
  if (tests.length === 0) return [];
  return [
    {
      kind: 'palette-keys',
      id: repairId('palette-keys', profile),
      profile,
      tests,
      title: `${tests.length === 1 ? 'One palette' : `${tests.length} palettes`} of ${profile} stand under one key only, or differ`,
      explanation:
        'The predecessor reads a palette under color_palette in one place and color-palette in another. Writing both lets it see what this app sees.',
    },
  ];
}

function summaryRepair(profile: string, analysis: Analysis | undefined): Repair[] {
  if (analysis === undefined) return [];
  const stored = ownValue(analysis, 'affinity_summary');
  const right = summarise(ratingsOf(analysis));
  const isRight = affinities.every((affinity) =>
    sameTitles(isJsonObject(stored) ? stored[affinity] : [], right[affinity]),
  );
  if (isRight) return [];
  return [
    {
      kind: 'wrong-summary',
      id: repairId('wrong-summary', profile),
      profile,
      title: `The affinity summary of ${profile} ${stored === undefined ? 'is missing' : 'is wrong'}`,
      explanation: 'It lists other titles than the ratings say. Rebuilding it changes nothing else.',
    },
  ];
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

/** A test whose stored id still carries the old title, or one that is alike by its rare words. */
function suggestTest(suite: Suite, title: string, free: readonly SuiteTest[]): string | undefined {
  const bare = title.replace(/^Test[ _]\d+:[ _]*/i, '');
  const stem = fileStem(bare);
  const byId = free.find((test) => test.title === bare || test.id === stem);
  if (byId) return byId.title;
  const titles = free.map((test) => test.title);
  return mostAlike(
    bare,
    titles,
    suite.map((test) => test.title),
  );
}

/** A picture's name without profile and extension. */
function stemOf(profile: string, name: string): string {
  const bare = name.normalize('NFC').replace(/\.[a-z]+$/i, '');
  const prefix = `${profile.normalize('NFC')}_`;
  return bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
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

function sameTitles(stored: Json | undefined, right: Json | undefined): boolean {
  if (!Array.isArray(stored) || !Array.isArray(right)) return false;
  const titles = new Set(stored);
  return stored.length === right.length && right.every((title) => titles.has(title));
}

function isBlank(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function repairId(kind: Repair['kind'], ...parts: string[]): string {
  return [kind, ...parts].join('\n');
}

/** Ids come from file names and may be called `constructor`. */
function ownEntry<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
