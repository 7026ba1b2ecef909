import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { HistoryEntry } from '#shared/model/library.ts';
import { openJournal } from './journal.ts';

/**
 * Changes on their way into the library, durable before the first byte of the library changes: what a
 * crash leaves half done (a rename over many files) is finished when the library is opened again, and
 * what was edited when the library's folder went away waits here until it is back.
 *
 * A journal in `<userData>/outbox/<library>/`; a row per event: an entry that begins, one that waits, or
 * the id of one that is done.
 */
export interface Outbox {
  /** The entry is prepared and is being done. Rejects when it could not be made durable; then it is not in. */
  begin(entry: HistoryEntry): Promise<void>;
  /** The entry's change is as it was asked for and waits to be done. */
  keep(entry: HistoryEntry): Promise<void>;
  /** Takes the entry out; need not be durable, because an entry that History has is not done again. */
  finish(id: string): Promise<void>;
  /** Takes over what apps that are gone have left, and gives everything that is left, oldest first. */
  adopt(): Promise<LeftEntry[]>;
  /** Keeps what can never be finished in a log, so that nothing is dropped without a trace, and takes it out. */
  setAside(entry: HistoryEntry, reason: string): Promise<void>;
  close(): Promise<void>;
}

export interface LeftEntry {
  entry: HistoryEntry;
  /** Begun: prepared, and perhaps done in part. Otherwise it waits as it was asked for. */
  begun: boolean;
}

const storedEntry = z.looseObject({
  id: z.string(),
  at: z.string(),
  change: z.looseObject({ type: z.string() }),
});
const row = z.union([
  z.object({ begin: storedEntry }),
  z.object({ keep: storedEntry }),
  z.object({ finish: z.string() }),
]);

type Row = { begin: HistoryEntry } | { keep: HistoryEntry } | { finish: string };

/** Opens this process's outbox for a library. */
export function openOutbox(folder: string): Outbox {
  const journal = openJournal(folder, (value) => row.safeParse(value).data as Row | undefined);
  const left = new Map<string, LeftEntry>();

  async function put(entry: HistoryEntry, begun: boolean): Promise<void> {
    await journal.append([begun ? { begin: entry } : { keep: entry }]);
    left.set(entry.id, { entry, begun });
  }

  async function finish(id: string): Promise<void> {
    left.delete(id);
    // With nothing left the file starts anew, so that it never grows with the history.
    await (left.size === 0 ? journal.clear() : journal.append([{ finish: id }]));
  }

  return {
    begin: (entry) => put(entry, true),
    keep: (entry) => put(entry, false),
    finish,
    async adopt() {
      await journal.adopt(async (rows) => {
        for (const { entry, begun } of unfinished(rows)) await put(entry, begun);
      });
      return [...left.values()].sort((first, second) => (first.entry.at < second.entry.at ? -1 : 1));
    },
    async setAside(entry, reason) {
      await appendFile(join(folder, 'unfinished.log'), `${JSON.stringify({ entry, reason })}\n`);
      await finish(entry.id);
    },
    close: () => journal.close(left.size > 0),
  };
}

function unfinished(rows: readonly Row[]): LeftEntry[] {
  const left = new Map<string, LeftEntry>();
  for (const row of rows) {
    if ('finish' in row) left.delete(row.finish);
    else if ('begin' in row) left.set(row.begin.id, { entry: row.begin, begun: true });
    else left.set(row.keep.id, { entry: row.keep, begun: false });
  }
  return [...left.values()];
}
