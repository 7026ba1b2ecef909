import { z } from 'zod';
import type { HistoryEntry } from '#shared/model/library.ts';
import { isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { historyFolder } from './library-keys.ts';

/**
 * Everybody's changes, kept in the library: one file per device, one JSON line per change, only ever
 * appended to. The predecessor never looks there.
 */
export interface History {
  append(entry: HistoryEntry): Promise<void>;
  /** The newest entries of all devices, newest first. */
  list(limit: number): Promise<HistoryEntry[]>;
  /** Whether this device's file holds an entry with this id. */
  has(id: string): Promise<boolean>;
}

const storedEntry = z.looseObject({
  id: z.string(),
  at: z.string(),
  device: z.string(),
  who: z.string(),
  change: z.looseObject({ type: z.string() }),
  undoes: z.string().optional(),
});

export function openHistory(backend: StorageBackend, device: string): History {
  const ownKey = `${historyFolder}${device}.jsonl`;
  const parsed = new Map<string, { stamp: string; entries: HistoryEntry[] }>();

  async function readAll(): Promise<HistoryEntry[]> {
    const files = (await backend.list(historyFolder)).filter((file) => file.key.endsWith('.jsonl'));
    const lists = await Promise.all(files.map((file) => readFile(file.key, file.stamp)));
    return lists.flat();
  }

  async function readFile(key: string, stamp: string): Promise<HistoryEntry[]> {
    const known = parsed.get(key);
    if (known?.stamp === stamp) return known.entries;
    const { bytes } = await backend.read(key);
    const entries = parseLines(new TextDecoder().decode(bytes));
    parsed.set(key, { stamp, entries });
    return entries;
  }

  return {
    async append(entry) {
      // A crash may have cut the last line off: the leading newline keeps this one whole.
      const line = `\n${JSON.stringify(entry)}\n`;
      await backend.append(ownKey, new TextEncoder().encode(line));
    },
    async list(limit) {
      // Reversed first: among entries of one instant, the later line is the newer one.
      const entries = (await readAll()).reverse();
      entries.sort((left, right) => (left.at < right.at ? 1 : Number(left.at > right.at) * -1));
      return entries.slice(0, limit);
    },
    async has(id) {
      try {
        const stamp = (await backend.stat(ownKey))?.stamp;
        if (stamp === undefined) return false;
        return (await readFile(ownKey, stamp)).some((entry) => entry.id === id);
      } catch (error) {
        if (isFailure(error, 'not-found')) return false;
        throw error;
      }
    },
  };
}

function parseLines(text: string): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const row of text.split('\n')) {
    if (row === '') continue;
    const entry = parseLine(row);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** A line that cannot be read is skipped: a torn last line, or one that a newer app has written. */
function parseLine(row: string): HistoryEntry | undefined {
  try {
    const checked = storedEntry.safeParse(JSON.parse(row));
    return checked.success ? (checked.data as unknown as HistoryEntry) : undefined;
  } catch {
    return undefined;
  }
}
