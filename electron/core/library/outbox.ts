import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { HistoryEntry } from '#shared/model/library.ts';

/**
 * Changes on their way into the library, durable before the first byte of the library changes: what a
 * crash leaves half done (a rename over many files) is finished when the library is opened again, and
 * what was edited when the library's folder went away waits here until it is back.
 *
 * One file per running app in `<userData>/outbox/<library>/`, so that two of them never write to one;
 * a line per event: an entry that begins, one that waits, or the id of one that is done.
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
const line = z.union([
  z.object({ begin: storedEntry }),
  z.object({ keep: storedEntry }),
  z.object({ finish: z.string() }),
]);

/** The files that this very process writes: a crashed one may have had the same process id. */
const ownFiles = new Set<string>();

/** Opens this process's outbox for a library. The file is made with the first entry. */
export function openOutbox(folder: string): Outbox {
  const file = ownFile(folder);
  const left = new Map<string, LeftEntry>();
  let handle: Awaited<ReturnType<typeof open>> | undefined;

  async function put(row: { begin: HistoryEntry } | { keep: HistoryEntry }): Promise<void> {
    if (!handle) {
      await mkdir(folder, { recursive: true });
      handle = await open(file, 'a');
    }
    const { size } = await handle.stat();
    try {
      await handle.writeFile(`${JSON.stringify(row)}\n`);
      await handle.datasync();
    } catch (error) {
      // Nobody is told that it is in, so it must not be done at the next opening.
      await handle.truncate(size);
      throw error;
    }
    const entry = 'begin' in row ? row.begin : row.keep;
    left.set(entry.id, { entry, begun: 'begin' in row });
  }

  async function finish(id: string): Promise<void> {
    left.delete(id);
    // With nothing left the file starts anew, so that it never grows with the history.
    if (left.size === 0) await handle?.truncate(0);
    else await handle?.writeFile(`${JSON.stringify({ finish: id })}\n`);
  }

  return {
    begin: (entry) => put({ begin: entry }),
    keep: (entry) => put({ keep: entry }),
    finish,
    async adopt() {
      for (const claimed of await claimAbandoned(folder)) {
        for (const { entry, begun } of unfinished(await readFile(claimed, 'utf8'))) {
          await put(begun ? { begin: entry } : { keep: entry });
        }
        await rm(claimed, { force: true });
        ownFiles.delete(claimed);
      }
      return [...left.values()].sort((first, second) => (first.entry.at < second.entry.at ? -1 : 1));
    },
    async setAside(entry, reason) {
      await appendFile(join(folder, 'unfinished.log'), `${JSON.stringify({ entry, reason })}\n`);
      await finish(entry.id);
    },
    async close() {
      await handle?.close();
      if (handle && left.size === 0) await rm(file, { force: true });
      handle = undefined;
      ownFiles.delete(file);
    },
  };
}

function ownFile(folder: string): string {
  const file = join(folder, `${process.pid}-${crypto.randomUUID().slice(0, 8)}.jsonl`);
  ownFiles.add(file);
  return file;
}

/** Renames each file of an app that is gone to one of ours: of several apps that open at once, one gets it. */
async function claimAbandoned(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const claimed: string[] = [];
  for (const name of names.filter((name) => name.endsWith('.jsonl'))) {
    const path = join(folder, name);
    if (await isInUse(path)) continue;
    const target = ownFile(folder);
    try {
      await rename(path, target);
      claimed.push(target);
    } catch (error) {
      ownFiles.delete(target);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return claimed;
}

function unfinished(text: string): LeftEntry[] {
  const left = new Map<string, LeftEntry>();
  for (const row of text.split('\n')) {
    const parsed = parseLine(row);
    if (!parsed) continue;
    if ('finish' in parsed) {
      left.delete(parsed.finish);
      continue;
    }
    const entry = ('begin' in parsed ? parsed.begin : parsed.keep) as unknown as HistoryEntry;
    left.set(entry.id, { entry, begun: 'begin' in parsed });
  }
  return [...left.values()];
}

/** A line that the crash cut off was never acknowledged to anybody: it counts as not there. */
function parseLine(row: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(row)).data;
  } catch {
    return undefined;
  }
}

async function isInUse(file: string): Promise<boolean> {
  if (ownFiles.has(file)) return true;
  const pid = Number(basename(file).split('-')[0]);
  if (pid === process.pid) return false;
  const written = (await stat(file).catch(() => undefined))?.mtimeMs;
  // Since then the machine was started anew, and the process id belongs to somebody else.
  if (written !== undefined && written < Date.now() - uptime() * 1_000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
