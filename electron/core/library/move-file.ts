import { createHash } from 'node:crypto';
import type { FileMove } from '#shared/model/change.ts';
import { Failure, isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { foldKey } from '../storage/keys.ts';
import { isMovableKey } from './library-keys.ts';
import { UnfinishedChange } from './unfinished-change.ts';

/** SHA-256, hex: what `FileMove.content` holds. */
export function contentOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Rejects with `invalid` when a move would touch anything but the library's own files. */
export function checkMove(move: FileMove): FileMove {
  if (!isMovableKey(move.from) || !isMovableKey(move.to)) {
    throw new Failure('invalid', 'This change would move a file that is none of the library’s.');
  }
  // To some systems both names are one file: copying and deleting would leave none.
  if (foldKey(move.from) === foldKey(move.to)) {
    throw new Failure('invalid', `“${nameOf(move.from)}” has this name already.`);
  }
  return move;
}

/**
 * Moves one file by creating the copy first: a crash in between leaves both, never none. Another file at
 * the target is never written over, another one at the source never moved or deleted.
 * @param again whether the move may have been done before, wholly or in part.
 */
export async function moveFile(backend: StorageBackend, move: FileMove, again: boolean): Promise<void> {
  if (backend.move) return moveWhole(backend, checkMove(move), again);
  const source = await readIfThere(backend, checkMove(move).from);
  if (!source) {
    if (again && (await backend.stat(move.to))) return;
    throw new Failure('not-found', `The file “${nameOf(move.from)}” is not there any more.`);
  }
  if (move.content !== undefined && move.content !== contentOf(source.bytes)) throw replaced(move.from);
  if (move.version !== undefined && move.version !== source.version) throw replaced(move.from);
  const copy = await createCopy(backend, move.to, source.bytes, again);
  try {
    await backend.delete(move.from, { ifVersion: source.version });
  } catch (error) {
    if (await isGone(backend, move.from, error)) return;
    if (copy !== undefined) await removeCopy(backend, move.to, copy, error);
    throw isFailure(error, 'conflict') ? replaced(move.from) : error;
  }
}

/** A removal whose answer got lost may have been done: then the copy is all that there is. */
async function isGone(backend: StorageBackend, key: string, reason: unknown): Promise<boolean> {
  try {
    return (await backend.stat(key)) === undefined;
  } catch (error) {
    throw new UnfinishedChange(reason, error);
  }
}

/** On a backend that shows a library before it is written: what is checked, is checked when it is written. */
async function moveWhole(backend: StorageBackend, move: FileMove, again: boolean): Promise<void> {
  try {
    await backend.move?.(move.from, move.to);
  } catch (error) {
    if (isFailure(error, 'conflict')) throw occupied(move.to);
    if (!isFailure(error, 'not-found') || !again || !(await backend.stat(move.to))) throw error;
  }
}

/** The new file's version; undefined when the very same bytes lie there from an earlier try. */
async function createCopy(
  backend: StorageBackend,
  key: string,
  bytes: Uint8Array,
  again: boolean,
): Promise<string | undefined> {
  try {
    return (await backend.write(key, bytes, { ifVersion: 'absent' })).version;
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
    const there = again ? await readIfThere(backend, key) : undefined;
    if (there && contentOf(there.bytes) === contentOf(bytes)) return undefined;
    throw occupied(key);
  }
}

async function removeCopy(
  backend: StorageBackend,
  key: string,
  version: string,
  reason: unknown,
): Promise<void> {
  try {
    await backend.delete(key, { ifVersion: version });
  } catch (error) {
    throw new UnfinishedChange(reason, error);
  }
}

async function readIfThere(backend: StorageBackend, key: string) {
  try {
    return await backend.read(key);
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined;
    throw error;
  }
}

function occupied(key: string): Failure {
  return new Failure(
    'conflict',
    `There is another file named “${nameOf(key)}” already. Nothing was replaced.`,
  );
}

function replaced(key: string): Failure {
  return new Failure(
    'conflict',
    `There is another file under the name “${nameOf(key)}” now. It was left where it is.`,
  );
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
