import { err, ok, type Result } from '../result.ts';
import { maxTitleLength } from './change.ts';
import { pictureName } from './picture.ts';
import { fileStem, type Suite, type SuiteTest, slotCount } from './suite.ts';

/**
 * Longest title in a file name, in UTF-8 bytes. File systems take 255 a name; the profile, a number,
 * the extension and a temporary suffix need the rest.
 */
const maxStemBytes = 150;

/** Whether a test could be called so, apart from other tests: as a key, and in file names on every system. */
export function checkTitleText(title: string): Result<string> {
  if (title.trim() === '') return err('invalid', 'A test needs a title.');
  if (title !== title.trim()) return err('invalid', 'A title cannot begin or end with a space.');
  if (/\p{Cc}/u.test(title)) return err('invalid', 'A title is one line, without control characters.');
  const forbidden = /[\\:*?"<>|]/.exec(title)?.[0];
  if (forbidden !== undefined) {
    return err('invalid', `A title cannot hold ${forbidden}, because pictures are named after it.`);
  }
  if (title.length > maxTitleLength || new TextEncoder().encode(fileStem(title)).length > maxStemBytes) {
    return err('invalid', 'This title is too long for the names of its pictures.');
  }
  return ok(title);
}

/**
 * The test of the suite that a new test could not stand beside: of the same title, or with pictures of
 * the same file name, such as `A/B` and `A B`, on any file system.
 */
export function findCollision(suite: Suite, test: SuiteTest): SuiteTest | undefined {
  const names = new Set(fileNames(test));
  return suite.find(
    (other) => other.title === test.title || fileNames(other).some((name) => names.has(name)),
  );
}

/** The names of a test's pictures without profile, folded as file systems do. */
function fileNames(test: SuiteTest): string[] {
  return Array.from({ length: slotCount(test) }, (_, slot) =>
    pictureName('', test, slot).normalize('NFC').toLowerCase(),
  );
}
