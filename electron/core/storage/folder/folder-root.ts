import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rmdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { Failure } from '../../failure.ts';
import { foldKey } from '../keys.ts';
import { hasCode, storageFailure } from '../system-errors.ts';

/** Where a key leads to on disk. */
export interface Place {
  /** The file's path; of an existing file the real one, its name spelled as it is on disk. */
  path: string;
  /** What is there; undefined when nothing is. */
  stats: BigIntStats | undefined;
  /** The folders that have to be made before a file can be put there, outermost first. */
  missingFolders: string[];
  /** No file can be there: a folder stands at the key, or a file where the key needs a folder. */
  blocked: boolean;
}

/** The library's folder: finds what keys lead to, and never lets one lead out of it. */
export interface FolderRoot {
  /** The real path, links resolved. */
  readonly path: string;
  /**
   * Rejects with `offline` when the folder is gone or only its bare mount point is left, so that an
   * unplugged disk is never taken for an empty library.
   */
  requirePresent(): Promise<void>;
  /**
   * Finds a key's file; one whose name differs in case or Unicode normalisation only is the same file.
   * Rejects with `denied` when a link leads out of the library or nowhere.
   */
  locate(key: string): Promise<Place>;
  /** Rejects with `denied` unless the real path of `path` lies in the library. Returns the real path. */
  requireInside(path: string, key: string): Promise<string>;
  /** Makes the missing folders of a place. Returns those that it made, outermost first. */
  makeFolders(place: Place): Promise<string[]>;
  /** Takes back folders that `makeFolders` made, as far as they are empty. */
  removeFolders(folders: readonly string[]): Promise<void>;
}

/** @param folder an existing folder; missing rejects with `offline`, a file with `invalid`. */
export async function openFolderRoot(folder: string): Promise<FolderRoot> {
  const path = await realRoot(folder);
  const name = basename(path);
  let identity = identityOf(await stat(path, { bigint: true }));
  const landmarks = new Set(await readdir(path));

  async function requirePresent(): Promise<void> {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (!stats?.isDirectory()) throw storageFailure('offline', name);
    const now = identityOf(stats);
    if (now === identity) return;
    // Another folder at this path: a disk plugged in again has what we saw before, a bare mount point not.
    const entries = await readdir(path);
    if (!entries.some((entry) => landmarks.has(entry))) throw storageFailure('offline', name);
    identity = now;
  }

  async function requireInside(inner: string, key: string): Promise<string> {
    const real = await realpath(inner);
    if (real !== path && !real.startsWith(path.endsWith(sep) ? path : path + sep)) throw badLink(key, real);
    return real;
  }

  async function existing(inner: string, key: string, stats: BigIntStats): Promise<Place> {
    const real = await requireInside(inner, key).catch((error: unknown) => {
      throw stats.isSymbolicLink() && hasCode(error, 'ENOENT', 'ELOOP') ? badLink(key, 'nowhere') : error;
    });
    const target = stats.isSymbolicLink() ? await stat(real, { bigint: true }) : stats;
    return target.isFile()
      ? { path: real, stats: target, missingFolders: [], blocked: false }
      : blocked(real);
  }

  /** Part by part, looking for twins of names that are not there to the letter. */
  async function search(key: string): Promise<Place> {
    const parts = key.split('/');
    const last = parts.length - 1;
    // A new file in a folder that is there, as every picture that comes in: only its twin is left to look for.
    const parent = join(path, ...parts.slice(0, last));
    const start = (await isFolder(parent)) ? last : 0;
    let current = start === last ? parent : path;
    for (const [index, part] of parts.entries()) {
      if (index < start) continue;
      const isThere = start !== last && (await lstatIfThere(join(current, part)));
      const found = isThere ? part : await findTwin(current, part);
      if (found === undefined) {
        const missing = parts.slice(index);
        const real = await requireInside(current, key);
        const missingFolders = foldersOf(real, missing);
        return { path: join(real, ...missing), stats: undefined, missingFolders, blocked: false };
      }
      current = join(current, found);
      const folder = index === last ? undefined : await stat(current);
      if (folder && !folder.isDirectory()) return blocked(current);
    }
    return existing(current, key, await lstat(current, { bigint: true }));
  }

  return {
    path,
    requirePresent,
    requireInside,
    async locate(key) {
      const direct = join(path, key);
      const stats = await lstatIfThere(direct);
      return stats ? existing(direct, key, stats) : search(key);
    },
    async makeFolders(place) {
      const made: string[] = [];
      for (const folder of place.missingFolders) {
        try {
          // Not recursive: that would put a new root in the place of a folder that was unplugged.
          await mkdir(folder);
          made.push(folder);
        } catch (error) {
          if (!hasCode(error, 'EEXIST')) throw error;
        }
      }
      return made;
    },
    async removeFolders(folders) {
      for (const folder of folders.toReversed()) {
        try {
          await rmdir(folder);
        } catch {
          // Somebody has put something there, so the folder is theirs now.
          return;
        }
      }
    },
  };
}

async function realRoot(folder: string): Promise<string> {
  try {
    const path = await realpath(folder);
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    throw storageFailure(hasCode(error, 'EACCES', 'EPERM') ? 'denied' : 'offline', basename(folder), error);
  }
  throw new Failure('invalid', `“${basename(folder)}” is a file, not a folder.`);
}

/** Lets names that no disk can hold count as absent; a file in a folder's place is found by the search. */
async function lstatIfThere(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG')) return undefined;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** The entry that differs from `name` in case or normalisation only; among several the first by code units. */
async function findTwin(folder: string, name: string): Promise<string | undefined> {
  const folded = foldKey(name);
  const twins = (await readdir(folder)).filter((entry) => foldKey(entry) === folded).sort();
  return twins[0];
}

function foldersOf(base: string, missing: readonly string[]): string[] {
  return missing.slice(0, -1).map((_part, index) => join(base, ...missing.slice(0, index + 1)));
}

function blocked(path: string): Place {
  return { path, stats: undefined, missingFolders: [], blocked: true };
}

function badLink(key: string, target: string): Failure {
  const message = `“${key}” is a link that leads out of the library's folder; it is not followed.`;
  return new Failure('denied', message, { detail: `leads to ${target}` });
}

function identityOf(stats: BigIntStats): string {
  return `${stats.dev}-${stats.ino}`;
}
