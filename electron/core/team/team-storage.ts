import { join } from 'node:path';
import { type Journal, openJournal } from '../library/journal.ts';
import { type ConflictRow, parseConflictRow } from './conflicts.ts';
import { type KeptFiles, openKeptFiles } from './kept-files.ts';
import { type ObjectCache, openObjectCache } from './object-cache.ts';
import { parseWaitingRow, type WaitingRow } from './waiting.ts';

/** Where a library in a bucket keeps things on this device. */
export interface TeamStorage {
  /** What must last: edits and files on their way, and conflicts to decide. */
  waiting: Journal<WaitingRow>;
  files: KeptFiles;
  conflicts: Journal<ConflictRow>;
  /** What may be deleted at any time: objects that were read, the listing, the newest of History. */
  cache: ObjectCache;
  /** Paths; null: not kept. */
  listing: string | null;
  history: string | null;
}

export interface TeamFolders {
  /** Must last. */
  own: string;
  /** May be deleted at any time. */
  cache: string;
  /** Bytes of objects that may stay in the cache. */
  cacheBytes: number;
}

/** The storage on this device's disk. */
export function openTeamStorage({ own, cache, cacheBytes }: TeamFolders): TeamStorage {
  return {
    waiting: openJournal(join(own, 'waiting'), parseWaitingRow),
    files: openKeptFiles(join(own, 'files')),
    conflicts: openJournal(join(own, 'conflicts'), parseConflictRow),
    // Trouble with the cache costs time only: what is not there is asked of the bucket.
    cache: openObjectCache({
      folder: join(cache, 'objects'),
      maxBytes: cacheBytes,
      onProblem: () => undefined,
    }),
    listing: join(cache, 'listing.jsonl'),
    history: join(cache, 'history.jsonl'),
  };
}
