import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../system-errors.ts';
import { forEachBounded } from './folder-entries.ts';
import type { FolderRoot } from './folder-root.ts';
import { sweepLocks } from './key-lock.ts';
import { isGone, readTempMark } from './process-mark.ts';

/**
 * Removes what killed processes left: temps, locks, and folders that hold nothing but such temps (made for
 * a first file that never came; the predecessor would take one for a profile). Touches nothing else, and
 * nothing of a living process. A library that may not be written is left as it is.
 */
export async function sweepLeftovers(root: FolderRoot): Promise<void> {
  try {
    await sweepLocks(root);
    await sweepFolder(root.path, true);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EBUSY')) throw error;
  }
}

async function sweepFolder(folder: string, isRoot: boolean): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const leftovers = entries.filter((entry) => entry.isFile() && isLeftover(entry.name));
  for (const entry of leftovers) await unlinkIfThere(join(folder, entry.name));
  const folders = entries.filter((entry) => entry.isDirectory());
  await forEachBounded(folders, 8, (entry) => sweepFolder(join(folder, entry.name), false));
  if (!isRoot && leftovers.length > 0 && leftovers.length === entries.length) await rmdirIfEmpty(folder);
}

function isLeftover(name: string): boolean {
  const mark = readTempMark(name);
  return mark !== undefined && isGone(mark);
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

async function rmdirIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}
