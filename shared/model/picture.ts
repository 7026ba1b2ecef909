import { fileStem, hasSeveralPictures, isCurrent, type Suite, type SuiteTest, slotCount } from './suite.ts';

/** One picture file of a profile, as the page knows it: by id, never by path. */
export interface PictureFile {
  /** Stable while the file keeps its name; what `pictureUrl` takes. */
  id: string;
  /** The file's name inside the profile's folder, for matching it to a test. */
  name: string;
  /** Changes when the file may have changed. */
  stamp: string;
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/** A profile's pictures, matched to the suite. */
export interface MatchedPictures {
  /** By test title: one place per slot, undefined where the picture is missing. */
  byTest: ReadonlyMap<string, readonly (PictureFile | undefined)[]>;
  /** Files that belong to no test of the suite. */
  strays: readonly PictureFile[];
}

const resultsFolder = 'profile_results/';

/** Extensions in the order in which the predecessor prefers them when both exist. */
const extensions = ['.jpg', '.png'] as const;

/** Key of a profile's folder of pictures, with its final slash. */
export function picturesFolder(profile: string): string {
  return `${resultsFolder}${profile}/`;
}

/** The profile and file name of a picture's key; undefined for keys that are no picture. */
export function readPictureKey(key: string): { profile: string; name: string } | undefined {
  if (!key.startsWith(resultsFolder)) return undefined;
  const [profile, name, ...deeper] = key.slice(resultsFolder.length).split('/');
  if (!profile || !name || deeper.length > 0) return undefined;
  return isPictureName(name) ? { profile, name } : undefined;
}

export function isPictureName(name: string): boolean {
  return !name.startsWith('.') && /\.(jpe?g|png|webp)$/i.test(name);
}

/**
 * The file name that the predecessor gives a picture: `<profile>_<Name>.jpg`, with `_<n>` for tests of
 * several pictures.
 * @param slot from 0; its number in the name is one more.
 */
export function pictureName(profile: string, test: SuiteTest, slot: number, extension = '.jpg'): string {
  const number = hasSeveralPictures(test) ? `_${slot + 1}` : '';
  return `${profile}_${fileStem(test.title)}${number}${extension}`;
}

/**
 * Matches a profile's files to the tests of the suite, each file at most once: where two titles give
 * one file name, such as `A/B` and `A B`, a current test comes before an archived one.
 */
export function matchPictures(suite: Suite, profile: string, files: readonly PictureFile[]): MatchedPictures {
  const byName = new Map(files.map((file) => [comparable(file.name), file]));
  const used = new Set<string>();
  const take = (test: SuiteTest, slot: number): PictureFile | undefined => {
    const names = extensions.map((extension) => comparable(pictureName(profile, test, slot, extension)));
    const name = names.find((candidate) => byName.has(candidate) && !used.has(candidate));
    // The older copy beside the picture is used up with it.
    if (name !== undefined) for (const twin of names) used.add(twin);
    return name === undefined ? undefined : byName.get(name);
  };
  const byTest = new Map<string, (PictureFile | undefined)[]>(suite.map((test) => [test.title, []]));
  for (const test of [...suite.filter(isCurrent), ...suite.filter((test) => !isCurrent(test))]) {
    if (byTest.get(test.title)?.length) continue;
    byTest.set(
      test.title,
      Array.from({ length: slotCount(test) }, (_, slot) => take(test, slot)),
    );
  }
  return { byTest, strays: files.filter((file) => !used.has(comparable(file.name))) };
}

/** The page's address of a picture. In Electron the base is `app-image://img`, on the web host `/img`. */
export function pictureUrl(base: string, picture: PictureFile, width: number | 'full'): string {
  return `${base}/${picture.id}?w=${width}&v=${encodeURIComponent(picture.stamp)}`;
}

/** Composed form: some systems hand out file names decomposed, and both mean one name. */
function comparable(name: string): string {
  return name.normalize('NFC');
}

/** Whether a test has one picture at least. */
export function hasPicture(matched: MatchedPictures, title: string): boolean {
  return matched.byTest.get(title)?.some((picture) => picture !== undefined) ?? false;
}
