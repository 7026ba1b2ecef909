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
      const stem = join(folder, checkId(upload));
      const jpeg = await readIfThere(`${stem}.compact`);
      if (!jpeg) throw notWaiting();
      for (const extension of extensions) {
        const bytes = await readIfThere(`${stem}.original.${extension}`);
        if (bytes) return { jpeg, original: { bytes, extension: `.${extension}` } };
      }
      return { jpeg };
    },
    async remove(upload) {
      const stem = join(folder, checkId(upload));
      const names = ['compact', ...extensions.map((extension) => `original.${extension}`)];
      for (const name of names) await rm(`${stem}.${name}`, { force: true });
    },
  };
}

const extensions: readonly TakenIn['originalExtension'][] = ['png', 'jpg', 'webp'];

async function put(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const partial = join(folder, `${name}.${crypto.randomUUID().slice(0, 8)}.partial`);
  await writeFile(partial, bytes);
  await rename(partial, join(folder, name));
}

function checkId(upload: string): string {
  if (/^[0-9a-f]{32}$/.test(upload)) return upload;
  throw notWaiting();
}

function notWaiting(): Failure {
  return new Failure('not-found', 'This picture has to be chosen again: it is not waiting any more.');
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Housekeeping of a cache: what cannot be removed now is removed another day. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > keptFor) await rm(path, { force: true }).catch(() => undefined);
  }
}
