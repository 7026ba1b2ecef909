import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isKnownChange } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { Failure } from '../failure.ts';
import { createQueue } from '../in-turn.ts';
import type { Journal } from '../library/journal.ts';
import { toStorageFailure } from '../storage/system-errors.ts';
import type { KeptFiles } from './kept-files.ts';

/** A file of the library's own that is written beside changes, such as a picture on its way in, or a backup. */
export interface WaitingPut {
  kind: 'put';
  id: string;
  key: string;
  /** Where its bytes are kept on this device. */
  content: string;
  size: number;
  /** SHA-256 of its bytes, hex. */
  hash: string;
  /** What most services give as ETag: the MD5 of the bytes, so that a picture that has arrived looks the same. */
  stamp: string;
}

/** Something that is done on this device and not yet in the bucket. */
export type WaitingItem =
  | { kind: 'change'; id: string; entry: HistoryEntry }
  | WaitingPut
  | { kind: 'delete'; id: string; key: string };

/**
 * What waits to be sent, in order; durable on this device before anybody is told that it waits. Adding rejects
 * with `full` and the like when it could not be made durable; then nothing was added.
 */
export interface Waiting {
  items(): readonly WaitingItem[];
  addChange(entry: HistoryEntry): Promise<void>;
  /** Keeps the bytes, then the item. */
  addPut(key: string, bytes: Uint8Array): Promise<WaitingPut>;
  addDelete(key: string): Promise<void>;
  /** Rejects with `not-found` when the bytes are not on this device any more. */
  readBytes(put: WaitingPut): Promise<Uint8Array>;
  /** Gives a waiting change another form, in its place. */
  replace(entry: HistoryEntry): Promise<void>;
  /** They are in the bucket, or refused for good. */
  finish(ids: readonly string[]): Promise<void>;
  /** Takes over what apps that are gone have left. */
  adopt(): Promise<void>;
  close(): Promise<void>;
}

export type WaitingRow = WaitingItem | { finish: readonly string[] } | { replace: HistoryEntry };

const entrySchema = z.looseObject({
  id: z.string(),
  at: z.string(),
  device: z.string(),
  who: z.string(),
  change: z.custom<HistoryEntry['change']>(isKnownChange),
});
const rowSchema = z.union([
  z.object({ finish: z.array(z.string()) }),
  z.object({ replace: entrySchema }),
  z.object({ kind: z.literal('change'), id: z.string(), entry: entrySchema }),
  z.object({
    kind: z.literal('put'),
    id: z.string(),
    key: z.string(),
    content: z.string().regex(/^[0-9a-f-]{20,120}$/),
    size: z.int().min(0),
    hash: z.string(),
    stamp: z.string(),
  }),
  z.object({ kind: z.literal('delete'), id: z.string(), key: z.string() }),
]);

/** A row of the journal as it was written; undefined when it is none. */
export function parseWaitingRow(value: unknown): WaitingRow | undefined {
  return rowSchema.safeParse(value).data as WaitingRow | undefined;
}

/** Opens what waits for one library. */
export function openWaiting(journal: Journal<WaitingRow>, files: KeptFiles): Waiting {
  let items: WaitingItem[] = [];
  // What is added while something else is finished would go with it when the journal starts anew.
  const inTurn = createQueue();

  const add = (item: WaitingItem): Promise<void> =>
    inTurn(async () => {
      await keeping(() => journal.append([item]));
      items = [...items, item];
    });

  return {
    items: () => items,
    addChange: (entry) => add({ kind: 'change', id: entry.id, entry }),
    async addPut(key, bytes) {
      const content = await keeping(() => files.keep(bytes));
      const stamp = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const hash = createHash('sha256').update(bytes).digest('hex');
      const id = crypto.randomUUID();
      const put: WaitingPut = { kind: 'put', id, key, content, size: bytes.length, hash, stamp };
      try {
        await add(put);
      } catch (error) {
        await files.remove([content]);
        throw error;
      }
      return put;
    },
    addDelete: (key) => add({ kind: 'delete', id: crypto.randomUUID(), key }),
    readBytes: (put) =>
      files.read(put.content).catch((error: unknown) => {
        throw new Failure(
          'not-found',
          `“${nameOf(put.key)}” was to be sent, but it is not on this device any more.`,
          {
            cause: error,
          },
        );
      }),
    replace: (entry) =>
      inTurn(async () => {
        await journal.append([{ replace: entry }]);
        items = applyRow(items, { replace: entry });
      }),
    finish: (ids) =>
      inTurn(async () => {
        const gone = new Set(ids);
        const dropped = items.filter((item) => gone.has(item.id));
        if (dropped.length === 0) return;
        const left = items.filter((item) => !gone.has(item.id));
        await finishRows(journal, ids, left.length === 0);
        items = left;
        await files.remove(contentsOf(dropped));
      }),
    adopt: () =>
      inTurn(async () => {
        await journal.adopt(async (rows) => {
          const known = new Set(items.map(({ id }) => id));
          // One that was taken over and not yet removed when that app ended as well is there twice.
          const left = rows.reduce(applyRow, [] as WaitingItem[]).filter(({ id }) => !known.has(id));
          if (left.length > 0) await journal.append(left);
          items = [...items, ...left];
        });
        const others = await journal.others();
        await files.sweep(contentsOf([...items, ...others.reduce(applyRow, [] as WaitingItem[])]));
      }),
    close: () => inTurn(() => journal.close(items.length > 0)),
  };
}

/**
 * Durable before the bytes go: a power cut must not bring back an item without them. With nothing left the file
 * starts anew, so that it never grows with the history; a full disk has room for that alone.
 */
async function finishRows(
  journal: Journal<WaitingRow>,
  ids: readonly string[],
  isLast: boolean,
): Promise<void> {
  try {
    await journal.append([{ finish: ids }]);
  } catch (error) {
    if (!isLast) throw error;
  }
  if (isLast) await journal.clear();
}

async function keeping<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageFailure(error, 'this edit');
  }
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function applyRow(items: WaitingItem[], row: WaitingRow): WaitingItem[] {
  if ('finish' in row) return items.filter((item) => !row.finish.includes(item.id));
  if (!('replace' in row)) return [...items, row];
  return items.map((item) =>
    item.kind === 'change' && item.id === row.replace.id ? { ...item, entry: row.replace } : item,
  );
}

function contentsOf(items: readonly WaitingItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'put' ? [item.content] : []));
}
