import type { DiskCalls } from '../atomic-write.ts';
import { hasCode } from '../system-errors.ts';
import { syncInRounds } from './sync-rounds.ts';

interface Sync {
  running: Promise<void>;
  /** The one that begins when this one has ended. */
  next?: Promise<void>;
}

const syncs = new WeakMap<Pick<DiskCalls, 'open'>, Map<string, Sync>>();

/**
 * Makes a folder's entries durable. What is asked for while a sync of the folder runs, which may have begun too
 * early for it, is done by the next one for all who wait: many files that come into one folder at once need few.
 * Windows cannot sync folders, and needs it not.
 */
export function syncFolder(disk: Pick<DiskCalls, 'open'>, folder: string): Promise<void> {
  if (process.platform === 'win32') return Promise.resolve();
  const ofDisk = syncs.get(disk) ?? new Map<string, Sync>();
  syncs.set(disk, ofDisk);

  function begin(): Promise<void> {
    const sync: Sync = {
      running: syncNow(disk, folder).finally(() => {
        if (!sync.next) ofDisk.delete(folder);
      }),
    };
    ofDisk.set(folder, sync);
    return sync.running;
  }

  const current = ofDisk.get(folder);
  if (!current) return begin();
  current.next ??= current.running.then(begin, begin);
  return current.next;
}

async function syncNow(disk: Pick<DiskCalls, 'open'>, folder: string): Promise<void> {
  const handle = await disk.open(folder, 'r');
  try {
    await syncInRounds(disk, () => handle.sync());
  } catch (error) {
    // Some network and FUSE file systems cannot sync a folder; they say so with these.
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
  } finally {
    await handle.close();
  }
}
