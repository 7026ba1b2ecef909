import { Failure, isFailure } from '../failure.ts';
import type { ListedObject } from '../storage/backend.ts';
import { type CopySide, markOf, readProven, tellsVersions } from './copy-side.ts';
import { digestOf, isProof } from './digest.ts';
import type { Pair } from './match-objects.ts';

/** What is at the target now, for the last look: sizes by key, and the marks under which they were checked. */
export type Arrived = Map<string, { size: number; mark: string }>;

/** Both places of a copy while it runs. */
export interface CopyRun {
  from: CopySide;
  to: CopySide;
  /** Where at the target replaced objects are kept, with `/` at its end. */
  keptFolder: string;
  arrived: Arrived;
}

/** Copies an object that the target has not. It being there by now with other bytes: `conflict`, nothing is changed. */
export async function copyFresh({ from, to, arrived }: CopyRun, source: ListedObject): Promise<void> {
  const { bytes, digest } = await readProven(from, source);
  arrived.set(source.key, await put(to, source.key, bytes, digest, 'absent'));
}

/**
 * Replaces an object at the target after the one that was there is kept beside the library. It being another
 * one than in the plan: `conflict`, nothing is changed.
 */
export async function replaceObject(run: CopyRun, { source, target }: Pair): Promise<void> {
  const { from, to, keptFolder, arrived } = run;
  const { bytes, digest } = await readProven(from, source);
  const old = await readProven(to, target);
  if (old.digest === digest) {
    // An earlier attempt has arrived, or somebody has put the same there.
    arrived.set(target.key, { size: bytes.length, mark: old.mark });
    return;
  }
  if (old.mark !== markOf(target)) throw changedSince(target.key);
  const kept = keptFolder + target.key;
  arrived.set(kept, await put(to, kept, old.bytes, old.digest, 'absent'));
  arrived.set(target.key, await put(to, target.key, bytes, digest, old.version));
}

/** Writes bytes and makes sure that they are there; what lies there already with the same bytes counts as written. */
async function put(
  to: CopySide,
  key: string,
  bytes: Uint8Array,
  digest: string,
  ifVersion: string,
): Promise<{ size: number; mark: string }> {
  const size = bytes.length;
  const version = await write(to, key, bytes, ifVersion);
  if (version !== undefined && tellsVersions(to) && isProof(version, digest)) {
    to.memory.note(key, version, digest);
    return { size, mark: version };
  }
  const mark = await readBack(to, key, digest, version);
  if (mark === undefined) throw version === undefined ? changedSince(key) : damaged(key);
  to.memory.note(key, mark, digest);
  return { size, mark };
}

/** The new version; undefined when something else is there than the write was based on. */
async function write(
  { backend, signal }: CopySide,
  key: string,
  bytes: Uint8Array,
  ifVersion: string,
): Promise<string | undefined> {
  try {
    return (await backend.write(key, bytes, { ifVersion, signal })).version;
  } catch (error) {
    if (isFailure(error, 'conflict')) return undefined;
    throw error;
  }
}

/** The mark of what is there when it holds just these bytes. */
async function readBack(
  to: CopySide,
  key: string,
  digest: string,
  written: string | undefined,
): Promise<string | undefined> {
  const { backend, signal } = to;
  // Asked for before reading: should it be changed in between, the mark is one that is not there any more.
  const stamp = tellsVersions(to) ? undefined : (await backend.stat(key, { signal }))?.stamp;
  const { bytes, version } = await backend.read(key, { signal });
  // A folder's version is a hash of the bytes that were just read; a bucket's is what the server says.
  const isSame = (stamp !== undefined && version === written) || digestOf(bytes) === digest;
  return isSame ? (stamp ?? version) : undefined;
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
