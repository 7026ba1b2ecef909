import { createQueue } from '../in-turn.ts';
import { runChange } from '../library/change-runner.ts';
import { createDocumentStore, type DocumentStore } from '../library/document-store.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import type { RemoteCopy } from './remote-copy.ts';
import type { Waiting, WaitingItem } from './waiting.ts';

/**
 * A library in a bucket as this device sees it: two ways into the same overlay, so that a session works on
 * it as on a folder, at once and without the network.
 */
export interface Replica {
  /** For changes: the change itself waits, so what it writes is only shown. */
  readonly changes: StorageBackend;
  /** For files that are written beside changes: each waits to be sent as it is. */
  readonly files: StorageBackend;
  /**
   * Puts together anew what is shown: the bucket as it is known now, and everything that waits. Must not
   * meet a change that is being made.
   * @param sent ids of items that are in the bucket and about to be taken out of what waits.
   */
  replay(sent?: readonly string[]): Promise<void>;
}

/** @param onPut called when a file has been added to what waits. */
export function createReplica(remote: RemoteCopy, waiting: Waiting, onPut: () => void): Replica {
  let overlay = createOverlay(remote);
  // A file that is written while what is shown is put together would be missing from it.
  const inTurn = createQueue();

  async function putTogether(sent: readonly string[]): Promise<void> {
    const next = createOverlay(remote);
    const documents = createDocumentStore(next);
    const items = waiting.items().filter(({ id }) => !sent.includes(id));
    for (const item of items) await replayItem({ backend: next, documents }, waiting, item);
    overlay = next;
  }

  const changes: StorageBackend = {
    kind: 's3',
    read: (key, options) => overlay.read(key, options),
    write: (key, bytes, options) => overlay.write(key, bytes, options),
    append: (key, bytes, options) => overlay.append(key, bytes, options),
    list: (prefix, options) => overlay.list(prefix, options),
    stat: (key, options) => overlay.stat(key, options),
    delete: (key, options) => overlay.delete(key, options),
    move: (from, to) => overlay.move(from, to),
    close: async () => undefined,
  };

  const files: StorageBackend = {
    ...changes,
    write: (key, bytes, options) =>
      inTurn(async () => {
        // Kept first: what could not be kept must not be shown.
        const put = await waiting.addPut(key, bytes);
        const shown = await overlay.write(key, bytes, options).catch(async (error: unknown) => {
          await waiting.finish([put.id]);
          throw error;
        });
        // From now on the kept bytes stand for it, not a copy in memory.
        overlay.put(put, () => waiting.readBytes(put));
        onPut();
        return shown;
      }),
    delete: (key, options) =>
      inTurn(async () => {
        const unsent = waiting.items().filter((item) => item.kind === 'put' && item.key === key);
        await overlay.delete(key, options);
        // A file on its way may have arrived by now, so it is deleted as well as not sent.
        await waiting.addDelete(key);
        await waiting.finish(unsent.map((item) => item.id));
        onPut();
      }),
  };

  return {
    changes,
    files,
    replay: (sent = []) => inTurn(() => putTogether(sent)),
  };
}

/** What does not fit the bucket as it is now is left out; sending it says what becomes of it. */
async function replayItem(
  target: { backend: Overlay; documents: DocumentStore },
  waiting: Waiting,
  item: WaitingItem,
): Promise<void> {
  if (item.kind === 'put') return target.backend.put(item, () => waiting.readBytes(item));
  try {
    if (item.kind === 'delete') await target.backend.delete(item.key);
    else await runChange(target, item.entry.change, true);
  } catch {
    // Whatever it is: an edit that cannot be shown must not keep the library from opening.
  }
}
