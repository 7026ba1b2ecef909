import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createByteLru } from '../images/byte-lru.ts';
import { replaceFile, unlessMissing } from '../images/cache-file.ts';

/**
 * Objects of a bucket on this device, by key and version, so that nothing is fetched twice and what was
 * seen is there without the network. Its folder may be deleted at any time; trouble with it is reported,
 * never thrown; a file that is not what was written counts as absent.
 */
export interface ObjectCache {
  get(key: string, version: string): Promise<Uint8Array | undefined>;
  has(key: string, version: string): Promise<boolean>;
  put(key: string, version: string, bytes: Uint8Array): Promise<void>;
  /** From now on nothing is removed, also after a restart: the user wants everything to be here. */
  keepAll(): Promise<void>;
}

export interface ObjectCacheOptions {
  folder: string;
  /** Bytes on disk; what was used longest ago is removed beyond them. */
  maxBytes: number;
  onProblem: (error: unknown) => void;
}

/** Small objects, documents mostly, are also kept in memory. */
const memoryBytes = 32 * 1024 ** 2;
const largestInMemory = 1024 ** 2;
const checksumLength = 32;

/** Stands beside the objects, so that it goes with them. */
const keepAllMark = 'keep-all';

/** What is used from memory counts as used on disk as well, noted this often at most, in milliseconds. */
const touchEvery = 10 * 60_000;

interface InMemory {
  bytes: Uint8Array;
  touchedAt: number;
}

/** The disk is looked through each time that so much of the bound has been added. */
const sweepShare = 1 / 16;

export function openObjectCache({ folder, maxBytes, onProblem }: ObjectCacheOptions): ObjectCache {
  const memory = createByteLru<InMemory>(memoryBytes);
  let added = maxBytes * sweepShare;

  function pathOf(name: string): string {
    return join(folder, name.slice(0, 2), name);
  }

  function remember(name: string, bytes: Uint8Array): void {
    if (bytes.length <= largestInMemory) memory.set(name, { bytes, touchedAt: Date.now() }, bytes.length);
  }

  /** Otherwise what is used all the time would look as if it had not been used for long. */
  function touch(name: string, found: InMemory): void {
    if (Math.abs(Date.now() - found.touchedAt) < touchEvery) return;
    found.touchedAt = Date.now();
    const now = new Date();
    utimes(pathOf(name), now, now).catch(unlessMissing).catch(onProblem);
  }

  async function sweepWhenDue(bytes: number): Promise<void> {
    added += bytes;
    if (added < maxBytes * sweepShare) return;
    added = 0;
    const keepsAll = (await stat(join(folder, keepAllMark)).catch(unlessMissing)) !== undefined;
    if (!keepsAll) await sweep(folder, maxBytes);
  }

  return {
    async get(key, version) {
      const name = nameOf(key, version);
      const known = memory.get(name);
      if (known) {
        touch(name, known);
        return known.bytes.slice();
      }
      try {
        const stored = await readFile(pathOf(name)).catch(unlessMissing);
        const bytes = stored && unwrap(stored);
        if (stored && !bytes) await rm(pathOf(name), { force: true });
        if (bytes) {
          remember(name, bytes.slice());
          const now = new Date();
          await utimes(pathOf(name), now, now).catch(unlessMissing);
        }
        return bytes;
      } catch (error) {
        onProblem(error);
        return undefined;
      }
    },
    async has(key, version) {
      const name = nameOf(key, version);
      return (await stat(pathOf(name)).catch(() => undefined)) !== undefined;
    },
    async put(key, version, bytes) {
      const name = nameOf(key, version);
      remember(name, bytes.slice());
      try {
        await replaceFile(pathOf(name), Buffer.concat([checksum(bytes), bytes]));
        await sweepWhenDue(bytes.length);
      } catch (error) {
        onProblem(error);
      }
    },
    async keepAll() {
      await replaceFile(join(folder, keepAllMark), '').catch(onProblem);
    },
  };
}

/** Removes the files that were used longest ago until the rest fits. */
async function sweep(folder: string, maxBytes: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: { path: string; size: number; used: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(unlessMissing);
    if (found) files.push({ path, size: found.size, used: found.mtimeMs });
  }
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((left, right) => left.used - right.used)) {
    if (total <= maxBytes) return;
    await rm(path, { force: true });
    total -= size;
  }
}

function nameOf(key: string, version: string): string {
  return createHash('sha256').update(`${key}\n${version}`).digest('hex');
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The bytes of a cache file; undefined when it is torn or damaged. */
function unwrap(stored: Buffer): Uint8Array | undefined {
  const bytes = stored.subarray(checksumLength);
  return stored.length >= checksumLength && checksum(bytes).equals(stored.subarray(0, checksumLength))
    ? bytes
    : undefined;
}
