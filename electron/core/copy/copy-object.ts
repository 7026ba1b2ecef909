import { Failure, isFailure } from '../failure.ts';
import { binFolder } from '../library/library-keys.ts';
import type { ListedObject, Written } from '../storage/backend.ts';
import { type CopySide, markOf, readProven, readSteady, tellsVersions } from './copy-side.ts';
import { isProof } from './digest.ts';
import type { Pair } from './match-objects.ts';

/** What was written and checked: how it has to look in the last listing. */
export interface ArrivedObject {
  size: number;
  mark: string;
  digest: string;
}

export type Arrived = Map<string, ArrivedObject>;

/** Both places of a copy while it runs. */
export interface CopyRun {
  from: CopySide;
  to: CopySide;
  arrived: Arrived;
}

/** Copies an object that the target has not. It being there by now with other bytes: `conflict`, nothing is changed. */
export async function copyFresh({ from, to, arrived }: CopyRun, source: ListedObject): Promise<void> {
  const { bytes, digest } = await readProven(from, source);
  arrived.set(source.key, await put(to, source.key, bytes, digest, 'absent'));
}

/**
 * Replaces an object at the target after the one that was there is kept in the library's bin. It being another
 * one than in the plan: `conflict`, nothing is changed.
 */
export async function replaceObject(run: CopyRun, { source, target }: Pair): Promise<void> {
  const { from, to, arrived } = run;
  const { bytes, digest } = await readProven(from, source);
  const old = await readProven(to, target);
  if (old.digest === digest) {
    // An earlier attempt has arrived, or somebody has put the same there.
    arrived.set(target.key, { size: bytes.length, mark: old.mark, digest });
    return;
  }
  if (old.mark !== markOf(target)) throw changedSince(target.key);
  const kept = keptKey(target.key, old.digest);
  arrived.set(kept, await put(to, kept, old.bytes, old.digest, 'absent'));
  arrived.set(target.key, await put(to, target.key, bytes, digest, old.version));
}

/** By content, so that a copy that is done again does not keep the same twice. */
function keptKey(key: string, digest: string): string {
  return `${binFolder}replaced-${digest.slice(0, 16)}/${key}`;
}

/** Writes bytes and makes sure that they are there; what lies there already with the same bytes counts as written. */
async function put(
  to: CopySide,
  key: string,
  bytes: Uint8Array,
  digest: string,
  ifVersion: string,
): Promise<ArrivedObject> {
  const written = await write(to, key, bytes, ifVersion);
  const mark = written && markOfWritten(to, written, digest);
  const arrived = { size: bytes.length, digest };
  if (mark !== undefined) {
    to.memory.note(key, mark, digest);
    return { ...arrived, mark };
  }
  const there = await readSteady(to, key);
  if (there.digest !== digest) throw written ? damaged(key) : changedSince(key);
  to.memory.note(key, there.mark, digest);
  return { ...arrived, mark: there.mark };
}

/** Undefined when something else is there than the write was based on. */
async function write(
  { backend, signal }: CopySide,
  key: string,
  bytes: Uint8Array,
  ifVersion: string,
): Promise<Written | undefined> {
  try {
    return await backend.write(key, bytes, { ifVersion, signal });
  } catch (error) {
    if (isFailure(error, 'conflict')) return undefined;
    throw error;
  }
}

/** The mark of what was written; undefined when the answer does not prove that these bytes are there. */
function markOfWritten(to: CopySide, { version, stamp }: Written, digest: string): string | undefined {
  // A folder has written, synced and measured the file itself; a server may say anything.
  if (!tellsVersions(to)) return stamp;
  return isProof(version, digest) ? version : undefined;
}

function changedSince(key: string): Failure {
  return new Failure(
    'conflict',
    `“${key}” was changed at the target after the two sides were compared, so it was left as it is. Compare again to decide about it.`,
  );
}

function damaged(key: string): Failure {
  return new Failure(
    'unknown',
    `“${key}” does not lie at the target as it was sent, perhaps because it was changed at the same moment. Copy again to see.`,
  );
}
