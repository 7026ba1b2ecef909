import { suiteKey } from '#shared/model/suite.ts';
import { Failure, isFailure } from '../failure.ts';
import { createSharedCalls } from '../images/shared-calls.ts';
import { inPieces } from '../library/in-pieces.ts';
import {
  analysesFolder,
  documentOfKey,
  libraryFileKey,
  originalsFolder,
  resultsFolder,
  suiteStem,
} from '../library/library-keys.ts';
import type { CallOptions, ListedObject, StorageBackend, StoredObject } from '../storage/backend.ts';
import { storageFailure } from '../storage/system-errors.ts';
import { createKnownObjects } from './known-objects.ts';
import { openListingFile } from './listing-file.ts';
import type { ObjectCache } from './object-cache.ts';
import { type ListedPair, pairListings } from './pair-listings.ts';

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
  read(key: string, options?: RemoteReadOptions): Promise<StoredObject>;
  /** Lists a prefix anew and notes what of it is covered. */
  relist(prefix: string): Promise<Relisted>;
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

export interface Relisted {
  /** Keys that others have changed. */
  changed: string[];
  /** Objects under the prefix, also those that are not covered. */
  count: number;
}

export interface RemoteReadOptions extends CallOptions {
  /** The bucket is asked, whatever is known. */
  fresh?: boolean;
  /** Somebody looks at it: while the network is known to be away, it is `offline` at once and nobody waits. */
  isForView?: boolean;
}

export interface RemoteCopyOptions {
  remote: StorageBackend;
  cache: ObjectCache;
  /** The file of the listing; `null`: nothing is kept. */
  file: string | null;
  /** Whether the bucket is known to be out of reach; left out: it never is. */
  isAway?: () => boolean;
}

/** The places that are listed; what lies elsewhere is asked for when it is needed. */
export const coveredPrefixes: readonly string[] = [
  suiteStem,
  analysesFolder,
  resultsFolder,
  originalsFolder,
  libraryFileKey,
];

export function createRemoteCopy({ remote, cache, file, isAway }: RemoteCopyOptions): RemoteCopy {
  const known = createKnownObjects();
  const listing = openListingFile(file);
  /** Two that want the same picture at once wait for one request. */
  const reading = createSharedCalls<StoredObject>();
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
    known.set({ key, size, stamp: version, modified: Date.now(), version });
  }

  function noteAbsent(key: string): void {
    stale.delete(key);
    known.delete(key);
  }

  async function fetch(key: string, signal: AbortSignal | undefined): Promise<StoredObject> {
    const before = known.get(key);
    try {
      const object = await remote.read(key, signal ? { signal } : {});
      // What this app wrote while it was being read is newer than what was read.
      if (known.get(key) !== before) return object;
      if (before?.version !== object.version) foreign.add(key);
      note(key, object.version, object.bytes.length);
      await cache.put(key, object.version, object.bytes);
      return object;
    } catch (error) {
      if (isFailure(error, 'not-found')) {
        if (before) {
          await refuseEmptied();
          foreign.add(key);
        }
        noteAbsent(key);
      }
      throw error;
    }
  }

  async function read(
    key: string,
    { signal, fresh = false, isForView = false }: RemoteReadOptions = {},
  ): Promise<StoredObject> {
    const listed = known.get(key);
    if (fresh || stale.has(key)) return fetch(key, signal);
    if (!listed && covers(key)) throw storageFailure('not-found', key);
    if (listed?.version !== undefined) {
      const bytes = await cache.get(key, listed.version);
      if (bytes) return { bytes, version: listed.version };
    }
    if (isForView && isAway?.()) throw notHere();
    return reading.call(`${key}\n${listed?.version}`, (stop) => fetch(key, stop), signal);
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

  /**
   * A bucket where all documents are gone at once is rather a wrong bucket than an emptied one. What this app
   * keeps for itself does not count: it may have been written there since.
   */
  async function refuseEmptied(): Promise<void> {
    const isDocument = ({ key }: ListedObject) => documentOfKey(key) !== undefined;
    if (![...known.under(suiteStem), ...known.under(analysesFolder)].some(isDocument)) return;
    const listed = await Promise.all([remote.list(suiteStem), remote.list(analysesFolder)]).catch(
      (error: unknown) => {
        // A bucket that is not there has no objects either, which is not what `not-found` tells of one.
        throw isFailure(error, 'not-found') ? new Failure('unknown', error.message, { cause: error }) : error;
      },
    );
    if (listed.flat().some(isDocument)) return;
    throw new Failure(
      'unknown',
      'The bucket looks empty now, though it held this library before. Nothing was removed here; check the bucket and the prefix, or restore what was there.',
    );
  }

  /** Notes what a listing says of one key; returns whether somebody else has changed it. */
  function noteListed({ key, old, now }: ListedPair): boolean {
    // What this app wrote while the listing was under way is newer than the listing.
    if (known.get(key) !== old) return false;
    if (!now) noteAbsent(key);
    const object = now && normal(now);
    const isChanged = old?.stamp !== object?.stamp;
    if (isChanged) {
      stale.delete(key);
      foreign.add(key);
    }
    if (object && (isChanged || old?.modified !== object.modified)) known.set(object);
    return isChanged;
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
    listed(prefix) {
      const objects = known.under(prefix);
      return covers(prefix) ? objects : objects.filter(({ key }) => covers(key));
    },
    covers,
    read,
    backend,
    async relist(prefix) {
      const before = known.under(prefix);
      const all = await remote.list(prefix);
      const listed = all.filter(({ key }) => covers(key));
      if (listed.length === 0 && before.length > 0) await refuseEmptied();
      const changed: string[] = [];
      await inPieces(pairListings(before, listed), (pair) => {
        if (noteListed(pair)) changed.push(pair.key);
      });
      return { changed, count: all.length };
    },
    async recheckSuite() {
      const listed = await remote.stat(suiteKey);
      const before = known.get(suiteKey);
      if (listed?.version === before?.version) return [];
      if (!listed) await refuseEmptied();
      if (listed) known.set(normal(listed));
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
      await listing.load(known);
      return known.size > 0;
    },
    save: () => listing.save(known),
  };
}

function notHere(): Failure {
  return new Failure(
    'offline',
    'The bucket cannot be reached, and this file is not on this device. It is fetched when the network is back.',
  );
}
