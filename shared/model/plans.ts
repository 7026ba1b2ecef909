import { err, ok, type Result } from '../result.ts';
import { ratingOf } from './analysis.ts';
import type { LibrarySnapshot } from './library.ts';
import { type PictureFile, pictureName } from './picture.ts';
import { fileStem, findTest, type SuiteTest, slotCount } from './suite.ts';
import { checkTitleText, findCollision } from './titles.ts';

/** What renaming a test would move. */
export interface RenamePlan {
  ratings: number;
  pictures: number;
  /** Profiles with a rating or a picture of the test. */
  profiles: string[];
}

/**
 * What renaming a test moves, counted before it is done. Refused (`invalid`, `not-found`, `conflict`)
 * where the title is unusable or unchanged, another test has it or would have the same file names, or
 * a profile has a rating or a picture under it already.
 */
export function planRename(library: LibrarySnapshot, from: string, to: string): Result<RenamePlan> {
  const test = findTest(library.suite, from);
  if (!test) return err('not-found', `There is no test “${from}”.`);
  if (to === from) return err('invalid', 'This is the title that the test has.');
  const text = checkTitleText(to);
  if (!text.ok) return text;
  const renamed: SuiteTest = { ...test, title: to };
  const collision = findCollision(
    library.suite.filter((other) => other !== test),
    renamed,
  );
  if (collision) {
    return err(
      'conflict',
      collision.title === to
        ? `There is a test “${to}” already.`
        : `Its pictures would have the same file names as those of “${collision.title}”.`,
    );
  }
  const occupied = profilesOf(library).filter((profile) => isOccupied(library, profile, test, renamed));
  if (occupied.length > 0) {
    return err(
      'conflict',
      `${occupied.join(', ')} ${occupied.length === 1 ? 'has' : 'have'} a rating or a picture under “${to}” already. Attach or archive it first.`,
    );
  }
  return ok(countOfTest(library, test));
}

/** What hangs on a test: a test with ratings or pictures is archived rather than deleted. */
export function planTestRemoval(
  library: LibrarySnapshot,
  title: string,
): { ratings: number; pictures: number } {
  const test = findTest(library.suite, title) ?? { title };
  const { ratings, pictures } = countOfTest(library, test);
  return { ratings, pictures };
}

function countOfTest(library: LibrarySnapshot, test: SuiteTest): RenamePlan {
  const parts = profilesOf(library).map((profile) => ({
    profile,
    ratings: ratingOf(ownEntry(library.analyses, profile), test.title) ? 1 : 0,
    pictures: filesOfTest(profile, test, ownEntry(library.pictures, profile) ?? []).length,
  }));
  return {
    ratings: parts.reduce((sum, part) => sum + part.ratings, 0),
    pictures: parts.reduce((sum, part) => sum + part.pictures, 0),
    profiles: parts.filter((part) => part.ratings + part.pictures > 0).map(({ profile }) => profile),
  };
}

/** Whether moving this profile's rating or pictures would run into others under the new title. */
function isOccupied(library: LibrarySnapshot, profile: string, test: SuiteTest, renamed: SuiteTest): boolean {
  const analysis = ownEntry(library.analyses, profile);
  if (ratingOf(analysis, test.title) && ratingOf(analysis, renamed.title)) return true;
  // A title that changes in spelling only, such as a space for a slash, keeps its file names.
  if (fileStem(test.title) === fileStem(renamed.title)) return false;
  const files = ownEntry(library.pictures, profile) ?? [];
  const own = new Set(filesOfTest(profile, test, files));
  return own.size > 0 && filesOfTest(profile, renamed, files).some((file) => !own.has(file));
}

/** A test's files in a profile: its pictures, and older `.png` copies beside them. */
function filesOfTest(profile: string, test: SuiteTest, files: readonly PictureFile[]): PictureFile[] {
  const names = new Set(
    Array.from({ length: slotCount(test) }, (_, slot) =>
      ['.jpg', '.png'].map((extension) => pictureName(profile, test, slot, extension).normalize('NFC')),
    ).flat(),
  );
  return files.filter((file) => names.has(file.name.normalize('NFC')));
}

function profilesOf(library: LibrarySnapshot): string[] {
  return [...new Set([...Object.keys(library.analyses), ...Object.keys(library.pictures)])].sort();
}

/** Ids come from file names and may be called `constructor`. */
function ownEntry<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
