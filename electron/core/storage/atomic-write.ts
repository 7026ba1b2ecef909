import type { BigIntStats } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { newMark } from './folder/process-mark.ts';
import { syncFolder } from './folder/sync-folder.ts';
import { syncInRounds } from './folder/sync-rounds.ts';
import { hasCode, throwIfCancelled } from './system-errors.ts';

/** The calls that tests replace to see what happens when the disk or a virus scanner gets in the way. */
export interface DiskCalls {
  open(path: string, flags: string, mode?: number): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  sleep(milliseconds: number): Promise<unknown>;
  /** How long a rename or removal that something blocks is tried again, in milliseconds of waiting. */
  patience: number;
}

export interface AtomicWriteOptions {
  disk: DiskCalls;
  signal?: AbortSignal | undefined;
  /** Permission bits to give the file; left out: the system's default. */
  mode?: number | undefined;
  /** Called when the bytes are safe in the temp file, with its stats (the inode stays); throwing gives up. */
  beforeRename?: (stats: BigIntStats) => Promise<void>;
}

/** Virus scanners and sync tools hold files open on Windows; elsewhere the refusal is mostly meant. */
const patience = process.platform === 'win32' ? 30_000 : 1_000;

export const realDisk: DiskCalls = { open, rename, link, unlink, sleep: delay, patience };

/**
 * Replaces a file by new bytes so that a reader, also after a crash, sees the old ones or the new ones:
 * temp file in the same folder, whole write, sync, rename, sync of the folder. (`write-file-atomic` and
 * `atomically` keep stumps on a full disk, therefore not they.)
 *
 * Resolves to the stats that the file keeps. Rejects with system errors and leaves no temp behind, except when
 * the rename stays blocked: then the bytes are kept beside the file as `<name>.unsaved.tmp` and a `denied`
 * Failure says so.
 */
export async function writeAtomically(
  path: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions,
): Promise<BigIntStats> {
  const { disk } = options;
  const temp = `${path}.${newMark()}.tmp`;
  let stats: BigIntStats;
  try {
    stats = await writeTemp(temp, bytes, options);
    await options.beforeRename?.(stats);
    throwIfCancelled(options.signal, basename(path));
  } catch (error) {
    await removeTemp(disk, temp);
    throw error;
  }
  try {
    await retryWhileBlocked(disk, () => disk.rename(temp, path));
  } catch (error) {
    if (!isBlocked(error)) await removeTemp(disk, temp);
    throw isBlocked(error) ? await keepTemp(disk, temp, path, error) : error;
  }
  await syncFolder(disk, dirname(path));
  await verify(path, bytes.length);
  return stats;
}

/**
 * Makes a new file, as `writeAtomically` replaces one. A hard link never takes the place of a file, so of many who
 * do so at once one wins, without a lock: rejects with EEXIST when a file is there, and with `unsupported`, nothing
 * done, where the file system refuses hard links.
 */
export async function createAtomically(
  path: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions,
): Promise<BigIntStats> {
  const { disk } = options;
  const temp = `${path}.${newMark()}.tmp`;
  let stats: BigIntStats;
  try {
    stats = await writeTemp(temp, bytes, options);
    await options.beforeRename?.(stats);
    throwIfCancelled(options.signal, basename(path));
    await linkInto(disk, temp, path);
  } finally {
    await removeTemp(disk, temp);
  }
  await syncFolder(disk, dirname(path));
  await verify(path, bytes.length);
  return stats;
}

async function linkInto(disk: DiskCalls, temp: string, path: string): Promise<void> {
  try {
    await disk.link(temp, path);
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT', 'EIO', 'EROFS')) throw error;
    throw new Failure('unsupported', 'This disk has no hard links.', { cause: error });
  }
}

/** The name under which bytes are kept that could not take their place. */
function unsavedName(path: string): string {
  return `${path}.unsaved.tmp`;
}

/** Repeats a rename or removal that a scanner or sync tool blocks, waiting longer each time. */
export async function retryWhileBlocked(disk: DiskCalls, work: () => Promise<void>): Promise<void> {
  let waited = 0;
  for (let pause = 10; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      return await work();
    } catch (error) {
      if (!isBlocked(error) || waited >= disk.patience) throw error;
      await disk.sleep(pause);
      waited += pause;
    }
  }
}

async function writeTemp(temp: string, bytes: Uint8Array, options: AtomicWriteOptions): Promise<BigIntStats> {
  const handle = await options.disk.open(temp, 'wx', options.mode);
  try {
    await handle.writeFile(bytes, options.signal ? { signal: options.signal } : {});
    // What the process's mask took away from the bits that the file had.
    if (options.mode !== undefined) await handle.chmod(options.mode);
    await syncInRounds(options.disk, () => handle.sync());
    const stats = await handle.stat({ bigint: true });
    if (Number(stats.size) !== bytes.length) throw shortWrite(temp, Number(stats.size), bytes.length);
    return stats;
  } finally {
    await handle.close();
  }
}

async function verify(path: string, size: number): Promise<void> {
  const found = Number((await lstat(path)).size);
  if (found !== size) throw shortWrite(path, found, size);
}

async function removeTemp(disk: DiskCalls, temp: string): Promise<void> {
  try {
    await retryWhileBlocked(disk, () => disk.unlink(temp));
  } catch {
    // The reason of the failed write matters to the caller; the next opening sweeps the temp.
  }
}

async function keepTemp(disk: DiskCalls, temp: string, path: string, cause: unknown): Promise<Failure> {
  let kept = unsavedName(path);
  try {
    await disk.rename(temp, kept);
  } catch {
    kept = temp;
  }
  const message =
    `“${basename(path)}” could not be replaced: another program holds it. ` +
    `The old version is untouched, the new one is kept beside it as “${basename(kept)}”.`;
  return new Failure('denied', message, { cause });
}

function isBlocked(error: unknown): boolean {
  return hasCode(error, 'EPERM', 'EACCES', 'EBUSY');
}

function shortWrite(path: string, found: number, expected: number): Failure {
  const message = `“${basename(path)}” was not saved whole: ${found} of ${expected} bytes arrived.`;
  return new Failure('unknown', message);
}
