import { type PictureFile, readPictureKey } from '#shared/model/picture.ts';
import type { ListedObject } from '../storage/backend.ts';
import { inPieces } from './in-pieces.ts';
import { originalsFolder, pictureId } from './library-keys.ts';

/** Which pictures there are, by profile and by id. Filled from listings; reads no picture. */
export interface PictureIndex {
  /**
   * Replaces what is known of all pictures; until it resolves everything is as before. Nothing else may be noted
   * meanwhile. Returns the profiles whose files are not as they were.
   */
  replaceAll(listed: readonly ListedObject[]): Promise<string[]>;
  /** Notes that a key now holds this object, or none. Returns the profile it belongs to. */
  note(key: string, listed: ListedObject | undefined): string | undefined;
  /** The files of one profile, sorted by name; the same array until one of them changes. */
  files(profile: string): PictureFile[] | undefined;
  profiles(): string[];
  lookup(id: string): { key: string; stamp: string; profile: string; name: string; size: number } | undefined;
  keyOf(profile: string, name: string): string | undefined;
  /** Keys of the kept originals, by the key of their picture without extension. */
  noteOriginals(listed: readonly ListedObject[]): Promise<void>;
  originalOf(profile: string, name: string): string | undefined;
  addOriginal(key: string): void;
  removeOriginal(key: string): void;
}

interface Entry {
  key: string;
  profile: string;
  file: PictureFile;
}

type FilesByName = Map<string, Entry>;

export function createPictureIndex(): PictureIndex {
  let byId = new Map<string, Entry>();
  let byProfile = new Map<string, FilesByName>();
  const lists = new Map<string, PictureFile[]>();
  let originals = new Map<string, string>();

  /** The entry of an object; the same one as before while the object stays the same. */
  function entryOf(listed: ListedObject): Entry | undefined {
    const place = readPictureKey(listed.key);
    if (!place) return undefined;
    const known = byProfile.get(place.profile)?.get(composed(place.name));
    return known && isOf(known, listed) ? known : newEntry(listed, place);
  }

  function put(listed: ListedObject): string | undefined {
    const entry = entryOf(listed);
    if (!entry) return undefined;
    byId.set(entry.file.id, entry);
    putInto(byProfile, entry);
    lists.delete(entry.profile);
    return entry.profile;
  }

  function take(key: string): string | undefined {
    const place = readPictureKey(key);
    if (!place) return undefined;
    byId.delete(pictureId(key));
    const files = byProfile.get(place.profile);
    if (files?.get(composed(place.name))?.key === key) files.delete(composed(place.name));
    if (files?.size === 0) byProfile.delete(place.profile);
    lists.delete(place.profile);
    return place.profile;
  }

  return {
    async replaceAll(listed) {
      const nextById: typeof byId = new Map();
      const next: typeof byProfile = new Map();
      await inPieces(listed, (object) => {
        const entry = entryOf(object);
        if (!entry) return;
        nextById.set(entry.file.id, entry);
        putInto(next, entry);
      });
      const profiles = [...new Set([...byProfile.keys(), ...next.keys()])];
      const changed = profiles.filter(
        (profile) => !hasSameEntries(byProfile.get(profile), next.get(profile)),
      );
      byId = nextById;
      byProfile = next;
      for (const profile of changed) lists.delete(profile);
      return changed;
    },
    note: (key, listed) => (listed ? put(listed) : take(key)),
    files(profile) {
      const entries = byProfile.get(profile);
      if (!entries) return undefined;
      const list = lists.get(profile) ?? sortedFiles(entries);
      lists.set(profile, list);
      return list;
    },
    profiles: () => [...byProfile.keys()],
    lookup(id) {
      const entry = byId.get(id);
      if (!entry) return undefined;
      const { name, stamp, size } = entry.file;
      return { key: entry.key, profile: entry.profile, name, stamp, size };
    },
    keyOf: (profile, name) => byProfile.get(profile)?.get(composed(name))?.key,
    async noteOriginals(listed) {
      const next: typeof originals = new Map();
      await inPieces(listed, ({ key }) => next.set(originalStem(key), key));
      originals = next;
    },
    originalOf: (profile, name) => originals.get(stem(`${profile}/${name}`)),
    addOriginal: (key) => void originals.set(originalStem(key), key),
    removeOriginal: (key) => void originals.delete(originalStem(key)),
  };
}

function newEntry(
  { key, stamp, size, modified }: ListedObject,
  place: { profile: string; name: string },
): Entry {
  const file = { id: pictureId(key), name: place.name, stamp, size, modified };
  return { key, profile: place.profile, file };
}

function isOf({ key, file }: Entry, listed: ListedObject): boolean {
  return (
    key === listed.key &&
    file.stamp === listed.stamp &&
    file.size === listed.size &&
    file.modified === listed.modified
  );
}

function putInto(byProfile: Map<string, FilesByName>, entry: Entry): void {
  const files = byProfile.get(entry.profile) ?? new Map<string, Entry>();
  files.set(composed(entry.file.name), entry);
  byProfile.set(entry.profile, files);
}

function hasSameEntries(before: FilesByName | undefined, after: FilesByName | undefined): boolean {
  if (!before || !after || before.size !== after.size) return before === after;
  for (const [name, entry] of after) if (before.get(name) !== entry) return false;
  return true;
}

function sortedFiles(entries: Map<string, Entry>): PictureFile[] {
  return [...entries.values()]
    .map((entry) => entry.file)
    .sort((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
}

/** Some systems hand out file names decomposed; both forms mean one picture. */
function composed(name: string): string {
  return name.normalize('NFC');
}

function originalStem(key: string): string {
  return stem(key.slice(originalsFolder.length));
}

function stem(path: string): string {
  return composed(path.replace(/\.[^./]+$/, ''));
}
