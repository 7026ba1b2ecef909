import { createHash } from 'node:crypto';
import type { Failure } from '../failure.ts';
import type { CallOptions, ListedObject, StorageBackend, WriteOptions } from './backend.ts';
import { checkKey, checkPrefix, compareKeys, foldKey } from './keys.ts';
import { storageFailure, throwIfCancelled } from './system-errors.ts';

export type StorageOperation = 'read' | 'write' | 'append' | 'list' | 'stat' | 'delete';

/** Asked before every operation; what it returns is thrown instead, and nothing is done. */
export type Fault = (operation: StorageOperation, key: string) => Failure | undefined;

export interface MemoryOptions {
  /** Shared by several backends, they are windows on one library, and notice each other's changes. */
  contents?: MemoryContents;
  fault?: Fault;
}

interface Entry {
  key: string;
  bytes: Uint8Array;
  listed: ListedObject;
}

type Listener = { owner: object; onChange: (keys: string[]) => void };

/** What a library in memory holds. Opaque: made by `createMemoryContents`, used by `openMemory`. */
export interface MemoryContents {
  entries: Map<string, Entry>;
  listeners: Set<Listener>;
  writes: number;
}

export interface FaultScript {
  fault: Fault;
  /** Lets the next operations of one kind fail, each call of this one or more times, in the order told. */
  failNext(operation: StorageOperation, failure: Failure, times?: number): void;
}

export function createMemoryContents(): MemoryContents {
  return { entries: new Map(), listeners: new Set(), writes: 0 };
}

/** A fault that fails what it was told to, once each, and lets the rest pass. */
export function createFaultScript(): FaultScript {
  const planned: { operation: StorageOperation; failure: Failure }[] = [];
  return {
    fault(operation) {
      const index = planned.findIndex((plan) => plan.operation === operation);
      return index < 0 ? undefined : planned.splice(index, 1)[0]?.failure;
    },
    failNext(operation, failure, times = 1) {
      for (let count = 0; count < times; count++) planned.push({ operation, failure });
    },
  };
}

/** A library in memory, for tests: same answers as a local folder, gone with the process. */
export function openMemory(options: MemoryOptions = {}): StorageBackend {
  const contents = options.contents ?? createMemoryContents();
  const { entries, listeners } = contents;
  const self = {};

  async function begin(operation: StorageOperation, key: string, call?: CallOptions): Promise<void> {
    // Answers arrive later, as from a disk: what relies on the same tick shows.
    await Promise.resolve();
    throwIfCancelled(call?.signal, key);
    const failure = options.fault?.(operation, key);
    if (failure) throw failure;
  }

  function put(key: string, bytes: Uint8Array): void {
    requireRoom(contents, key);
    const spelled = entries.get(foldKey(key))?.key ?? key;
    contents.writes += 1;
    const listed = {
      key: spelled,
      size: bytes.length,
      stamp: `write-${contents.writes}`,
      modified: Date.now(),
      version: versionOf(bytes),
    };
    entries.set(foldKey(key), { key: spelled, bytes, listed });
    tellOthers(spelled);
  }

  function requireVersion(key: string, call: WriteOptions | undefined): void {
    const entry = entries.get(foldKey(key));
    const now = entry ? versionOf(entry.bytes) : 'absent';
    if (call?.ifVersion !== undefined && call.ifVersion !== now) throw storageFailure('conflict', key);
  }

  function tellOthers(key: string): void {
    for (const { owner, onChange } of listeners) if (owner !== self) queueMicrotask(() => onChange([key]));
  }

  return {
    kind: 'memory',
    async read(key, call) {
      checkKey(key, 'read');
      await begin('read', key, call);
      const entry = entries.get(foldKey(key));
      if (!entry) throw storageFailure('not-found', key);
      return { bytes: entry.bytes.slice(), version: versionOf(entry.bytes) };
    },
    async write(key, bytes, call) {
      checkKey(key, 'write');
      const copy = bytes.slice();
      await begin('write', key, call);
      requireVersion(key, call);
      put(key, copy);
      return { version: versionOf(copy) };
    },
    async append(key, bytes, call) {
      checkKey(key, 'write');
      const copy = bytes.slice();
      await begin('append', key, call);
      put(key, Buffer.concat([entries.get(foldKey(key))?.bytes ?? new Uint8Array(), copy]));
    },
    async list(prefix, call) {
      checkPrefix(prefix);
      await begin('list', prefix, call);
      const found = [...entries.values()].filter((entry) => entry.key.startsWith(prefix));
      return found.map((entry) => entry.listed).sort(compareKeys);
    },
    async stat(key, call) {
      checkKey(key, 'read');
      await begin('stat', key, call);
      return entries.get(foldKey(key))?.listed;
    },
    async delete(key, call) {
      checkKey(key, 'read');
      await begin('delete', key, call);
      const entry = entries.get(foldKey(key));
      if (!entry) return;
      requireVersion(key, call);
      entries.delete(foldKey(key));
      tellOthers(entry.key);
    },
    watch(onChange) {
      const listener = { owner: self, onChange };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      for (const listener of listeners) if (listener.owner === self) listeners.delete(listener);
    },
  };
}

/** As on a disk: an object cannot lie below another one, nor where a folder is. */
function requireRoom({ entries }: MemoryContents, key: string): void {
  const name = foldKey(key);
  for (const other of entries.keys()) {
    if (other.startsWith(`${name}/`) || name.startsWith(`${other}/`)) throw storageFailure('invalid', key);
  }
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
