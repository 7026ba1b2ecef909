import { readFile } from 'node:fs/promises';
import { suiteKey } from '#shared/model/suite.ts';
import { Failure, isFailure } from '../failure.ts';
import { replaceFile, unlessMissing } from '../images/cache-file.ts';
import {
  analysesFolder,
  libraryFileKey,
  originalsFolder,
  resultsFolder,
  suiteStem,
} from '../library/library-keys.ts';
import type { ListedObject, StorageBackend, StoredObject } from '../storage/backend.ts';
import { compareKeys } from '../storage/keys.ts';
import { storageFailure } from '../storage/system-errors.ts';
import type { ObjectCache } from './object-cache.ts';

/**
 * What this device knows of the bucket: a listing of the library's own places, and the objects that were
 * read. Reading answers from it where a version says enough. What is learnt on the way is noted.
 */
export interface RemoteCopy {
  /** What is known; nothing is asked. */
  get(key: string): ListedObject | undefined;
  listed(prefix: string): ListedObject[];
  /** Whether the listing covers this key or prefix, so that what is not in it is absent. */
  covers(key: string): boolean;
  /** The object's bytes, from the cache when its version is known. Absent: `not-found`. */
  read(key: string, options?: { signal?: AbortSignal; fresh?: boolean }): Promise<StoredObject>;
  /** Lists a covered prefix anew and notes it. Returns the keys that others have changed. */
  relist(prefix: string): Promise<string[]>;
  /** Asks whether the suite is still the one that is known: one small request. */
  recheckSuite(): Promise<string[]>;
  /** The bucket itself, for writing: conditions are checked there, and what comes of them is noted. */
  readonly backend: StorageBackend;
  /** Keys that were found changed by others since they were taken last. */
  foreign(): string[];
  takeForeign(): string[];
  /** Reads what was known last time. Resolves with false when nothing was. */
  load(): Promise<boolean>;
  save(): Promise<void>;
}

export interface RemoteCopyOptions {
  remote: StorageBackend;
  cache: ObjectCache;
  /** The file of the listing; `null`: nothing is kept. */
  file: string | null;
}

/** The places that are listed; what lies elsewhere is asked for when it is needed. */
export const coveredPrefixes: readonly string[] = [
  suiteStem,
  analysesFolder,
  resultsFolder,
  originalsFolder,
  libraryFileKey,
];

