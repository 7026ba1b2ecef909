import { readMidjourneyName } from '#shared/midjourney/file-name.ts';
import {
  fileStem,
  hasSeveralPictures,
  isCurrent,
  type Suite,
  slotCount,
  viewTest,
} from '#shared/model/suite.ts';

/** Where a file goes. */
export interface FilePlace {
  profile: string;
  test: string;
  slot: number;
}

export interface MatchedFile {
  /** Position in the list of names. */
  index: number;
  /** Undefined when there was no place left. */
  place: FilePlace | undefined;
  /** `name`: the file's name says so. `order`: the next place that had no picture. `none`: nothing is known. */
  how: 'name' | 'order' | 'none';
  /** Whether a picture stands there already. */
  replaces: boolean;
}

export interface MatchContext {
  suite: Suite;
  profiles: readonly string[];
  /** The profile that files without one in their name belong to. */
  profile: string;
  isFilled(place: FilePlace): boolean;
  /** Places that files without a telling name go to, in order. */
  free: readonly FilePlace[];
}

/**
 * Finds a place for each file: by a name such as `<profile>_<Name>.png`, as this app and the predecessor
 * write them; by the prompt that Midjourney puts into its names; else in order into the places that are free.
 * A file whose name tells of another prompt, or of a place that is taken, gets none. No two files get the same.
 */
export function matchFiles(names: readonly string[], context: MatchContext): MatchedFile[] {
  const readName = nameReader(context);
  const readPrompt = promptReader(context);
  const taken = new Set<string>();
  const placed = new Map<number, MatchedFile>();
  for (const [index, name] of names.entries()) {
    const found = readName(name) ?? readPrompt(name);
    if (!found) continue;
    const place = found.find((one) => !taken.has(placeKey(one)));
    if (place) taken.add(placeKey(place));
    const replaces = place !== undefined && context.isFilled(place);
    placed.set(index, { index, place, how: place ? 'name' : 'none', replaces });
  }
  const free = context.free.filter((place) => !taken.has(placeKey(place)));
  const rest = [...names.keys()].filter((index) => !placed.has(index));
  for (const [order, index] of rest.entries()) {
    const place = free[order];
    placed.set(index, { index, place, how: place ? 'order' : 'none', replaces: false });
  }
  return [...placed.values()].sort((left, right) => left.index - right.index);
}

export function placeKey({ profile, test, slot }: FilePlace): string {
  return `${profile}/${test}/${slot}`;
}

/** Reads the places that a name stands for; undefined where it stands for none. */
function nameReader(context: MatchContext): (name: string) => FilePlace[] | undefined {
  const stems = new Map<string, Omit<FilePlace, 'profile'>>();
  // Archived tests first, so that a current one of the same name wins.
  const tests = context.suite.toSorted((left, right) => Number(isCurrent(left)) - Number(isCurrent(right)));
  for (const test of tests) {
    const stem = comparable(fileStem(test.title));
    if (!hasSeveralPictures(test)) {
      stems.set(stem, { test: test.title, slot: 0 });
      continue;
    }
    for (let slot = 0; slot < 8; slot += 1) stems.set(`${stem}_${slot + 1}`, { test: test.title, slot });
  }
  // The longest code first: `ab` must not claim what belongs to `ab_c`.
  const prefixes = [...new Set([...context.profiles, context.profile])]
    .map((profile) => ({ profile, prefix: `${comparable(profile)}_` }))
    .sort((left, right) => right.prefix.length - left.prefix.length);
  return (name) => {
    const stem = comparable(fileStem(name.replace(/\.[a-z]+$/i, '')));
    for (const { profile, prefix } of prefixes) {
      const found = stem.startsWith(prefix) ? stems.get(stem.slice(prefix.length)) : undefined;
      if (found) return [{ profile, ...found }];
    }
    const bare = stems.get(stem);
    return bare && [{ profile: context.profile, ...bare }];
  };
}

/**
 * Reads the places of the test whose prompt a name of Midjourney's holds: none where no prompt or more than one
 * fits; undefined for other names.
 */
function promptReader({ suite, profile }: MatchContext): (name: string) => FilePlace[] | undefined {
  const tests = suite.filter(isCurrent);
  return (name) => {
    const read = readMidjourneyName(name);
    if (!read) return undefined;
    const fitting = tests.map((test) => ({ test, fit: read.mayBeOf(viewTest(test).prompt) }));
    const whole = fitting.filter(({ fit }) => fit === 'whole');
    const [only, another] = whole.length > 0 ? whole : fitting.filter(({ fit }) => fit === 'start');
    if (!only || another) return [];
    return Array.from({ length: slotCount(only.test) }, (_, slot) => ({
      profile,
      test: only.test.title,
      slot,
    }));
  };
}

function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
