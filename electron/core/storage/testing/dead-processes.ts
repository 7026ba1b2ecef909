import { spawnSync } from 'node:child_process';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocalFolder } from '../local-folder.ts';
import { text } from './documents.ts';

/** A pid that belonged to a process which has ended. */
export function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** Writes a document and tells the mark of its temp (without pid) and the folder that was its lock. */
export async function spyOnWrite(root: string, key: string): Promise<{ mark: string; lock: string }> {
  let mark = '';
  let lock = '';
  const backend = await openLocalFolder(root, {
    disk: {
      async rename(from, to) {
        mark = from.split('.').at(-2) ?? '';
        const locks = join(root, 'profile_tester/locks');
        lock = join(locks, (await readdir(locks))[0] ?? '');
        await rename(from, to);
      },
    },
  });
  await backend.write(key, text('old'));
  await backend.close();
  return { mark, lock };
}
