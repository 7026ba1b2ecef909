import { mkdir, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { FolderListing } from '#shared/contract.ts';
import { Failure } from './failure.ts';

/** Names that make a folder a library: one of them is enough. */
const libraryMarks = ['test_prompts.json', 'profile_analyses', 'profile_results'];

/** Subfolders of a folder (the user's home when none is given), hidden ones left out, by name. */
export async function listFolders(folder: string | undefined): Promise<FolderListing> {
  const path = checkFolder(folder ?? homedir());
  const entries = await readFolder(path);
  const names = entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort((left, right) => left.localeCompare(right, 'en'));
  const folders = await Promise.all(names.map((name) => describeFolder(join(path, name), name)));
  const parent = dirname(path);
  return {
    folder: path,
    parent: parent === path ? null : parent,
    folders: folders.filter((found) => found !== undefined),
    isLibrary: await isLibraryFolder(path),
  };
}

/** Makes a subfolder and lists it. Rejects with `invalid` for a name that is a path, `conflict` when it exists. */
export async function createFolder(folder: string, name: string): Promise<FolderListing> {
  const path = checkFolder(folder);
  if (/[/\\\p{Cc}:*?"<>|]/u.test(name) || /^\.|[. ]$/.test(name)) {
    throw new Failure('invalid', 'A folder’s name holds no slashes or other special characters.');
  }
  try {
    await mkdir(join(path, name));
  } catch (error) {
    throw folderFailure(error, join(path, name));
  }
  return listFolders(join(path, name));
}

/** The folder as an absolute path; rejects with `invalid` for anything else. */
export function checkFolder(folder: string): string {
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new Failure('invalid', 'A folder is given by its full path.');
  }
  return resolve(folder);
}

/** Rejects when the folder is not there, is no folder, or may not be read. */
export async function requireFolder(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new Failure('invalid', 'This is a file, not a folder.');
    await readdir(folder);
  } catch (error) {
    throw error instanceof Failure ? error : folderFailure(error, folder);
  }
}

async function describeFolder(
  folder: string,
  name: string,
): Promise<FolderListing['folders'][number] | undefined> {
  // Links to files and folders that may not be read are simply not offered.
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? { name, folder, isLibrary: await isLibraryFolder(folder) } : undefined;
}

async function isLibraryFolder(folder: string): Promise<boolean> {
  const checks = libraryMarks.map((mark) =>
    stat(join(folder, mark)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(checks)).some(Boolean);
}

async function readFolder(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw folderFailure(error, folder);
  }
}

function folderFailure(error: unknown, folder: string): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT')
    return new Failure('not-found', `The folder ${folder} is not there any more.`, { cause: error });
  if (code === 'ENOTDIR')
    return new Failure('invalid', `${folder} is a file, not a folder.`, { cause: error });
  if (code === 'EEXIST')
    return new Failure('conflict', 'There is a folder with this name already.', { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure('denied', `You may not read the folder ${folder}.`, { cause: error });
  }
  return new Failure('unknown', `The folder ${folder} could not be read.`, { cause: error });
}
