import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../failure.ts';
import { foldKey, locksFolder } from '../keys.ts';
import { hasCode, storageFailure, throwIfCancelled } from '../system-errors.ts';
import type { FolderRoot } from './folder-root.ts';
import { isGone, newMark, readMark } from './process-mark.ts';

/**
 * [Note: lock folders] A lock is a folder `<hash of the key>.lock` holding one empty file named after its
 * owner. It is built aside and renamed into place: a rename onto a non-empty folder fails everywhere, so
 * one of many wins, and the owner's name is there from the first moment. Removing the owner's file frees
 * the lock. A dead owner's lock is broken the same way, by removing exactly that file; since its name is
 * never used again, two who break it at once cannot hit the next owner.
 */
export interface KeyLock {
  /** Rejects with `conflict` when somebody took the lock for abandoned (this process was stopped for long). */
  requireHeld(): Promise<void>;
  release(): Promise<void>;
}

/** Times in milliseconds; tests shorten them. */
export interface LockTimes {
  /** How often a holder shows that it is alive. */
  beat: number;
  /** A holder whose beat stood still for so long, by the waiter's own steady clock, is taken for dead. */
  stale: number;
  /** How long to wait for a living holder before giving up with `denied`. */
  wait: number;
}

export const defaultLockTimes: LockTimes = { beat: 2_000, stale: 10_000, wait: 60_000 };

const blockedCodes = ['EPERM', 'EACCES', 'EBUSY'];
/** What Windows says of a rename onto a folder, or onto anything that a scanner looks at. */
const takenOnWindows = process.platform === 'win32' ? blockedCodes : [];

interface Owner {
  name: string;
  beat: bigint;
}

/** Takes the lock of a key, across all processes on this library. Makes the locks folder when needed. */
export async function lockKey(
  root: FolderRoot,
  key: string,
  times: LockTimes,
  signal?: AbortSignal,
): Promise<KeyLock> {
  const folder = locksPath(root);
  const hash = createHash('sha256').update(foldKey(key)).digest('hex').slice(0, 32);
  const mark = newMark();
  const stage = join(folder, `${hash}.${mark}.tmp`);
  const lock = join(folder, `${hash}.lock`);
  const watcher = watchOwner(times.stale);
  const started = performance.now();
  try {
    await prepare(root, stage, mark);
    for (let pause = 1; ; pause = Math.min(pause * 2, 20)) {
      throwIfCancelled(signal, key);
      if (await tryTake(root, stage, lock, mark)) return holdLock(join(lock, mark), lock, times.beat, key);
      const owner = await readOwner(lock);
      if (owner && watcher.isDead(owner)) await unlinkIfThere(join(lock, owner.name));
      else if (performance.now() - started > times.wait) throw stillLocked(key);
      else await delay(pause * (0.5 + Math.random()));
    }
  } catch (error) {
    await rm(stage, { recursive: true, force: true });
    throw error;
  }
}

/** Removes locks and half-made locks of dead processes, then the locks folder if nobody needs it. */
export async function sweepLocks(root: FolderRoot): Promise<void> {
  const folder = locksPath(root);
  const entries = await readdir(folder).catch(() => undefined);
  if (!entries) return;
  for (const entry of entries) {
    const path = join(folder, entry);
    if (entry.endsWith('.lock')) await sweepLock(path);
    const mark = entry.endsWith('.tmp') ? readMark(entry.slice(0, -'.tmp'.length)) : undefined;
    if (mark && isGone(mark)) await rm(path, { recursive: true, force: true });
  }
  await removeLocksFolder(root);
}

/** Removes the locks folder, and its parent, if they are empty; they come back with the next lock. */
export async function removeLocksFolder(root: FolderRoot): Promise<void> {
  const [own = '', locks = ''] = locksFolder.split('/');
  if (await rmdirIfEmpty(join(root.path, own, locks))) await rmdirIfEmpty(join(root.path, own));
}

function locksPath(root: FolderRoot): string {
  return join(root.path, locksFolder);
}

async function tryTake(root: FolderRoot, stage: string, lock: string, mark: string): Promise<boolean> {
  try {
    // Windows renames onto no folder at all, not even an empty one.
    if (process.platform === 'win32') await rmdirIfEmpty(lock);
    await rename(stage, lock);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) await prepare(root, stage, mark);
    else if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', ...takenOnWindows)) throw error;
    return false;
  }
}

/** Again whenever it is missing: another process may sweep the locks folder away under us. */
async function prepare(root: FolderRoot, stage: string, mark: string): Promise<void> {
  await root.requirePresent();
  const [own = '', locks = ''] = locksFolder.split('/');
  try {
    for (const folder of [join(root.path, own), join(root.path, own, locks)]) {
      await mkdir(folder).catch(unless('EEXIST'));
      await root.requireInside(folder, locksFolder);
    }
    await mkdir(stage);
    await writeFile(join(stage, mark), '', { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EEXIST')) throw error;
  }
}

function holdLock(own: string, lock: string, beat: number, key: string): KeyLock {
  const heart = setInterval(() => {
    const now = new Date();
    // Only that the time changes matters to those who wait. A lock that was broken shows in requireHeld.
    utimes(own, now, now).catch(() => undefined);
  }, beat);
  heart.unref();
  return {
    async requireHeld() {
      if (!(await beatOf(own))) throw storageFailure('conflict', key);
    },
    async release() {
      clearInterval(heart);
      await unlinkIfThere(own);
      await rmdirIfEmpty(lock);
    },
  };
}

/** Judges an owner by its process and, where that does not tell, by whether its beat moves. */
function watchOwner(stale: number): { isDead(owner: Owner): boolean } {
  let seen: Owner | undefined;
  let since = 0;
  return {
    isDead(owner) {
      const mark = readMark(owner.name);
      if (mark && isGone(mark)) return true;
      if (seen?.name !== owner.name || seen.beat !== owner.beat) {
        seen = owner;
        since = performance.now();
      }
      return performance.now() - since > stale;
    },
  };
}

async function readOwner(lock: string): Promise<Owner | undefined> {
  const [name] = await readdir(lock).catch(() => []);
  if (name === undefined) return undefined;
  const beat = await beatOf(join(lock, name));
  return beat === undefined ? undefined : { name, beat };
}

async function beatOf(path: string): Promise<bigint | undefined> {
  try {
    return (await stat(path, { bigint: true })).mtimeNs;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

async function sweepLock(lock: string): Promise<void> {
  const owner = await readOwner(lock);
  const mark = owner && readMark(owner.name);
  if (owner && mark && isGone(mark)) await unlinkIfThere(join(lock, owner.name));
  await rmdirIfEmpty(lock);
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch(unless('ENOENT', 'ENOTDIR'));
}

/** Whether it was removed. */
async function rmdirIfEmpty(path: string): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST', ...blockedCodes, 'EROFS')) return false;
    throw error;
  }
}

function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!hasCode(error, ...codes)) throw error;
  };
}

function stillLocked(key: string): Failure {
  return new Failure(
    'denied',
    `Another program is still saving “${key}”. Nothing was changed; try again in a moment.`,
  );
}
