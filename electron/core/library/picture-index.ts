import { type PictureFile, readPictureKey } from '#shared/model/picture.ts';
import type { ListedObject } from '../storage/backend.ts';
import { originalsFolder, pictureId } from './library-keys.ts';

/** Which pictures there are, by profile and by id. Filled from listings; reads no picture. */
export interface PictureIndex {
  /** Replaces what is known of all pictures. */
  replaceAll(listed: readonly ListedObject[]): void;
  /** Notes that a key now holds this object, or none. Returns the profile it belongs to. */
  note(key: string, listed: ListedObject | undefined): string | undefined;
  /** The files of one profile, sorted by name; the same array until one of them changes. */
  files(profile: string): PictureFile[] | undefined;
  profiles(): string[];
  lookup(id: string): { key: string; stamp: string; profile: string; name: string; size: number } | undefined;
  keyOf(profile: string, name: string): string | undefined;
  /** Keys of the kept originals, by the key of their picture without extension. */
  noteOriginals(listed: readonly ListedObject[]): void;
  originalOf(profile: string, name: string): string | undefined;
  addOriginal(key: string): void;
  removeOriginal(key: string): void;
}

interface Entry {
  key: string;
  profile: string;
  file: PictureFile;
}

export function createPictureIndex(): PictureIndex {
  const byId = new Map<string, Entry>();
  const byProfile = new Map<string, Map<string, Entry>>();
  const lists = new Map<string, PictureFile[]>();
  const originals = new Map<string, string>();

  function put(listed: ListedObject): string | undefined {
    const place = readPictureKey(listed.key);
    if (!place) return undefined;
    const id = pictureId(listed.key);
    const { stamp, size, modified } = listed;
    const entry = {
      key: listed.key,
      profile: place.profile,
      file: { id, name: place.name, stamp, size, modified },
    };
    byId.set(id, entry);
    const files = byProfile.get(place.profile) ?? new Map<string, Entry>();
    files.set(composed(place.name), entry);
    byProfile.set(place.profile, files);
    lists.delete(place.profile);
    return place.profile;
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
    replaceAll(listed) {
      byId.clear();
      byProfile.clear();
      lists.clear();
      for (const object of listed) put(object);
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
    noteOriginals(listed) {
      originals.clear();
      for (const { key } of listed) originals.set(originalStem(key), key);
    },
    originalOf: (profile, name) => originals.get(stem(`${profile}/${name}`)),
    addOriginal: (key) => void originals.set(originalStem(key), key),
    removeOriginal: (key) => void originals.delete(originalStem(key)),
  };
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
