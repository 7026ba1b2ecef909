import { z } from 'zod';
import { isKnownChange } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
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
  change: z.custom<HistoryEntry['change']>(isKnownChange),
  undoes: z.string().optional(),
  refused: z.string().optional(),
  refusedParts: z.array(z.int().min(0)).optional(),
});

/** What was read of a file: its newest entries, newest first. */
interface Tail {
  stamp: string;
  size: number;
  entries: HistoryEntry[];
  /** Whether the file has no older ones. */
  isWhole: boolean;
}

/** Read at least, so that a few more asked for do not cost another reading. */
const leastRead = 500;

const newline = 0x0a;

export function openHistory(backend: StorageBackend, device: string): History {
  const ownKey = `${historyFolder}${device}.jsonl`;
  const tails = new Map<string, Tail>();

  async function readTail(key: string, stamp: string, limit: number): Promise<HistoryEntry[]> {
    const known = tails.get(key);
    if (known?.stamp === stamp && (known.isWhole || known.entries.length >= limit)) return known.entries;
    const { bytes } = await backend.read(key);
    const wanted = Math.max(limit, leastRead);
    const entries = parseNewest(bytes, wanted);
    tails.set(key, { stamp, size: bytes.length, entries, isWhole: entries.length < wanted });
    return entries;
  }

  /** Keeps the tail after an own line, so that the file is not read again; unless others wrote too. */
  async function noteAppended(entry: HistoryEntry, bytes: number): Promise<void> {
    const known = tails.get(ownKey);
    if (!known) return;
    const listed = await backend.stat(ownKey);
    if (listed?.size !== known.size + bytes) return void tails.delete(ownKey);
    const entries = [entry, ...known.entries];
    tails.set(ownKey, { ...known, stamp: listed.stamp, size: listed.size, entries });
  }

  return {
    async append(entry) {
      // A crash may have cut the last line off: the leading newline keeps this one whole.
      const line = new TextEncoder().encode(`\n${JSON.stringify(entry)}\n`);
      await backend.append(ownKey, line);
      // It is in. What cannot be noted is read anew when it is asked for.
      await noteAppended(entry, line.length).catch(() => tails.delete(ownKey));
    },
    async list(limit) {
      const files = (await backend.list(historyFolder)).filter((file) => file.key.endsWith('.jsonl'));
      const lists = await Promise.all(files.map((file) => readTail(file.key, file.stamp, limit)));
      const entries = lists.flatMap((list) => list.slice(0, limit));
      // Stable: among entries of one instant, the later line of a file stays the newer one.
      entries.sort((left, right) => (left.at < right.at ? 1 : -Number(left.at > right.at)));
      return entries.slice(0, limit);
    },
    async has(id) {
      const listed = await backend.stat(ownKey);
      if (!listed) return false;
      const { bytes } = await backend.read(ownKey);
      const place = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(
        `{"id":${JSON.stringify(id)},`,
      );
      return place >= 0 && parseLine(lineAt(bytes, place)) !== undefined;
    },
  };
}

/** The newest entries of a file of History, newest first. Long ago is not even decoded. */
export function parseNewest(bytes: Uint8Array, limit: number): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let end = bytes.length;
  while (end > 0 && entries.length < limit) {
    const start = bytes.lastIndexOf(newline, end - 1) + 1;
    const entry = end > start ? parseLine(decode(bytes.subarray(start, end))) : undefined;
    if (entry) entries.push(entry);
    end = start - 1;
  }
  return entries;
}

function lineAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(newline, start);
  return decode(bytes.subarray(start, end < 0 ? bytes.length : end));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A line that cannot be read is skipped: a torn one, or one of a kind that only a newer app knows. */
function parseLine(row: string): HistoryEntry | undefined {
  try {
    const checked = storedEntry.safeParse(JSON.parse(row));
    return checked.success ? (checked.data as unknown as HistoryEntry) : undefined;
  } catch {
    return undefined;
  }
}
