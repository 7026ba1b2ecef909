import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Upload } from '#shared/contract.ts';
import { Failure } from '../failure.ts';
import type { TakenIn } from '../images/picture-intake.ts';

/**
 * Pictures that came in and wait to be put into slots: files in the cache, named by their content, so
 * that the same picture under two names is kept once. What nobody places is swept after a week.
 */
export interface Uploads {
  add(taken: TakenIn): Promise<Upload>;
  /** The compact JPEG and, where one is kept, the original. Rejects with `not-found`. */
  read(upload: string): Promise<UploadedPicture>;
  remove(upload: string): Promise<void>;
}

export interface UploadedPicture {
  jpeg: Uint8Array;
  original?: { bytes: Uint8Array; extension: string };
}

const keptFor = 7 * 24 * 60 * 60 * 1_000;

export function createUploads(folder: string): Uploads {
  void sweep(folder);
  return {
    async add(taken) {
      await mkdir(folder, { recursive: true });
      const upload = createHash('sha256').update(taken.jpeg).digest('hex').slice(0, 32);
      await put(folder, `${upload}.compact`, taken.jpeg);
      if (taken.original) await put(folder, `${upload}.original.${taken.originalExtension}`, taken.original);
      const { width, height, metadata } = taken;
      return { upload, width, height, description: metadata.description ?? '' };
    },
    async read(upload) {
      const names = (await readNames(folder)).filter((name) => name.startsWith(`${checkId(upload)}.`));
      if (!names.includes(`${upload}.compact`)) {
        throw new Failure('not-found', 'This picture has to be chosen again: it is not waiting any more.');
      }
      const jpeg = await readFile(join(folder, `${upload}.compact`));
      const original = names.find((name) => name.startsWith(`${upload}.original.`));
      if (!original) return { jpeg };
      const extension = original.slice(original.lastIndexOf('.'));
      return { jpeg, original: { bytes: await readFile(join(folder, original)), extension } };
    },
    async remove(upload) {
      for (const name of await readNames(folder)) {
        if (name.startsWith(`${checkId(upload)}.`)) await rm(join(folder, name), { force: true });
      }
    },
  };
}

async function put(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const partial = join(folder, `${name}.${crypto.randomUUID().slice(0, 8)}.partial`);
  await writeFile(partial, bytes);
  await rename(partial, join(folder, name));
}

function checkId(upload: string): string {
  if (/^[0-9a-f]{32}$/.test(upload)) return upload;
  throw new Failure('not-found', 'This picture has to be chosen again: it is not waiting any more.');
}

async function readNames(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Housekeeping of a cache: what cannot be removed now is removed another day. */
async function sweep(folder: string): Promise<void> {
  const names = await readNames(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > keptFor) await rm(path, { force: true }).catch(() => undefined);
  }
}
