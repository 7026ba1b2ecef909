/**
 * The contract of every place where a library can live. Backends are dumb, small and alike: string
 * keys and bytes; schemas, retries, caching and merging live once, above them. The conformance
 * suite (`conformance.ts`) runs on each.
 *
 * Keys are relative paths with `/` (`profile_analyses/abc_analysis.json`), never starting with `/`,
 * without empty, `.` or `..` parts (`keys.ts`); a key that a backend cannot keep is refused with `invalid`,
 * one that it takes comes back from `list` to the letter. Folders are nothing but common prefixes.
 * Every method rejects with a `Failure` whose code says the reason.
 */
export interface StorageBackend {
  readonly kind: 'folder' | 'memory' | 's3';

  /** The object's bytes and version. Absent: rejects with `not-found`. */
  read(key: string, options?: CallOptions): Promise<StoredObject>;

  /**
   * Writes the whole object atomically and durably: afterwards a reader, also after a crash, sees the
   * old bytes or the new ones, never a mixture.
   * @param options.ifVersion the version this write is based on, or `'absent'` to create only. Does it
   *   no longer hold: rejects with `conflict`, nothing is changed. Left out: overwrites.
   * @returns the new version, and the new stamp on storages that know it without asking.
   */
  write(key: string, bytes: Uint8Array, options?: WriteOptions): Promise<Written>;

  /**
   * Adds bytes at the end of an object, creating it when absent; durable when it resolves. A crash in the
   * middle may leave a part of the bytes, so a record says itself where it ends.
   * A backend without appending rejects with `unsupported`.
   */
  append(key: string, bytes: Uint8Array, options?: CallOptions): Promise<void>;

  /** Every object whose key starts with `prefix`, sorted by key (code units). Nothing there: an empty list. */
  list(prefix: string, options?: CallOptions): Promise<ListedObject[]>;

  /** Size and stamp of one object. Absent: `undefined`. */
  stat(key: string, options?: CallOptions): Promise<ListedObject | undefined>;

  /**
   * Removes the object. Absent: resolves all the same, whatever `ifVersion` says. There with another version
   * than `ifVersion`: `conflict`, nothing is changed.
   */
  delete(key: string, options?: WriteOptions): Promise<void>;

  /**
   * Moves an object without reading it. Absent: `not-found`; something at the target: `conflict`. Left out
   * on backends where a copy has to be made.
   */
  move?(from: string, to: string): Promise<void>;

  /**
   * Calls back with the keys that something else changed (best effort, may be late, may name keys that
   * did not change). Returns the function that stops watching. Absent on backends that cannot notice.
   */
  watch?(onChange: (keys: string[]) => void): () => void;

  /** Frees watchers, handles and connections. */
  close(): Promise<void>;
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  ifVersion?: string;
}

export interface StoredObject {
  bytes: Uint8Array;
  /** Opaque; equal versions mean equal bytes. */
  version: string;
}

export interface Written {
  version: string;
  stamp?: string;
}

export interface ListedObject {
  key: string;
  size: number;
  /** Opaque and cheap to get; a different stamp means that the object may have changed. Not a version. */
  stamp: string;
  /** Last modification, milliseconds since 1970, by the storage's own clock: for showing only. */
  modified: number;
  /** The object's version, on storages whose listings tell it. */
  version?: string;
}
