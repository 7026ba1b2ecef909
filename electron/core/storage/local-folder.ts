// Interim version; replaced by the full one.
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { ListedObject, StorageBackend } from './backend.ts';

export async function openLocalFolder(root: string): Promise<StorageBackend> {
  const path = (key: string) => join(root, key);
  const versionOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  async function statKey(key: string): Promise<ListedObject | undefined> {
    const found = await stat(path(key), { bigint: true }).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    return { key, size: Number(found.size), stamp: `${found.size}-${found.mtimeNs}`, modified: Number(found.mtimeMs) };
  }
  async function walk(folder: string, out: ListedObject[]): Promise<void> {
    const entries = await readdir(path(folder), { withFileTypes: true }).catch(() => []);
    await Promise.all(
      entries.map(async (entry) => {
        const key = folder + entry.name;
        if (entry.isDirectory()) return walk(`${key}/`, out);
        const listed = await statKey(key);
        if (listed) out.push(listed);
      }),
    );
  }
  const backend: StorageBackend = {
    kind: 'folder',
    async read(key) {
      try {
        const bytes = await readFile(path(key));
        return { bytes, version: versionOf(bytes) };
      } catch (error) {
        throw new Failure('not-found', `${key} is not there.`, { cause: error });
      }
    },
    async write(key, bytes, options) {
      if (options?.ifVersion !== undefined) {
        const now = await backend.read(key).then(
          (object) => object.version,
          () => 'absent',
        );
        if (now !== options.ifVersion) throw new Failure('conflict', `${key} was changed in the meantime.`);
      }
      await mkdir(dirname(path(key)), { recursive: true });
      const temp = `${path(key)}.${process.pid}.tmp`;
      await writeFile(temp, bytes);
      await rename(temp, path(key));
      return { version: versionOf(bytes) };
    },
    async append(key, bytes) {
      await mkdir(dirname(path(key)), { recursive: true });
      await appendFile(path(key), bytes);
    },
    async list(prefix) {
      const out: ListedObject[] = [];
      await walk(prefix.slice(0, prefix.lastIndexOf('/') + 1), out);
      return out.filter((object) => object.key.startsWith(prefix)).sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    stat: statKey,
    delete: (key) => rm(path(key), { force: true }),
    close: async () => undefined,
  };
  return backend;
}
