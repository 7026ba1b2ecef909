import { invertChange } from '#shared/model/apply-change.ts';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { Failure, isFailure } from '../failure.ts';
import { type ChangeTarget, keysOf, runChange } from './change-runner.ts';
import type { History } from './history.ts';
import type { LibraryView } from './library-view.ts';
import type { Outbox } from './outbox.ts';
import { prepareChange } from './prepare-change.ts';
import { UnfinishedChange } from './unfinished-change.ts';

/** Makes a change when its turn has come; again when somebody else has changed what it is about. */
export type ChangeMaker = () => Change | Promise<Change>;

/** Does changes durably, one call at a time: outbox, storage, History, then the pages are told. */
export interface Committer {
  /** Rejects with a `Failure`; then nothing has changed, unless it is an `UnfinishedChange`. */
  commit(make: ChangeMaker, undoes?: string): Promise<HistoryEntry>;
  /** Keeps a change on this device for when the library can be written again. */
  keep(change: Change): Promise<void>;
}

export interface CommitterParts {
  target: ChangeTarget;
  history: History;
  outbox: Outbox;
  view: LibraryView;
  device: string;
  author: () => string;
  /** Milliseconds since 1970, by this device's clock; left out: the system's. */
  now?: () => number;
  onEntry: (entry: HistoryEntry) => void;
  noteFailure: (error: unknown) => void;
}

/** How often a change is made anew. */
const maxTries = 3;

export function createCommitter(parts: CommitterParts): Committer {
  const { target, history, outbox, view, noteFailure } = parts;

  function newEntry(change: Change, undoes?: string): HistoryEntry {
    return {
      id: crypto.randomUUID(),
      at: new Date(parts.now?.() ?? Date.now()).toISOString(),
      device: parts.device,
      who: parts.author(),
      change,
      ...(undoes === undefined ? {} : { undoes }),
    };
  }

  async function run(entry: HistoryEntry): Promise<void> {
    const keys = keysOf(entry.change);
    await outbox.begin(entry);
    try {
      await runChange(target, entry.change);
      await appendOrTakeBack(entry);
    } catch (error) {
      if (!(error instanceof UnfinishedChange)) await outbox.finish(entry.id);
      noteFailure(error);
      // The reason of the failure matters more than what cannot be read now.
      await view.readKeys(keys).catch(noteFailure);
      throw error;
    }
    // It is done and in History. An outbox that cannot be written keeps it, and it is not done again.
    await outbox.finish(entry.id).catch(() => undefined);
    await view.showEntry(entry, keys);
    parts.onEntry(entry);
  }

  async function appendOrTakeBack(entry: HistoryEntry): Promise<void> {
    try {
      await history.append(entry);
    } catch (error) {
      await runChange(target, invertChange(entry.change)).catch((obstacle: unknown) => {
        throw new UnfinishedChange(error, obstacle);
      });
      throw error;
    }
  }

  return {
    keep: (change) => outbox.keep(newEntry(change)),
    async commit(make, undoes) {
      const problem = view.readOnly();
      if (problem !== null) throw new Failure(view.isOffline() ? 'offline' : 'denied', problem);
      let last: { text: string; error: unknown } | undefined;
      for (let attempt = 1; ; attempt += 1) {
        const entry = newEntry(await prepareChange(target.documents, await make()), undoes);
        // Made anew and still the same, it would run into the same.
        if (last && (attempt > maxTries || JSON.stringify(entry.change) === last.text)) throw last.error;
        try {
          await run(entry);
          return entry;
        } catch (error) {
          if (!isFailure(error, 'conflict')) throw error;
          last = { text: JSON.stringify(entry.change), error };
        }
      }
    },
  };
}
