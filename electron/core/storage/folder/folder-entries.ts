import { type BigIntStats, type Dirent, lstat } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../../failure.ts';
import type { ListedObject } from '../backend.ts';
import { compareKeys, folderOf, isOwnName } from '../keys.ts';
import { hasCode, throwIfCancelled } from '../system-errors.ts';
import type { FolderRoot } from './folder-root.ts';

/** What one folder holds itself. */
export interface FolderEntries {
  files: ListedObject[];
  /** Keys of the folders in it, each ending with `/`. */
  folders: string[];
}

interface Names {
  files: Dirent[];
  folders: string[];
}

/** Folders read at once, and files asked for at once: enough to keep Node's four disk threads busy. */
const foldersAtOnce = 8;
const filesAtOnce = 64;

/** Everything below the library whose key starts with `prefix`, sorted. Links to folders are not entered. */
export async function listTree(
  root: FolderRoot,
  prefix: string,
  signal?: AbortSignal,
): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  let level = [folderOf(prefix)];
  while (level.length > 0) {
    const next: string[] = [];
    await forEachBounded(level, foldersAtOnce, async (folder) => {
      throwIfCancelled(signal, folder);
      const names = await readNames(root, folder);
      const wanted = names.files.filter((entry) => (folder + entry.name).startsWith(prefix));
      found.push(...(await statAll(root, folder, wanted, signal)));
      next.push(...names.folders.filter((key) => key.startsWith(prefix) || prefix.startsWith(key)));
    });
    level = next;
  }
  if (found.length === 0) await root.requirePresent();
  return found.sort(compareKeys);
}

/** One folder's own entries (`''` is the library itself); empty when it is not there. */
export async function listFolder(root: FolderRoot, folder: string): Promise<FolderEntries> {
  const names = await readNames(root, folder);
  if (names.files.length + names.folders.length === 0) await root.requirePresent();
  return { files: await statAll(root, folder, names.files), folders: names.folders };
}

/** An object as listings show it. The stamp changes with every write: size, time and inode. */
export function toListed(key: string, stats: BigIntStats): ListedObject {
  return { key, size: Number(stats.size), stamp: stampOf(stats), modified: Number(stats.mtimeMs) };
}

export function stampOf(stats: BigIntStats): string {
  return `${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}-${stats.ino.toString(36)}`;
}

/** Runs `work` on every item, at most `limit` at once; rejects with the first failure. */
export async function forEachBounded<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(lanes);
}

async function readNames(root: FolderRoot, folder: string): Promise<Names> {
  const path = join(root.path, folder);
  let entries: Dirent[];
  try {
    await root.requireInside(path, folder);
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
    return { files: [], folders: [] };
  }
  const shown = entries.filter((entry) => !isOwnName(folder + entry.name));
  return {
    files: shown.filter((entry) => entry.isFile() || entry.isSymbolicLink()),
    folders: shown.filter((entry) => entry.isDirectory()).map((entry) => `${folder}${entry.name}/`),
  };
}

async function statAll(
  root: FolderRoot,
  folder: string,
  entries: readonly Dirent[],
  signal?: AbortSignal,
): Promise<ListedObject[]> {
  const found: ListedObject[] = [];
  await forEachBounded(entries, filesAtOnce, async (entry) => {
    throwIfCancelled(signal, folder);
    const stats = await statEntry(root, folder + entry.name, entry.isSymbolicLink());
    if (stats?.isFile()) found.push(toListed(folder + entry.name, stats));
  });
  return found;
}

/** Undefined for what vanished since, and for links that lead nowhere or out of the library. */
async function statEntry(root: FolderRoot, key: string, isLink: boolean): Promise<BigIntStats | undefined> {
  const path = join(root.path, key);
  try {
    return isLink
      ? await stat(await root.requireInside(path, key), { bigint: true })
      : await lstatQuickly(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP') || isFailure(error, 'denied')) return undefined;
    throw error;
  }
}

/** With 10,000 files the callback form takes 0.1 s where `fs/promises` takes 0.27 s. */
function lstatQuickly(path: string): Promise<BigIntStats> {
  return new Promise((resolve, reject) => {
    lstat(path, { bigint: true }, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
}
