import { type Change, type DocumentName, documentOf, stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { isFailure } from '../failure.ts';
import { keysOf, runChange } from '../library/change-runner.ts';
import { createDocumentStore } from '../library/document-store.ts';
import { binFolder, documentKey, uniqueName } from '../library/library-keys.ts';
import { contentOf } from '../library/move-file.ts';
import { isRename, refitRename } from '../library/rename-test.ts';
import { UnfinishedChange } from '../library/unfinished-change.ts';
import { type Conflicts, conflictOf } from './conflicts.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { mergeEntries, requireReadable } from './merge-change.ts';
import type { Refusal } from './merge-steps.ts';
import type { RemoteCopy } from './remote-copy.ts';
import { readRemoteLibrary } from './remote-library.ts';
import { idsOf, nextGroup, type SendGroup, sendable } from './send-group.ts';
import { withUnsentFiles } from './sending-backend.ts';
import type { TeamHistory } from './team-history.ts';
import type { Waiting, WaitingPut } from './waiting.ts';

/** Sends what waits to the bucket, in order. What one call has sent stays in `waiting` until it is finished there. */
export interface Sender {
  /**
   * Sends the next group. Resolves when it is in the bucket or refused for good, with what happened noted in
   * History and among the conflicts; undefined when nothing can be sent. Rejects when all has to be tried again.
   */
  sendNext(): Promise<Sent | undefined>;
  /** Whether there is something that can be sent. */
  hasNext(): boolean;
  /**
   * Why something is held: it cannot be sent though other things can, such as edits of a document that cannot
   * be read. It waits on, and what does not depend on it goes past. Undefined when nothing is held.
   */
  held(): unknown;
  /** Tries again what is held. */
  release(): void;
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
  /** Whether a change is being made on this device at this moment, so that it may still turn out not to fit. */
  isBeingMade: (id: string) => boolean;
}

/** How far back History is looked through for what became of an edit. */
const evidenceDepth = 2_000;

export function createSender(parts: SenderParts): Sender {
  const { remote, waiting, conflicts, history, pause } = parts;
  const bucket = remote.backend;
  /** Sent in part, perhaps: tried before, or left by an app that ended in the middle. */
  const uncertain = new Set(waiting.items().map(({ id }) => id));
  /** What this app has told History of what waits: it is not told again with every try. */
  const told = new Map<string, string>();
  const held = new Map<string, unknown>();

  function next(): SendGroup | undefined {
    const items = waiting.items();
    const first = items.findIndex(({ id }) => parts.isBeingMade(id));
    const made = first < 0 ? items : items.slice(0, first);
    return nextGroup(sendable(made, new Set(held.keys())));
  }

  /**
   * [Write ahead] History is written before the document, so that whoever reads a document finds in History
   * everything that stands in it. What is refused then is told there once more, as refused.
   */
  async function tell(entries: readonly HistoryEntry[]): Promise<void> {
    const news = entries.filter((entry) => told.get(entry.id) !== JSON.stringify(entry.change));
    if (news.length > 0) await history.append(news);
    for (const entry of news) told.set(entry.id, JSON.stringify(entry.change));
  }

  /** The group as it is sent, told to History; what fails here has nothing to do with the group. */
  async function announced(group: SendGroup): Promise<SendGroup> {
    if (group.kind === 'edits') await tell(group.entries);
    if (group.kind !== 'whole') return group;
    const entry = await fitted(group.entry);
    await tell([entry]);
    return { ...group, entry };
  }

  async function send(group: SendGroup): Promise<Sent> {
    switch (group.kind) {
      case 'edits':
        return sendEdits(group.entries);
      case 'whole':
        return { ids: idsOf(group), keys: await sendWhole(group.entry, group.puts) };
      case 'put':
        await sendPut(group.put);
        return { ids: idsOf(group), keys: [group.put.key] };
      case 'delete':
        await bucket.delete(group.key);
        return { ids: idsOf(group), keys: [group.key] };
    }
  }

  async function sendEdits(entries: HistoryEntry[]): Promise<Sent> {
    const isUncertain = ({ id }: HistoryEntry) => uncertain.has(id);
    const means = { isUncertain, readEvidence, pause };
    const { refusals, failed } = await mergeEntries(createDocumentStore(bucket), entries, means);
    const done = entries.filter(({ id }) => !failed.has(id));
    const [reason] = failed.values();
    if (done.length === 0) throw reason;
    const met = refusals.filter(({ entry }) => !failed.has(entry.id));
    await noteRefused(
      met.map(({ entry, step, misfit }) => conflictOf(entry, step, misfit.message, misfit.current)),
      done.flatMap((entry) => refusedOf(entry, met)),
    );
    for (const [id, error] of failed) held.set(id, error);
    return { ids: done.map(({ id }) => id), keys: entries.flatMap((entry) => keysOf(entry.change)) };
  }

  async function sendWhole(entry: HistoryEntry, puts: WaitingPut[]): Promise<string[]> {
    const backend = withUnsentFiles(bucket, waiting, puts);
    const documents = createDocumentStore(backend);
    for (const name of documentsKeptBy(entry.change)) await requireReadable(documents, name);
    try {
      await runChange({ backend, documents }, entry.change, true);
    } catch (error) {
      if (!isForGood(error)) throw error;
      // A bucket that is not there, or a wrong clock, says the like: then the change is not to blame.
      await remote.recheckSuite();
      // Their pictures are not lost: they lie in the bin.
      for (const put of puts) if (await isAtHand(put)) await sendPut(put);
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

  async function isAtHand(put: WaitingPut): Promise<boolean> {
    return waiting.readBytes(put).then(
      () => true,
      () => false,
    );
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

  /** Whether what went wrong is a matter of this group alone: other things can be asked of the bucket. */
  async function isOfGroup(error: unknown): Promise<boolean> {
    if (isFailure(error, 'offline', 'cancelled', 'conflict', 'full')) return false;
    return remote.recheckSuite().then(
      () => true,
      () => false,
    );
  }

  return {
    hasNext: () => next() !== undefined,
    held: () => held.values().next().value,
    release: () => held.clear(),
    async sendNext() {
      for (let group = next(); group; group = next()) {
        const ids = idsOf(group);
        const ready = await announced(group);
        try {
          const sent = await send(ready);
          for (const id of sent.ids) told.delete(id);
          return sent;
        } catch (error) {
          const isGivenUp = !waiting.items().some(({ id }) => ids.includes(id));
          if (isGivenUp) continue;
          if (!(await isOfGroup(error))) throw error;
          for (const id of ids) held.set(id, error);
        } finally {
          for (const id of ids) uncertain.add(id);
        }
      }
      return undefined;
    },
  };
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

function refusedOf(entry: HistoryEntry, refusals: readonly Refusal[]): HistoryEntry[] {
  const own = refusals.find((refusal) => refusal.entry.id === entry.id);
  return own ? [{ ...entry, refused: own.misfit.message }] : [];
}

/** Whether trying again does not help: what the change is about is not as it was. */
function isForGood(error: unknown): error is Error {
  if (error instanceof UnfinishedChange) {
    const causes = error.cause instanceof AggregateError ? error.cause.errors : [];
    return causes.length > 0 && causes.every(isForGood);
  }
  return isFailure(error, 'conflict', 'not-found', 'invalid');
}
