import { toAppError } from '../failure.ts';
import type { ListedObject, StorageBackend } from '../storage/backend.ts';
import { checkKey, foldKey } from '../storage/keys.ts';

/** The same object on both sides. The keys may differ in case or Unicode normalisation. */
export interface Pair {
  source: ListedObject;
  target: ListedObject;
}

export interface Matched {
  /** Not at the target. */
  fresh: ListedObject[];
  pairs: Pair[];
  /** What the target cannot keep, and why. */
  odd: { key: string; reason: string }[];
}

/**
 * Finds each source object's place at the target by name alone. A bucket keeps names apart that a folder takes
 * for one; there the first of them is copied and the others are told.
 */
export function matchObjects(
  source: readonly ListedObject[],
  target: readonly ListedObject[],
  targetKind: StorageBackend['kind'],
): Matched {
  const matched: Matched = { fresh: [], pairs: [], odd: [] };
  const places = createPlaces(target);
  const room = targetKind === 's3' ? undefined : createRoom(source, target);
  const taken = new Map<string, string>();
  // Exact names first, so that no twin takes a place that is another object's own.
  const isExact = new Set(source.filter(({ key }) => places.exact.has(key)).map(({ key }) => key));
  const inOrder = [...source].sort(
    (left, right) => Number(isExact.has(right.key)) - Number(isExact.has(left.key)),
  );
  for (const object of inOrder) {
    const { key } = object;
    const there = places.find(key);
    const place = targetKind === 's3' ? (there?.key ?? key) : foldKey(key);
    const reason = unwritable(key) ?? room?.(key) ?? twinReason(taken.get(place));
    if (reason !== undefined) {
      matched.odd.push({ key, reason });
      continue;
    }
    taken.set(place, key);
    if (there) matched.pairs.push({ source: object, target: there });
    else matched.fresh.push(object);
  }
  return matched;
}

function createPlaces(target: readonly ListedObject[]) {
  const exact = new Map(target.map((object) => [object.key, object]));
  const folded = new Map<string, ListedObject>();
  for (const object of target) if (!folded.has(foldKey(object.key))) folded.set(foldKey(object.key), object);
  return { exact, find: (key: string) => exact.get(key) ?? folded.get(foldKey(key)) };
}

/** Tells of a key that needs a folder where a file is, or the other way round. */
function createRoom(
  source: readonly ListedObject[],
  target: readonly ListedObject[],
): (key: string) => string | undefined {
  const folders = new Set([...source, ...target].flatMap(({ key }) => foldersAbove(foldKey(key))));
  const files = new Set(target.map(({ key }) => foldKey(key)));
  return (key) => {
    const name = foldKey(key);
    const isBlocked = folders.has(name) || foldersAbove(name).some((above) => files.has(above));
    return isBlocked ? 'A folder cannot hold a file and a folder of the same name.' : undefined;
  };
}

function foldersAbove(key: string): string[] {
  const parts = key.split('/');
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'));
}

function unwritable(key: string): string | undefined {
  try {
    checkKey(key, 'write');
    return undefined;
  } catch (error) {
    return toAppError(error).message;
  }
}

function twinReason(other: string | undefined): string | undefined {
  return other === undefined
    ? undefined
    : `Its name differs from “${other}” only in case or in how accents are written, and only one of them can be kept.`;
}
