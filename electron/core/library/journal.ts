import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { basename, join } from 'node:path';
import { realDisk } from '../storage/atomic-write.ts';
import { syncFolder } from '../storage/folder/sync-folder.ts';

/**
 * Rows that must outlive a crash: one file per running app, so that two of them never write to one, each
 * row a line of JSON. What an app that is gone has left is taken over by the next one that opens.
 */
export interface Journal<Row> {
  /** Durable when it resolves. Rejects when it could not be made so; then the rows are not in. */
  append(rows: readonly Row[]): Promise<void>;
  /** Starts anew: nothing of what was appended is needed any more. */
  clear(): Promise<void>;
  /**
   * Hands over the rows of each file that an app has left, oldest file first, and removes the file when
   * `take` has resolved.
   */
  adopt(take: (rows: Row[]) => Promise<void>): Promise<void>;
  /** The rows of others that are open, in this process or another one; only to look at. */
  others(): Promise<Row[]>;
  /** @param isNeeded whether the rows are still of use; otherwise the file goes. */
  close(isNeeded: boolean): Promise<void>;
}

/** The files that this very process writes: a crashed one may have had the same process id. */
const ownFiles = new Set<string>();

/** Opens this process's journal in `folder`; the file is made with the first row. */
export function openJournal<Row>(folder: string, parse: (row: unknown) => Row | undefined): Journal<Row> {
  const file = ownFile(folder);
  let handle: Awaited<ReturnType<typeof open>> | undefined;

  return {
    async append(rows) {
      if (!handle) {
        await mkdir(folder, { recursive: true });
        handle = await open(file, 'a');
        // What is in the file is durable only where the file is.
        await syncFolder(realDisk, folder);
      }
      const { size } = await handle.stat();
      try {
        await handle.writeFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
        await handle.datasync();
      } catch (error) {
        // Nobody is told that it is in, so it must not come back at the next opening.
        await handle.truncate(size);
        throw error;
      }
    },
    clear: async () => handle?.truncate(0),
    async adopt(take) {
      const files = await claimAbandoned(folder);
      try {
        for (const claimed of files) {
          await take(parseRows(await readFile(claimed, 'utf8'), parse));
          await rm(claimed, { force: true });
        }
      } finally {
        // What could not be taken over is there for the next one who tries, this process among them.
        for (const claimed of files) ownFiles.delete(claimed);
      }
    },
    async others() {
      const files = (await filesOf(folder)).filter((path) => path !== file);
      // One that is gone by now was taken over by its next app.
      const texts = await Promise.all(files.map((path) => readFile(path, 'utf8').catch(() => '')));
      return texts.flatMap((text) => parseRows(text, parse));
    },
    async close(isNeeded) {
      await handle?.close();
      if (handle && !isNeeded) await rm(file, { force: true });
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

/** A line that the crash cut off was never acknowledged to anybody: it counts as not there. */
function parseRows<Row>(text: string, parse: (row: unknown) => Row | undefined): Row[] {
  return text.split('\n').flatMap((line) => {
    try {
      return parse(JSON.parse(line)) ?? [];
    } catch {
      return [];
    }
  });
}

/** Renames each file of an app that is gone to one of ours: of several apps that open at once, one gets it. */
async function claimAbandoned(folder: string): Promise<string[]> {
  const files = await Promise.all((await filesOf(folder)).map(withTime));
  const claimed: string[] = [];
  for (const { path } of files.sort((left, right) => left.written - right.written)) {
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

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name));
}

async function withTime(path: string): Promise<{ path: string; written: number }> {
  return { path, written: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
}

async function isInUse(file: string): Promise<boolean> {
  if (ownFiles.has(file)) return true;
  const pid = Number(basename(file).split('-')[0]);
  if (pid === process.pid) return false;
  const { written } = await withTime(file);
  // Since then the machine was started anew, and the process id belongs to somebody else.
  if (written < Date.now() - uptime() * 1_000) return false;
  if (await hasEnded(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process that has ended counts as there, on Linux, until its parent has asked how it ended. */
async function hasEnded(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
}
