import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk, writeAtomically } from '../storage/atomic-write.ts';

/** Bytes of files that wait to be sent, durable on this device. */
export interface KeptFiles {
  /** Durable when it resolves; returns the name to read them by. Equal bytes kept twice are two files. */
  keep(bytes: Uint8Array): Promise<string>;
  /** Rejects when they are not there. */
  read(name: string): Promise<Uint8Array>;
  /** Best effort: what stays is swept another day. */
  remove(names: readonly string[]): Promise<void>;
  /** Removes what nobody needs any more. */
  sweep(needed: readonly string[]): Promise<void>;
}

/** Another app may have kept a file and not yet noted it, so a fresh one is left alone. */
const leastAge = 60 * 60 * 1_000;

export function openKeptFiles(folder: string): KeptFiles {
  async function remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(folder, name), { force: true }).catch(() => undefined);
  }

  return {
    async keep(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const name = `${hash}-${crypto.randomUUID().slice(0, 8)}`;
      await mkdir(folder, { recursive: true });
      await writeAtomically(join(folder, name), bytes, { disk: realDisk });
      return name;
    },
    read: (name) => readFile(join(folder, name)),
    remove,
    async sweep(needed) {
      const names = await readdir(folder).catch((): string[] => []);
      const unneeded = names.filter((name) => !needed.includes(name));
      for (const name of unneeded) {
        const found = await stat(join(folder, name)).catch(() => undefined);
        if (found && Date.now() - found.mtimeMs > leastAge) await remove([name]);
      }
    },
  };
}
