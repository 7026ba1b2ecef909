import type { BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import type { DiskCalls } from '../atomic-write.ts';
import { syncFolder } from './sync-folder.ts';

export interface AppendOptions {
  disk: DiskCalls;
  /** Whether the file comes into being, so that its folder has to be synced too. */
  isNew: boolean;
  /** Called with the stats after the bytes are in, before they are durable. */
  onWritten: (stats: BigIntStats) => void;
}

/**
 * Adds bytes at a file's end; they are on the disk when it resolves. When not all of them fit, the file is
 * cut back to what it was and the system error is thrown: call it under the key's lock only. A kill in the
 * middle may leave a part of the bytes.
 */
export async function appendDurably(path: string, bytes: Uint8Array, options: AppendOptions): Promise<void> {
  const handle = await options.disk.open(path, 'a');
  try {
    const before = await handle.stat();
    try {
      await handle.writeFile(bytes);
      options.onWritten(await handle.stat({ bigint: true }));
      await handle.sync();
    } catch (error) {
      await handle.truncate(before.size);
      if (options.isNew) await options.disk.unlink(path);
      throw error;
    }
  } finally {
    await handle.close();
  }
  if (options.isNew) await syncFolder(options.disk, dirname(path));
}
