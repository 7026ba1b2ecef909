import type { Journal } from '../library/journal.ts';
import type { ConflictRow } from '../team/conflicts.ts';
import type { KeptFiles } from '../team/kept-files.ts';
import type { ObjectCache } from '../team/object-cache.ts';
import type { TeamStorage } from '../team/team-storage.ts';
import type { WaitingRow } from '../team/waiting.ts';

/** What a device of a test keeps: outlives a crash of the app on it, and is gone with the test. */
export interface MemoryDevice {
  waiting: WaitingRow[];
  conflicts: ConflictRow[];
  files: Map<string, Uint8Array>;
  objects: Map<string, Uint8Array>;
  /** Raised by a crash: the app that ran before it can keep nothing any more. */
  crashes: number;
}

export function createMemoryDevice(): MemoryDevice {
  return { waiting: [], conflicts: [], files: new Map(), objects: new Map(), crashes: 0 };
}

/** The storage of a team library on such a device; an app opened on it after a crash takes over what it finds. */
export function openMemoryStorage(device: MemoryDevice): TeamStorage {
  const { crashes } = device;
  const requireAlive = () => {
    if (device.crashes !== crashes) throw new Error('This app has crashed.');
  };
  return {
    waiting: memoryJournal(device.waiting, requireAlive),
    conflicts: memoryJournal(device.conflicts, requireAlive),
    files: memoryFiles(device.files, requireAlive),
    cache: memoryCache(device.objects),
    listing: null,
    history: null,
  };
}

function memoryJournal<Row>(rows: Row[], requireAlive: () => void): Journal<Row> {
  return {
    async append(added) {
      requireAlive();
      rows.push(...structuredClone(added));
    },
    async clear() {
      requireAlive();
      rows.splice(0);
    },
    async adopt(take) {
      requireAlive();
      const left = rows.splice(0);
      await take(left);
    },
    others: async () => [],
    close: async () => undefined,
  };
}

function memoryFiles(files: Map<string, Uint8Array>, requireAlive: () => void): KeptFiles {
  return {
    async keep(bytes) {
      requireAlive();
      const name = crypto.randomUUID();
      files.set(name, bytes.slice());
      return name;
    },
    async read(name) {
      const bytes = files.get(name);
      if (!bytes) throw new Error('These bytes are gone.');
      return bytes.slice();
    },
    remove: async (names) => {
      requireAlive();
      for (const name of names) files.delete(name);
    },
    sweep: async () => undefined,
  };
}

function memoryCache(objects: Map<string, Uint8Array>): ObjectCache {
  const name = (key: string, version: string) => `${key}\n${version}`;
  return {
    get: async (key, version) => objects.get(name(key, version))?.slice(),
    has: async (key, version) => objects.has(name(key, version)),
    put: async (key, version, bytes) => void objects.set(name(key, version), bytes.slice()),
    keepAll: async () => undefined,
  };
}
