import { stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { type Misfit, misfit } from '#shared/model/misfit.ts';
import type { Suite } from '#shared/model/suite.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { isFailure } from '../failure.ts';
import { keysOf } from '../library/change-runner.ts';
import { createDocumentStore } from '../library/document-store.ts';
import { type Conflicts, conflictOf } from './conflicts.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type Merged, mergeEntries } from './merge-change.ts';
import type { Refusal } from './merge-steps.ts';
import type { RemoteCopy } from './remote-copy.ts';
import { idsOf, nextGroup, type SendGroup, sendable } from './send-group.ts';
import { fitted, sendPut, sendWhole } from './send-whole.ts';
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
    const entry = await fitted(parts, group.entry);
    await tell([entry]);
    return { ...group, entry };
  }

  async function send(group: SendGroup): Promise<Sent> {
    switch (group.kind) {
      case 'edits':
        return sendEdits(group.entries);
      case 'whole':
        return { ids: idsOf(group), keys: await sendAsOne(group.entry, group.puts) };
      case 'put':
        await sendPut(parts, group.put);
        return { ids: idsOf(group), keys: [group.put.key] };
      case 'delete':
        await bucket.delete(group.key);
        return { ids: idsOf(group), keys: [group.key] };
    }
  }

  async function sendEdits(entries: HistoryEntry[]): Promise<Sent> {
    const { refusals, failed } = await merge(entries);
    const done = entries.filter(({ id }) => !failed.has(id));
    const [reason] = failed.values();
    if (done.length === 0) throw reason;
    const met = refusals.filter(({ entry }) => !failed.has(entry.id));
    await noteRefused(
      met.map(({ misfit, ...one }) => conflictOf(one.entry, one, misfit.message, misfit.current)),
      done.flatMap((entry) => refusedOf(entry, met)),
    );
    for (const [id, error] of failed) held.set(id, error);
    return { ids: done.map(({ id }) => id), keys: entries.flatMap((entry) => keysOf(entry.change)) };
  }

  async function merge(entries: HistoryEntry[]): Promise<Merged> {
    const means = { readEvidence, pause, refusedBefore };
    const isUncertain = ({ id }: HistoryEntry) => uncertain.has(id);
    const merged = await mergeEntries(createDocumentStore(bucket), entries, { ...means, isUncertain });
    if (merged.refusals.length === 0 || (await remote.recheckSuite()).length === 0) return merged;
    // What does not fit may lie under another title by now, of which this device has not heard.
    return mergeEntries(createDocumentStore(bucket), entries, { ...means, isUncertain: () => true });
  }

  async function sendAsOne(entry: HistoryEntry, puts: WaitingPut[]): Promise<string[]> {
    const before = refusedBefore(entry);
    const refused = before ? before.message : await sendWhole(parts, entry, puts);
    if (refused !== undefined) {
      await noteRefused([conflictOf(entry, null, refused, null)], [{ ...entry, refused }]);
    }
    return [...keysOf(entry.change), ...puts.map(({ key }) => key)];
  }

  /**
   * What was refused stays so, also where it was not yet told to History and would fit by now: the user sees the
   * conflict already.
   */
  function refusedBefore(entry: HistoryEntry, part?: number): Misfit | undefined {
    const noted = conflicts
      .list()
      .find(({ of = [] }) => of.some((one) => one.entry === entry.id && one.part === part));
    return noted && misfit(noted.reason, noted.current).error;
  }

  /** Conflicts first: an entry that stands in History as refused must have its conflict. */
  async function noteRefused(met: TeamConflict[], entries: HistoryEntry[]): Promise<void> {
    await conflicts.add(met);
    if (entries.length > 0) await history.append(entries);
  }

  async function readEvidence(suite: Suite): Promise<Evidence> {
    const unsent = new Set(waiting.items().map(({ id }) => id));
    return evidenceOf(await history.list(evidenceDepth), unsent, suite);
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

/** The entry as History is told of it once more, when parts of it were refused. */
function refusedOf(entry: HistoryEntry, refusals: readonly Refusal[]): HistoryEntry[] {
  const own = refusals.filter((refusal) => refusal.entry.id === entry.id);
  const [first] = own;
  if (!first) return [];
  const isWhole = own.length === stepsOf(entry.change).length;
  const refusedParts = own.map(({ part }) => part);
  return [{ ...entry, refused: first.misfit.message, ...(!isWhole && { refusedParts }) }];
}
