import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { HistoryEntry } from '#shared/model/library.ts';
import { isFailure } from '../failure.ts';
import { replaceFile, unlessMissing } from '../images/cache-file.ts';
import { type History, parseNewest } from '../library/history.ts';
import { newestFirst, type TeamHistory } from './team-history.ts';
import type { Waiting } from './waiting.ts';

/** History as the pages see it: everybody's from the bucket, and this device's that waits. */
export interface ShownHistory extends History {
  /** What others have added is asked for when History is read next. */
  forget(): void;
  /** Entries that have left `waiting` for the bucket. */
  noteSent(entries: readonly HistoryEntry[]): void;
}

export interface ShownHistoryParts {
  team: TeamHistory;
  waiting: Waiting;
  /** Where the newest entries are kept for the time without the network; null: nowhere. */
  file: string | null;
}

/** How many entries are kept for the time without the network. */
const kept = 500;

/** What was read from the bucket is good for so long, in milliseconds; History is not polled. */
const goodFor = 30_000;

/** How long the bucket is waited for when there is something to show already, in milliseconds. */
const patience = 1_000;

export function createShownHistory({ team, waiting, file }: ShownHistoryParts): ShownHistory {
  let known: HistoryEntry[] | undefined;
  /** Of this app, in the bucket by now; what is read there says more of them, such as that one was refused. */
  let sent: HistoryEntry[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let readLimit = 0;

  async function readBucket(limit: number): Promise<void> {
    try {
      const listed = await team.list(limit);
      known = merge(listed, []);
      readAt = Date.now();
      readLimit = limit;
      if (file !== null) await keep(file, listed).catch(() => undefined);
    } catch (error) {
      if (!isFailure(error, 'offline', 'denied')) throw error;
      known ??= [];
    }
  }

  /** With something to show, a bucket that does not answer is not waited for. */
  async function refresh(limit: number): Promise<void> {
    if (Math.abs(Date.now() - readAt) < goodFor && limit <= readLimit) return;
    // Trouble with the cache costs only what is shown without the network.
    known ??= file === null ? undefined : await readKept(file).catch(() => undefined);
    const reading = readBucket(limit);
    if (known === undefined) return reading;
    const giveUp = new AbortController();
    const waited = delay(patience, undefined, { signal: giveUp.signal }).catch(() => undefined);
    // What it comes to later is seen when History is read the next time.
    reading.catch(() => undefined);
    await Promise.race([reading, waited]).finally(() => giveUp.abort());
  }

  return {
    // A change waits already, and is written with the changes of others when it is sent.
    append: async () => undefined,
    has: async () => false,
    async list(limit) {
      await refresh(limit);
      const own = waiting.items().flatMap((item) => (item.kind === 'change' ? [item.entry] : []));
      return merge(merge(sent, known ?? []), own).slice(0, limit);
    },
    forget() {
      readAt = Number.NEGATIVE_INFINITY;
    },
    noteSent(entries) {
      sent = [...sent, ...entries].slice(-kept);
    },
  };
}

function merge(entries: readonly HistoryEntry[], others: readonly HistoryEntry[]): HistoryEntry[] {
  const byId = new Map([...entries, ...others].map((entry) => [entry.id, entry]));
  return newestFirst([...byId.values()]);
}

async function keep(file: string, entries: readonly HistoryEntry[]): Promise<void> {
  const rows = entries.slice(0, kept).toReversed();
  await replaceFile(file, rows.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

async function readKept(file: string): Promise<HistoryEntry[] | undefined> {
  const bytes = await readFile(file).catch(unlessMissing);
  return bytes && newestFirst(parseNewest(bytes, kept));
}