export function createRemoteCopy({ remote, cache, file }: RemoteCopyOptions): RemoteCopy {
  const known = new Map<string, ListedObject>();
  /** Somebody else has written these; what is kept of them is of no use. */
  const stale = new Set<string>();
  let foreign = new Set<string>();

  const covers = (key: string) => coveredPrefixes.some((prefix) => key.startsWith(prefix));

  /** A version stands for the content, so it is the better stamp: own writes look the same when listed. */
  function normal(listed: ListedObject): ListedObject {
    return listed.version === undefined ? listed : { ...listed, stamp: listed.version };
  }

  function note(key: string, version: string, size: number): void {
    stale.delete(key);
    const before = known.get(key);
    if (before?.version === version) return;
    known.set(key, { key, size, stamp: version, modified: Date.now(), version });
  }

  function noteAbsent(key: string): void {
    stale.delete(key);
    known.delete(key);
  }

  async function fetch(key: string, signal: AbortSignal | undefined): Promise<StoredObject> {
    try {
      const object = await remote.read(key, signal ? { signal } : {});
      if (known.get(key)?.version !== object.version) foreign.add(key);
      note(key, object.version, object.bytes.length);
      await cache.put(key, object.version, object.bytes);
      return object;
    } catch (error) {
      if (isFailure(error, 'not-found')) {
        if (known.has(key)) foreign.add(key);
        noteAbsent(key);
      }
      throw error;
    }
  }

  async function read(
    key: string,
    { signal, fresh = false }: { signal?: AbortSignal; fresh?: boolean } = {},
  ): Promise<StoredObject> {
    const listed = known.get(key);
    if (fresh || stale.has(key)) return fetch(key, signal);
    if (!listed && covers(key)) throw storageFailure('not-found', key);
    if (listed?.version !== undefined) {
      const bytes = await cache.get(key, listed.version);
      if (bytes) return { bytes, version: listed.version };
    }
    return fetch(key, signal);
  }

  /** A refused condition means that somebody else has written. */
  async function noting<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isFailure(error, 'conflict', 'not-found')) stale.add(key);
      throw error;
    }
  }

  /** A bucket where everything is gone at once is rather a wrong bucket than an emptied one. */
  async function refuseEmptied(): Promise<void> {
    if ((await remote.list('')).length > 0) return;
    throw new Failure(
      'not-found',
      'The bucket looks empty now, though it held this library before. Nothing was removed here; check the bucket and the prefix, or restore what was there.',
    );
  }

  const backend: StorageBackend = {
    kind: remote.kind,
    read: (key, options) => read(key, options?.signal ? { signal: options.signal } : {}),
    write: (key, bytes, options) =>
      noting(key, async () => {
        const { version } = await remote.write(key, bytes, options);
        await cache.put(key, version, bytes);
        note(key, version, bytes.length);
        return { version };
      }),
    delete: (key, options) =>
      noting(key, async () => {
        await remote.delete(key, options);
        noteAbsent(key);
      }),
    list: (prefix, options) => remote.list(prefix, options),
    stat: (key, options) => remote.stat(key, options),
    append: (key, bytes, options) => remote.append(key, bytes, options),
    close: async () => undefined,
  };

  return {
    get: (key) => known.get(key),
    listed: (prefix) =>
      [...known.values()]
        .filter((object) => object.key.startsWith(prefix) && covers(object.key))
        .sort(compareKeys),
    covers,
    read,
    backend,
    async relist(prefix) {
      const before = new Map([...known].filter(([key]) => key.startsWith(prefix)));
      const listed = (await remote.list(prefix)).map(normal);
      if (listed.length === 0 && before.size > 0) await refuseEmptied();
      const changed: string[] = [];
      for (const object of listed) {
        const old = before.get(object.key);
        before.delete(object.key);
        // What this app wrote while the listing was under way is newer than the listing.
        if (known.get(object.key) !== old) continue;
        if (old?.stamp !== object.stamp) {
          changed.push(object.key);
          stale.delete(object.key);
        }
        known.set(object.key, object);
      }
      for (const [key, old] of before) {
        if (known.get(key) !== old) continue;
        changed.push(key);
        noteAbsent(key);
      }
      for (const key of changed) foreign.add(key);
      return changed;
    },
    async recheckSuite() {
      const listed = await remote.stat(suiteKey);
      const before = known.get(suiteKey);
      if (listed?.version === before?.version) return [];
      if (listed) known.set(suiteKey, normal(listed));
      else noteAbsent(suiteKey);
      stale.delete(suiteKey);
      foreign.add(suiteKey);
      return [suiteKey];
    },
    foreign: () => [...foreign],
    takeForeign() {
      const taken = [...foreign];
      foreign = new Set();
      return taken;
    },
    async load() {
      if (file === null) return false;
      const text = await readFile(file, 'utf8').catch(unlessMissing);
      for (const object of parseListing(text ?? '')) known.set(object.key, object);
      return known.size > 0;
    },
    async save() {
      if (file === null) return;
      await replaceFile(file, [...known.values()].map((object) => `${JSON.stringify(object)}\n`).join(''));
    },
  };
}

/** A damaged line costs one object's being asked for again: the next listing tells of it. */
function parseListing(text: string): ListedObject[] {
  return text.split('\n').flatMap((line) => {
    try {
      const object: unknown = JSON.parse(line);
      return isListed(object) ? [object] : [];
    } catch {
      return [];
    }
  });
}

function isListed(object: unknown): object is ListedObject {
  return (
    typeof object === 'object' &&
    object !== null &&
    'key' in object &&
    typeof object.key === 'string' &&
    'size' in object &&
    typeof object.size === 'number' &&
    'stamp' in object &&
    typeof object.stamp === 'string'
  );
}
