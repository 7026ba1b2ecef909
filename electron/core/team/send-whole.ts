import { type Change, type DocumentName, documentOf, stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { isFailure } from '../failure.ts';
import { runChange } from '../library/change-runner.ts';
import { createDocumentStore } from '../library/document-store.ts';
import { binFolder, documentKey, uniqueName } from '../library/library-keys.ts';
import { contentOf } from '../library/move-file.ts';
import { isRename, refitRename } from '../library/rename-test.ts';
import { UnfinishedChange } from '../library/unfinished-change.ts';
import { requireReadable } from './merge-change.ts';
import type { RemoteCopy } from './remote-copy.ts';
import { readRemoteLibrary } from './remote-library.ts';
import { withUnsentFiles } from './sending-backend.ts';
import type { Waiting, WaitingPut } from './waiting.ts';

/** Between what, and what, something is sent. */
export interface SendMeans {
  remote: RemoteCopy;
  waiting: Waiting;
}

/**
 * Does a change in the bucket, whole or not at all, with the files that it puts in their places. Resolves with
 * the reason when it is refused for good; then its files are in the bin. Rejects when it has to be tried again.
 */
export async function sendWhole(
  { remote, waiting }: SendMeans,
  { change }: HistoryEntry,
  puts: readonly WaitingPut[],
): Promise<string | undefined> {
  const backend = withUnsentFiles(remote.backend, waiting, puts);
  const documents = createDocumentStore(backend);
  for (const name of documentsKeptBy(change)) await requireReadable(documents, name);
  try {
    await runChange({ backend, documents }, change, true);
    return undefined;
  } catch (error) {
    if (!isForGood(error)) throw error;
    // A bucket that is not there, or a wrong clock, says the like: then the change is not to blame.
    await remote.recheckSuite();
    for (const put of puts) if (await isAtHand(waiting, put)) await sendPut({ remote, waiting }, put);
    return error.message;
  }
}

/** Sends a file. Another one under the same name stays; this one goes into the bin then. */
export async function sendPut({ remote, waiting }: SendMeans, put: WaitingPut): Promise<void> {
  const { backend } = remote;
  const bytes = await waiting.readBytes(put);
  try {
    await backend.write(put.key, bytes, { ifVersion: 'absent' });
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
    if (contentOf((await backend.read(put.key)).bytes) === put.hash) return;
    const name = put.key.slice(put.key.lastIndexOf('/') + 1);
    await backend.write(`${binFolder}${uniqueName()}/${name}`, bytes, { ifVersion: 'absent' });
  }
}

/**
 * An entry as it is sent: a rename takes along what others have put under the title since, and leaves out what
 * they took away.
 */
export async function fitted({ remote, waiting }: SendMeans, entry: HistoryEntry): Promise<HistoryEntry> {
  if (!isRename(entry.change)) return entry;
  const change = refitRename(await readRemoteLibrary(remote), entry.change);
  const refit = { ...entry, change };
  await waiting.replace(refit);
  return refit;
}

async function isAtHand(waiting: Waiting, put: WaitingPut): Promise<boolean> {
  return waiting.readBytes(put).then(
    () => true,
    () => false,
  );
}

/** The documents that a change edits, without those that it moves out of the way first. */
function documentsKeptBy(change: Change): DocumentName[] {
  const steps = stepsOf(change);
  const moved = new Set(steps.flatMap((step) => (step.type === 'file.move' ? [step.from] : [])));
  return steps.flatMap((step) => {
    if (step.type === 'file.move') return [];
    const name = documentOf(step);
    return moved.has(documentKey(name)) ? [] : [name];
  });
}

/** Whether trying again does not help: what the change is about is not as it was. */
function isForGood(error: unknown): error is Error {
  if (error instanceof UnfinishedChange) {
    const causes = error.cause instanceof AggregateError ? error.cause.errors : [];
    return causes.length > 0 && causes.every(isForGood);
  }
  return isFailure(error, 'conflict', 'not-found', 'invalid');
}
