import type { HistoryEntry } from '#shared/model/library.ts';
import { isFailure } from '../failure.ts';
import { parseNewest } from '../library/history.ts';
import { historyFolder, uniqueName } from '../library/library-keys.ts';
import type { ListedObject, StorageBackend } from '../storage/backend.ts';
import type { ObjectCache } from './object-cache.ts';

/**
 * Everybody's changes in a bucket, where nothing can be appended to: each running app writes objects of
 * its own, `history/<device>-<time>-<number>.jsonl`, and starts another one when one is large.
 */
export interface TeamHistory {
  /** Adds entries to this app's object. An entry added twice is listed once. */
  append(entries: readonly HistoryEntry[]): Promise<void>;
  /** The newest entries of all devices, newest first. */
  list(limit: number): Promise<HistoryEntry[]>;
}

/** An object is written anew with each change, so it stays small. */
const maxObjectBytes = 48 * 1024;

/** Objects read at once; also how many are read before it is looked whether there are enough entries. */
const readsAtOnce = 16;

export function openTeamHistory(backend: StorageBackend, device: string, cache: ObjectCache): TeamHistory {
  const name = `${device}-${uniqueName()}`;
  let number = 0;
  let own = startObject();
  /** The objects that were listed last; most are the same the next time. */
  let parsed = new Map<string, ParsedObject>();

  function startObject(): { key: string; text: string; version: string } {
    number += 1;
    const key = `${historyFolder}${name}-${String(number).padStart(4, '0')}.jsonl`;
    return { key, text: '', version: 'absent' };
  }

  async function read({ key, version }: ListedObject): Promise<Uint8Array> {
    const known = version === undefined ? undefined : await cache.get(key, version);
    if (known) return known;
    const object = await backend.read(key);
    await cache.put(key, object.version, object.bytes);
    return object.bytes;
  }

  async function parse(object: ListedObject): Promise<ParsedObject> {
    const known = parsed.get(object.key);
    if (known && object.version !== undefined && known.version === object.version) return known;
    return { version: object.version, entries: parseNewest(await read(object), Number.POSITIVE_INFINITY) };
  }

  async function write(rows: string): Promise<void> {
    const text = own.text + rows;
    const bytes = new TextEncoder().encode(text);
    const { version } = await backend.write(own.key, bytes, { ifVersion: own.version });
    await cache.put(own.key, version, bytes);
    own = bytes.length > maxObjectBytes ? startObject() : { ...own, text, version };
  }

  return {
    async append(entries) {
      const rows = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      try {
        await write(rows);
      } catch (error) {
        if (!isFailure(error, 'conflict')) throw error;
        // Nobody else writes here: an earlier try has arrived, unheard. The entries go into another object.
        own = startObject();
        await write(rows);
      }
    },
    async list(limit) {
      const objects = (await backend.list(historyFolder)).filter(({ key }) => key.endsWith('.jsonl'));
      objects.sort((left, right) => right.modified - left.modified);
      const byId = new Map<string, HistoryEntry>();
      const used = new Map<string, ParsedObject>();
      // What an object holds is older than its last writing, so the newest objects hold the newest entries.
      for (let start = 0; start < objects.length && byId.size < limit; start += readsAtOnce) {
        const some = objects.slice(start, start + readsAtOnce);
        const found = await Promise.all(some.map(parse));
        for (const [index, object] of some.entries()) used.set(object.key, found[index] as ParsedObject);
        // An entry is told again when it turns out to be refused.
        for (const entry of found.flatMap(({ entries }) => entries)) {
          if (!byId.has(entry.id) || entry.refused !== undefined) byId.set(entry.id, entry);
        }
      }
      parsed = used;
      return newestFirst([...byId.values()]).slice(0, limit);
    },
  };
}

interface ParsedObject {
  version: string | undefined;
  /** Newest first. */
  entries: HistoryEntry[];
}

/** Stable: among entries of one instant, their order stays. */
export function newestFirst(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries.toSorted((left, right) => (left.at < right.at ? 1 : -Number(left.at > right.at)));
}
