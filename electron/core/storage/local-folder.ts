import type { BigIntStats } from 'node:fs';
import { access, constants, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFailure } from '../failure.ts';
import { sha256 } from '../sha256.ts';
import {
  createAtomically,
  type DiskCalls,
  realDisk,
  retryWhileBlocked,
  writeAtomically,
} from './atomic-write.ts';
import type { CallOptions, StorageBackend, WriteOptions } from './backend.ts';
import { appendDurably } from './folder/append.ts';
import { listTree, stampOf, toListed } from './folder/folder-entries.ts';
import { openFolderRoot, type Place } from './folder/folder-root.ts';
import { watchTree } from './folder/folder-watch.ts';
import {
  defaultLockTimes,
  type KeyLock,
  type LockTimes,
  lockKey,
  removeLocksFolder,
} from './folder/key-lock.ts';
import { sweepLeftovers } from './folder/sweep.ts';
import { syncFolder } from './folder/sync-folder.ts';
import { createKeyQueue } from './key-queue.ts';
import { checkKey, checkPrefix } from './keys.ts';
import { hasCode, storageFailure, throwIfCancelled, toStorageFailure } from './system-errors.ts';

export interface LocalFolderOptions {
  /** Replaces calls to the disk and the waiting between tries; for tests. */
  disk?: Partial<DiskCalls>;
  /** How long locks are waited for; for tests. */
  lockTimes?: Partial<LockTimes>;
}

/**
 * A library in a folder. Versions are SHA-256 of the bytes, stamps are size, time and inode. Several
 * processes may use one folder: every write, append and removal holds its key's lock, but for writes that only
 * create, which the disk itself lets one of many win.
 *
 * Names that differ only in case or Unicode normalisation are one object here: reading or writing either
 * reaches the file that exists, whose spelling stays, and creating the twin is a `conflict`. On a file
 * system that holds both, each is reached by its exact name. Opening and reading create nothing; opening
 * removes what killed processes left.
 *
 * @param root an existing folder; missing rejects with `offline`, a file with `invalid`.
 */
