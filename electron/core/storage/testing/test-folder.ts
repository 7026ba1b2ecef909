import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real, empty folder for one test, with its surroundings. */
export interface TestFolder {
  /** The library's folder. */
  root: string;
  /** The folder around it, where nothing may appear. */
  around: string;
  /** Puts a file with its own key as content at each key. */
  fill(keys: readonly string[]): Promise<void>;
  /** Every path around the library, its contents left out. */
  outside(): Promise<string[]>;
  /** Every path within the library, working files included, sorted. */
  inside(): Promise<string[]>;
  dispose(): Promise<void>;
}

export async function makeTestFolder(): Promise<TestFolder> {
  const around = await mkdtemp(join(tmpdir(), 'storage-'));
  const root = join(around, 'library');
  await mkdir(root);
  return {
    root,
    around,
    async fill(keys) {
      for (const key of keys) {
        await mkdir(dirname(join(root, key)), { recursive: true });
        await writeFile(join(root, key), key);
      }
    },
    outside: async () => (await readdir(around)).sort(),
    inside: async () => (await readdir(root, { recursive: true })).sort(),
    dispose: () => rm(around, { recursive: true, force: true }),
  };
}
