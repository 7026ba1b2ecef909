import { basename } from 'node:path';
import { z } from 'zod';
import { isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { libraryFileKey } from './library-keys.ts';

/** The newest layout of a library that this app can write. */
const knownVersion = 1;

const stored = z.looseObject({
  version: z.int(),
  name: z.string().trim().min(1).max(200).optional(),
  note: z.string().max(2_000).optional(),
});

/** What `profile_tester/library.json` says; libraries of the predecessor have none. */
export interface LibraryFile {
  name: string;
  note: string;
  readOnly: string | null;
}

/** Reads the library's own file. A library written by a newer app is opened for reading only. */
export async function readLibraryFile(backend: StorageBackend, folder: string): Promise<LibraryFile> {
  const plain: LibraryFile = { name: basename(folder) || folder, note: '', readOnly: null };
  const text = await readText(backend);
  if (text === undefined) return plain;
  const checked = stored.safeParse(parse(text));
  if (!checked.success) return plain;
  const { version, name, note } = checked.data;
  const readOnly =
    version > knownVersion
      ? 'This library was written by a newer version of the app. It is open for reading only; update the app to edit it.'
      : null;
  return { name: name ?? plain.name, note: note ?? '', readOnly };
}

async function readText(backend: StorageBackend): Promise<string | undefined> {
  try {
    return new TextDecoder().decode((await backend.read(libraryFileKey)).bytes);
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined;
    throw error;
  }
}

/** A damaged file of ours says nothing; the library itself does not depend on it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