export async function openLocalFolder(
  root: string,
  options: LocalFolderOptions = {},
): Promise<StorageBackend> {
  const disk: DiskCalls = { ...realDisk, ...options.disk };
  const lockTimes: LockTimes = { ...defaultLockTimes, ...options.lockTimes };
  const folder = await openFolderRoot(root);
  await sweepLeftovers(folder);
  const inTurn = createKeyQueue();
  /** The last stamp that this backend gave each key, `undefined` when it removed it: no news to watchers. */
  const ownStamps = new Map<string, string | undefined>();
  const watchers = new Set<() => void>();
  let wrote = false;

  /** Gives every error its reason; when the folder itself is gone, that is the reason. */
  async function guarded<T>(key: string, call: CallOptions | undefined, work: () => Promise<T>): Promise<T> {
    try {
      throwIfCancelled(call?.signal, key);
      return await work();
    } catch (error) {
      const failure = toStorageFailure(error, key);
      if (!isFailure(failure, 'cancelled', 'conflict')) await folder.requirePresent();
      throw failure;
    }
  }

  async function locked<T>(key: string, call: CallOptions, work: (lock: KeyLock) => Promise<T>): Promise<T> {
    return inTurn(key, async () => {
      const lock = await lockKey(folder, key, lockTimes, call.signal);
      wrote = true;
      try {
        return await work(lock);
      } finally {
        // The outcome of the work counts. A lock that cannot be removed goes stale and is broken by others.
        await lock.release().catch(() => undefined);
      }
    });
  }

  async function locateForWriting(key: string): Promise<Place> {
    const place = await folder.locate(key);
    if (place.blocked) throw storageFailure('invalid', key);
    // A rename would get past a file's write protection.
    if (place.stats) await access(place.path, constants.W_OK);
    return place;
  }

  /** Puts a file into its place; folders made for it go again when that fails. */
  async function place<T>(target: Place, work: () => Promise<T>): Promise<T> {
    const made = await folder.makeFolders(target);
    try {
      const outcome = await work();
      for (const path of made.toReversed()) await syncFolder(disk, dirname(path));
      return outcome;
    } catch (error) {
      await folder.removeFolders(made);
      throw error;
    }
  }

  async function replace(
    key: string,
    bytes: Uint8Array,
    call: WriteOptions,
    lock: KeyLock,
  ): Promise<BigIntStats> {
    const target = await locateForWriting(key);
    await requireVersion(key, target, call.ifVersion);
    return place(target, () =>
      writeAtomically(target.path, bytes, {
        disk,
        signal: call.signal,
        mode: target.stats && Number(target.stats.mode & 0o777n),
        async beforeRename(stats) {
          await lock.requireHeld();
          ownStamps.set(key, stampOf(stats));
        },
      }),
    );
  }

  /** Without the lock, whose files take longer to make than a picture. Rejects with `unsupported` where it needs one. */
  async function create(key: string, bytes: Uint8Array, call: WriteOptions): Promise<BigIntStats> {
    const target = await locateForWriting(key);
    if (target.stats) throw storageFailure('conflict', key);
    // Where the file's folder is there, the library is; a bare mount point has none.
    if (target.missingFolders.length > 0 || !key.includes('/')) await folder.requirePresent();
    try {
      return await place(target, () =>
        createAtomically(target.path, bytes, {
          disk,
          signal: call.signal,
          beforeRename: async (stats) => void ownStamps.set(key, stampOf(stats)),
        }),
      );
    } catch (error) {
      throw hasCode(error, 'EEXIST') ? storageFailure('conflict', key, error) : error;
    }
  }

  async function write(key: string, bytes: Uint8Array, call: WriteOptions): Promise<BigIntStats> {
    if (call.ifVersion === 'absent') {
      try {
        return await inTurn(key, () => create(key, bytes, call));
      } catch (error) {
        if (!isFailure(error, 'unsupported')) throw error;
      }
    }
    return locked(key, call, (lock) => replace(key, bytes, call, lock));
  }

  async function remove(key: string, call: WriteOptions): Promise<void> {
    const target = await locateForWriting(key);
    if (!target.stats) return;
    await requireVersion(key, target, call.ifVersion);
    ownStamps.set(key, undefined);
    await retryWhileBlocked(disk, () => disk.unlink(target.path));
    await syncFolder(disk, dirname(target.path));
  }

  async function statKey(key: string): Promise<BigIntStats | undefined> {
    const { stats } = await folder.locate(key);
    if (!stats) await folder.requirePresent();
    return stats;
  }

  return {
    kind: 'folder',
    async read(key, call) {
      checkKey(key, 'read');
      return guarded(key, call, async () => {
        const { path, stats } = await folder.locate(key);
        if (!stats) throw storageFailure('not-found', key);
        const bytes = await readFile(path, call?.signal ? { signal: call.signal } : {});
        return { bytes, version: await sha256(bytes) };
      });
    },
    async write(key, bytes, call = {}) {
      checkKey(key, 'write');
      return guarded(key, call, async () => {
        const [version, stats] = await Promise.all([sha256(bytes), write(key, bytes, call)]);
        return { version, stamp: stampOf(stats) };
      });
    },
    async append(key, bytes, call = {}) {
      checkKey(key, 'write');
      return guarded(key, call, () =>
        locked(key, call, async () => {
          const target = await locateForWriting(key);
          await place(target, async () => {
            const onWritten = (stats: BigIntStats) => void ownStamps.set(key, stampOf(stats));
            await appendDurably(target.path, bytes, { disk, isNew: !target.stats, onWritten });
          });
        }),
      );
    },
    async list(prefix, call) {
      checkPrefix(prefix);
      return guarded(prefix, call, () => listTree(folder, prefix, call?.signal));
    },
    async stat(key, call) {
      checkKey(key, 'read');
      return guarded(key, call, async () => {
        const stats = await statKey(key);
        return stats && toListed(key, stats);
      });
    },
    async delete(key, call = {}) {
      checkKey(key, 'read');
      return guarded(key, call, async () => {
        if (await statKey(key)) await locked(key, call, () => remove(key, call));
      });
    },
    watch(onChange) {
      const isOwn = (key: string, stamp: string | undefined) =>
        ownStamps.has(key) && ownStamps.get(key) === stamp;
      const stop = watchTree({ root: folder, isOwn, onChange });
      watchers.add(stop);
      return () => {
        stop();
        watchers.delete(stop);
      };
    },
    async close() {
      for (const stop of watchers) stop();
      watchers.clear();
      // Best effort: an empty folder more harms nobody, and the next opening removes it.
      if (wrote) await removeLocksFolder(folder).catch(() => undefined);
    },
  };
}

async function requireVersion(
  key: string,
  { path, stats }: Place,
  expected: string | undefined,
): Promise<void> {
  if (expected === undefined) return;
  const now = stats ? await sha256(await readFile(path)) : 'absent';
  if (now !== expected) throw storageFailure('conflict', key);
}
