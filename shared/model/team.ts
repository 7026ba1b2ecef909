import type { Change } from './change.ts';
import type { Json } from './json.ts';

/** How the bucket and this device stand to each other. */
export type TeamState = 'up-to-date' | 'waiting' | 'offline' | 'read-only' | 'needs-attention';

/** What the status bar of a library in a bucket says. */
export interface TeamStatus {
  state: TeamState;
  /** Edits and files of this device that are not in the bucket yet. */
  waiting: number;
  /** Conflicts to decide. */
  conflicts: number;
  /** Since when the bucket cannot be reached, ISO 8601, UTC; null when it can. */
  offlineSince: string | null;
  /** When everything was looked at last, ISO 8601, UTC; null before the first time. */
  checkedAt: string | null;
  /** What needs attention, or why nothing can be sent, in a sentence. */
  problem: string | null;
}

/** Something that is done on this device and not yet in the bucket. */
export interface TeamWaiting {
  id: string;
  /** An edit, or a file of the library's own, such as a picture or a backup. */
  kind: 'change' | 'file';
  /** The edit; null for a file. */
  change: Change | null;
  /** The file's name; empty for an edit. */
  name: string;
  /** Bytes to send; 0 for an edit. */
  size: number;
  /** When it was made, ISO 8601, UTC; empty for a file. */
  at: string;
}

/** An edit of this device that met an edit of somebody else. What is stored stays until the user decides. */
export interface TeamConflict {
  id: string;
  /** The entries of History, or the steps at a place in them, that were not saved; the newest is `change`. */
  of?: { entry: string; part?: number }[];
  /** The edit of this device that was not saved; it is in History as well. */
  change: Change;
  /** When it was made, ISO 8601, UTC, and by whom. */
  at: string;
  who: string;
  /** Why it was not saved, in a sentence. */
  reason: string;
  /** What stands in the bucket instead: the same part of the library as the edit's `value`. */
  current: Json;
  /** Who put that there, and when, ISO 8601, UTC, as far as it is known; empty otherwise. */
  theirWho: string;
  theirAt: string;
}

/** What there is to fetch until the whole library is on this device. */
export interface OfflinePlan {
  objects: number;
  bytes: number;
  /** Of these, what is here already. */
  here: { objects: number; bytes: number };
}
