import { appendFile, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Json } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';

/**
 * Changes on their way into the library, durable before the first byte of the library changes: what a
 * crash leaves half done (a rename over many files) is finished when the library is opened again.
 *
 * One file per running app in `<userData>/outbox/<library>/`, so that two of them never write to one;
 * a line per event: an entry that begins, or the id of one that is done.
 */
export interface Outbox {
  begin(entry: HistoryEntry): Promise<void>;
  /** Takes the entry out; need not be durable, because doing an entry twice does nothing. */
  finish(id: string): Promise<void>;
  close(): Promise<void>;
}

const line = z.union([
  z.object({ begin: z.looseObject({ id: z.string(), change: z.looseObject({ type: z.string() }) }) }),
  z.object({ finish: z.string() }),
]);

/** The files that this very process writes: a crashed one may have had the same process id. */
const ownFiles = new Set<string>();

/** Opens this process's outbox for a library. The file is made with the first entry. */
export function openOutbox(folder: string): Outbox {
  const file = join(folder, `${process.pid}-${crypto.randomUUID().slice(0, 8)}.jsonl`);
  ownFiles.add(file);
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  let underWay = 0;

  return {
    async begin(entry) {
      if (!handle) {
        await mkdir(folder, { recursive: true });
        handle = await open(file, 'a');
      }
      underWay += 1;
      await handle.writeFile(`${JSON.stringify({ begin: entry as unknown as Json })}\n`);
      await handle.datasync();
    },
    async finish(id) {
      underWay -= 1;
      // With nothing under way the file starts anew, so that it never grows with the history.
      if (underWay === 0) await handle?.truncate(0);
      else await handle?.writeFile(`${JSON.stringify({ finish: id })}\n`);
    },
    async close() {
      await handle?.close();
      if (handle && underWay === 0) await rm(file, { force: true });
      handle = undefined;
      ownFiles.delete(file);
    },
  };
}

/**
 * The entries that apps which are gone have left unfinished, oldest first, with a function that
 * forgets them once they are finished.
 */
export async function leftovers(
  folder: string,
): Promise<{ entries: HistoryEntry[]; forget(): Promise<void> }> {
  const names = await readdir(folder).catch(() => []);
  const files = names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name))
    .filter((file) => !isInUse(file));
  const entries: HistoryEntry[] = [];
  for (const file of files) entries.push(...unfinished(await readFile(file, 'utf8')));
  entries.sort((left, right) => (left.at < right.at ? -1 : 1));
  return {
    entries,
    forget: async () => {
      for (const file of files) await rm(file, { force: true });
    },
  };
}

/** Keeps what could not be finished, so that nothing that was begun is ever dropped without a trace. */
export async function setAsideUnfinished(folder: string, entry: HistoryEntry, reason: string): Promise<void> {
  await appendFile(join(folder, 'unfinished.log'), `${JSON.stringify({ entry, reason })}\n`);
}

function unfinished(text: string): HistoryEntry[] {
  const begun = new Map<string, HistoryEntry>();
  for (const row of text.split('\n')) {
    const parsed = parseLine(row);
    if (!parsed) continue;
    if ('finish' in parsed) begun.delete(parsed.finish);
    else begun.set(parsed.begin.id, parsed.begin as unknown as HistoryEntry);
  }
  return [...begun.values()];
}

/** A line that the crash cut off was never acknowledged to anybody: it counts as not begun. */
function parseLine(row: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(row)).data;
  } catch {
    return undefined;
  }
}

function isInUse(file: string): boolean {
  if (ownFiles.has(file)) return true;
  const pid = Number(basename(file).split('-')[0]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
