import type { HistoryEntry } from '#shared/model/library.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { isFailure } from '../failure.ts';
import { keysOf, runChange } from '../library/change-runner.ts';
import { createDocumentStore } from '../library/document-store.ts';
import { binFolder, uniqueName } from '../library/library-keys.ts';
import { contentOf } from '../library/move-file.ts';
import { isRename, refitRename } from '../library/rename-test.ts';
import { type Conflicts, conflictOf } from './conflicts.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { mergeEntries, type Refusal } from './merge-change.ts';
import type { RemoteCopy } from './remote-copy.ts';
import { readRemoteLibrary } from './remote-library.ts';
import { idsOf, nextGroup, type SendGroup } from './send-group.ts';
import { withUnsentFiles } from './sending-backend.ts';
import type { TeamHistory } from './team-history.ts';
import type { Waiting, WaitingPut } from './waiting.ts';

/** Sends what waits to the bucket, in order. What one call has sent stays in `waiting` until it is finished there. */
export interface Sender {
  /**
   * Sends the next group. Resolves when it is in the bucket or refused for good, with what happened noted in
   * History and among the conflicts; undefined when nothing waits. Rejects when it has to be tried again.
   */
  sendNext(): Promise<Sent | undefined>;
}

export interface Sent {
  /** The items of `waiting` that are done with. */
  ids: string[];
  /** What looks different now, perhaps. */
  keys: string[];
}

export interface SenderParts {
  remote: RemoteCopy;
  waiting: Waiting;
  conflicts: Conflicts;
  history: TeamHistory;
  /** Waits before another try at a document that somebody else has saved meanwhile. */
  pause: (attempt: number) => Promise<void>;
}

/** How far back History is looked through for what became of an edit. */
const evidenceDepth = 2_000;

export function createSender({ remote, waiting, conflicts, history, pause }: SenderParts): Sender {
  const bucket = remote.backend;
  /** Sent in part, perhaps: tried before, or left by an app that ended in the middle. */
  const uncertain = new Set(waiting.items().map(({ id }) => id));

  async function send(group: SendGroup): Promise<string[]> {
    switch (group.kind) {
      case 'edits':
        return sendEdits(group.entries);
      case 'whole':
        return sendWhole(group.entry, group.puts);
      case 'put':
        await sendPut(group.put);
        return [group.put.key];
      case 'delete':
        await bucket.delete(group.key);
        return [group.key];
    }
  }

  /**
   * [Write ahead] History is written before the document, so that whoever reads a document finds in History
   * everything that stands in it. What is refused then is told there once more, as refused.
   */
  async function sendEdits(entries: HistoryEntry[]): Promise<string[]> {
    await history.append(entries);
    const isUncertain = ({ id }: HistoryEntry) => uncertain.has(id);
    const refusals = await mergeEntries(createDocumentStore(bucket), entries, {
      isUncertain,
      readEvidence,
      pause,
    });
    const met = refusals.map(({ entry, step, misfit }) =>
      conflictOf(entry, step, misfit.message, misfit.current),
    );
    await noteRefused(
      met,
      entries.flatMap((entry) => refusedOf(entry, refusals)),
    );
    return entries.flatMap((entry) => keysOf(entry.change));
  }

  async function sendWhole(asked: HistoryEntry, puts: WaitingPut[]): Promise<string[]> {
    const entry = await fitted(asked);
    const backend = withUnsentFiles(bucket, waiting, puts);
    await history.append([entry]);
    try {
      await runChange({ backend, documents: createDocumentStore(backend) }, entry.change, true);
    } catch (error) {
      if (!isFailure(error, 'conflict', 'not-found', 'invalid')) throw error;
      // Their pictures are not lost: they lie in the bin.
      for (const put of puts) await sendPut(put);
      await noteRefused(
        [conflictOf(entry, null, error.message, null)],
        [{ ...entry, refused: error.message }],
      );
    }
    return [...keysOf(entry.change), ...puts.map(({ key }) => key)];
  }

  /** A rename takes along what others have put under the title since; what they took away is left out. */
  async function fitted(entry: HistoryEntry): Promise<HistoryEntry> {
    if (!isRename(entry.change)) return entry;
    const change = refitRename(await readRemoteLibrary(remote), entry.change);
    const refit = { ...entry, change };
    await waiting.replace(refit);
    return refit;
  }

  /** Another file under the same name stays; this one goes into the bin. */
  async function sendPut(put: WaitingPut): Promise<void> {
    const bytes = await waiting.readBytes(put);
    try {
      await bucket.write(put.key, bytes, { ifVersion: 'absent' });
    } catch (error) {
      if (!isFailure(error, 'conflict')) throw error;
      if (contentOf((await bucket.read(put.key)).bytes) === put.hash) return;
      const name = put.key.slice(put.key.lastIndexOf('/') + 1);
      await bucket.write(`${binFolder}${uniqueName()}/${name}`, bytes, { ifVersion: 'absent' });
    }
  }

  /** Conflicts first: an entry that stands in History as refused must have its conflict. */
  async function noteRefused(met: TeamConflict[], entries: HistoryEntry[]): Promise<void> {
    await conflicts.add(met);
    if (entries.length > 0) await history.append(entries);
  }

  async function readEvidence(): Promise<Evidence> {
    const unsent = new Set(waiting.items().map(({ id }) => id));
    return evidenceOf(await history.list(evidenceDepth), unsent);
  }

  return {
    async sendNext() {
      const group = nextGroup(waiting.items());
      if (!group) return undefined;
      const ids = idsOf(group);
      const keys = await send(group).catch((error: unknown) => {
        for (const id of ids) uncertain.add(id);
        throw error;
      });
      for (const id of ids) uncertain.delete(id);
      return { ids, keys };
    },
  };
}

function refusedOf(entry: HistoryEntry, refusals: readonly Refusal[]): HistoryEntry[] {
  const own = refusals.find((refusal) => refusal.entry.id === entry.id);
  return own ? [{ ...entry, refused: own.misfit.message }] : [];
}
