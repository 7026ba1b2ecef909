import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What the objects of one place held when they were last read or written, kept over restarts, so that a copy
 * need not read or hash again what has not changed. Only a memory: without it a copy takes longer.
 */
export interface PlaceMemory {
  /** What the object held under this mark, its version or stamp; undefined when that is not known. */
  get(key: string, mark: string): string | undefined;
  /** Written with the next `flush`, at the latest a moment later. */
  note(key: string, mark: string, digest: string): void;
  flush(): Promise<void>;
}

/** How long a crash may take notes away, in milliseconds. */
const flushAfter = 250;

/** Superseded lines are swept out when there are more of them than this, and than of the others. */
const toleratedLines = 1_000;

/** Key, mark, digest. */
const rowSchema = z.tuple([z.string(), z.string(), z.string().regex(/^[0-9a-f]{32}$/)]);

type Row = z.infer<typeof rowSchema>;

/** @param place what tells the place from every other one. Two memories of one place may be open at once. */
export async function openPlaceMemory(folder: string, place: string): Promise<PlaceMemory> {
  const name = createHash('sha256').update(place).digest('base64url').slice(0, 20);
  const file = join(folder, `${name}.jsonl`);
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const rows = new Map(lines.flatMap(parseRow).map((row) => [row[0], row]));
  if (lines.length > rows.size * 2 + toleratedLines) await sweep(file, [...rows.values()]);
  let unwritten = text === '' || text.endsWith('\n') ? '' : '\n';
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    const lines = unwritten;
    unwritten = '';
    if (lines.trim() === '') return;
    await mkdir(folder, { recursive: true });
    await appendFile(file, lines);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // What cannot be noted is looked at again the next time.
    writing = writing.then(write).catch(() => undefined);
    return writing;
  }

  return {
    get(key, mark) {
      const row = rows.get(key);
      return row?.[1] === mark ? row[2] : undefined;
    },
    note(key, mark, digest) {
      const row: Row = [key, mark, digest];
      rows.set(key, row);
      unwritten += `${JSON.stringify(row)}\n`;
      timer ??= setTimeout(flush, flushAfter).unref();
    },
    flush,
  };
}

/** A line that a crash has cut off, or somebody has changed, counts as not there. */
function parseRow(line: string): Row[] {
  try {
    return [rowSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** What another copy notes meanwhile may get lost with it, which costs only time. */
async function sweep(file: string, rows: readonly Row[]): Promise<void> {
  const swept = `${file}.${process.pid}.new`;
  try {
    await writeFile(swept, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await rename(swept, file);
  } catch {
    // Then it stays long.
  }
}
