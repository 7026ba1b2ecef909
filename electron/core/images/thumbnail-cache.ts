import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createByteLru } from './byte-lru.ts';
import {
  type CachedThumbnail,
  readCacheFile,
  temporaryEnding,
  unlessMissing,
  writeCacheFile,
} from './cache-file.ts';
import type { ThumbnailWidth } from './picture-limits.ts';

/**
 * Thumbnails on disk, by what their picture contains and their width. Everything in it can be made
 * again: the folder may be deleted at any time, and trouble with it is reported, never thrown.
 */
export interface ThumbnailCache {
  /** Absent, damaged or unreadable: undefined. A damaged file is removed. */
  get(contentHash: string, width: ThumbnailWidth): Promise<CachedThumbnail | undefined>;
  /** Whether a file is there, without reading it. */
  has(contentHash: string, width: ThumbnailWidth): Promise<boolean>;
  put(contentHash: string, width: ThumbnailWidth, thumbnail: CachedThumbnail): Promise<void>;
  /** Removes leftovers, and the files that were used longest ago until the rest fits well. */
  trim(): Promise<TrimReport>;
  /** Finishes what is being written and notes on disk what was used. */
  close(): Promise<void>;
}

export interface TrimReport {
  /** Bytes that are left. */
  bytes: number;
  /** Files that were removed. */
  removed: number;
}

export interface ThumbnailCacheOptions {
  folder: string;
  maxBytes: number;
  maxMemoryBytes: number;
  onProblem: (error: unknown) => void;
}

export function createThumbnailCache(options: ThumbnailCacheOptions): ThumbnailCache {
  const folder = join(options.folder, `thumbnails-${thumbnailVersion}`);
  const memory = createByteLru<CachedThumbnail>(options.maxMemoryBytes);
  /** Names used since the last trim, with the time, for the files' own times are not changed by reading. */
  const used = new Map<string, number>();
  let untrimmedBytes = Number.POSITIVE_INFINITY;
  let running: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const pathOf = (name: string) => join(folder, name.slice(0, 1), name);

  function remember(name: string, thumbnail: CachedThumbnail): void {
    used.set(name, Date.now());
    memory.set(name, thumbnail, thumbnail.webp.length);
  }

  /** Runs what may fail without harm; its failure is reported. */
  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      options.onProblem(error);
      return otherwise;
    }
  }

  /** The first thumbnail of a session and then every sixteenth part of the limit lead to a trim. */
  function trimLater(bytes: number): void {
    untrimmedBytes += bytes;
    if (timer !== undefined || untrimmedBytes < options.maxBytes / 16) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = trim();
    }, trimDelay);
    timer.unref();
  }

  async function trim(): Promise<TrimReport> {
    untrimmedBytes = 0;
    return attempt(async () => {
      const files = await listFiles(folder, used);
      const { doomed, bytes } = chooseDoomed(files, options.maxBytes);
      for (const { path } of doomed) await rm(path, { force: true });
      return { bytes, removed: doomed.length };
    }, emptyReport);
  }

  return {
    async get(contentHash, width) {
      const name = nameOf(contentHash, width);
      const remembered = memory.get(name);
      if (remembered !== undefined) {
        used.set(name, Date.now());
        return remembered;
      }
      return attempt(async () => {
        const found = await readCacheFile(pathOf(name));
        if (found === 'damaged') {
          await rm(pathOf(name), { force: true });
          return undefined;
        }
        if (found !== undefined) remember(name, found);
        return found;
      }, undefined);
    },
    async has(contentHash, width) {
      return attempt(async () => {
        const found = await stat(pathOf(nameOf(contentHash, width))).catch(unlessMissing);
        return found !== undefined;
      }, false);
    },
    async put(contentHash, width, thumbnail) {
      const name = nameOf(contentHash, width);
      remember(name, thumbnail);
      await attempt(async () => trimLater(await writeCacheFile(pathOf(name), thumbnail)), undefined);
    },
    trim,
    async close() {
      clearTimeout(timer);
      await running;
      memory.clear();
      const now = [...used];
      used.clear();
      await attempt(async () => {
        for (const [name, time] of now) {
          await utimes(pathOf(name), time / 1000, time / 1000).catch(unlessMissing);
        }
      }, undefined);
    },
  };
}

/** To be raised when thumbnails are made differently: old ones are then not found, and trimmed away. */
export const thumbnailVersion = 1;
const trimDelay = 30_000;

/** What a trim leaves of the limit, so that it is not needed again at once. */
const keptPart = 0.8;

/** Milliseconds after which an unfinished file is a leftover of a crash. */
const leftoverAge = 3_600_000;
const emptyReport: TrimReport = { bytes: 0, removed: 0 };

interface CacheFile {
  path: string;
  size: number;
  /** Milliseconds since 1970. */
  lastUsed: number;
  isTemporary: boolean;
}

function nameOf(contentHash: string, width: ThumbnailWidth): string {
  return `${contentHash}-${width}`;
}

async function listFiles(folder: string, used: ReadonlyMap<string, number>): Promise<CacheFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessMissing);
  const files: CacheFile[] = [];
  for (const entry of entries ?? []) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(unlessMissing);
    if (found === undefined) continue;
    const lastUsed = Math.max(found.mtimeMs, used.get(entry.name) ?? 0);
    files.push({ path, size: found.size, lastUsed, isTemporary: entry.name.endsWith(temporaryEnding) });
  }
  return files;
}

function chooseDoomed(files: readonly CacheFile[], maxBytes: number): { doomed: CacheFile[]; bytes: number } {
  const isLeftover = (file: CacheFile) => file.isTemporary && file.lastUsed < Date.now() - leftoverAge;
  const doomed = files.filter(isLeftover);
  const kept = files.filter((file) => !file.isTemporary).sort((one, other) => one.lastUsed - other.lastUsed);
  let bytes = kept.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= maxBytes) return { doomed, bytes };
  for (const file of kept) {
    if (bytes <= maxBytes * keptPart) break;
    doomed.push(file);
    bytes -= file.size;
  }
  return { doomed, bytes };
}
