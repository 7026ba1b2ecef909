import { Failure } from '../failure.ts';
import type { ListedObject, StorageBackend } from '../storage/backend.ts';
import { digestOf, isProof } from './digest.ts';
import type { PlaceMemory } from './place-memory.ts';

/** One of the two places of a copy, as it is worked on. */
export interface CopySide {
  backend: StorageBackend;
  memory: PlaceMemory;
  signal: AbortSignal;
}

/** An object as it was read, and what shows later that it is still the same. */
export interface ReadObject {
  bytes: Uint8Array;
  digest: string;
  version: string;
  mark: string;
}

/** How often it is read again what changes while it is being read. */
const steadyReads = 3;

/** What shows that an object has changed since it was listed: its version where listings tell it. */
export function markOf({ version, stamp }: ListedObject): string {
  return version ?? stamp;
}

/** What an object holds: as remembered, else read. */
export async function digestAt(side: CopySide, object: ListedObject): Promise<string> {
  const known = side.memory.get(object.key, markOf(object));
  return known ?? (await readProven(side, object)).digest;
}

/**
 * Reads an object so that its bytes are sure: as the version says, as they were remembered, or the same twice.
 * Rejects with `unknown` when they are not, with `conflict` when it is being written all the time.
 */
export async function readProven(side: CopySide, object: ListedObject): Promise<ReadObject> {
  const first = await readSteady(side, object.key, object.stamp);
  if (isSure(side, object.key, first)) return remember(side, object.key, first);
  const second = await readSteady(side, object.key);
  const isAgain = second.mark === first.mark && second.digest === first.digest;
  const isRemembered = side.memory.get(object.key, second.mark) !== undefined;
  if (isSure(side, object.key, second) || (isAgain && !isRemembered)) {
    return remember(side, object.key, second);
  }
  throw new Failure(
    'unknown',
    `“${object.key}” arrives with other bytes than were stored. It was not copied; try again, and if it stays so, look whether the file is damaged.`,
  );
}

/** Whether storages of this kind tell versions in their listings. */
export function tellsVersions({ backend }: CopySide): boolean {
  return backend.kind !== 'folder';
}

/** A disk of one's own is believed; what comes over a network has to prove itself. */
function isSure(side: CopySide, key: string, { mark, version, digest }: ReadObject): boolean {
  if (!tellsVersions(side)) return true;
  const known = side.memory.get(key, mark);
  return known === undefined ? isProof(version, digest) : known === digest;
}

function remember({ memory }: CopySide, key: string, read: ReadObject): ReadObject {
  if (memory.get(key, read.mark) !== read.digest) memory.note(key, read.mark, read.digest);
  return read;
}

/**
 * Reads an object once. Programs that write into a file in place may be at it; the stamp before and after tells.
 * @param stamp the object's stamp, when it is known from before.
 */
export async function readSteady(side: CopySide, key: string, stamp?: string): Promise<ReadObject> {
  const { backend, signal } = side;
  let before = stamp;
  for (let count = 0; count < steadyReads; count++) {
    if (!tellsVersions(side)) before ??= (await backend.stat(key, { signal }))?.stamp;
    const { bytes, version } = await backend.read(key, { signal });
    const digest = digestOf(bytes);
    if (tellsVersions(side)) return { bytes, digest, version, mark: version };
    const after = (await backend.stat(key, { signal }))?.stamp;
    if (after !== undefined && after === before) return { bytes, digest, version, mark: after };
    before = after;
  }
  throw new Failure(
    'conflict',
    `“${key}” is being changed by another program, so it was not copied. Copy again when that has ended.`,
  );
}
