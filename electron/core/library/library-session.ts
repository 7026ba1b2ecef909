import { createHash } from 'node:crypto';
import { invertChange } from '#shared/model/apply-change.ts';
import { type Change, stepsOf } from '#shared/model/change.ts';
import { donePart } from '#shared/model/done-part.ts';
import type { HistoryEntry, LibraryPatch, LibraryPlace, LibrarySnapshot } from '#shared/model/library.ts';
import { suiteKey } from '#shared/model/suite.ts';
import { undoneEntries } from '#shared/model/undone-entries.ts';
import type { AppError } from '#shared/result.ts';
import { Failure, isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { keysOf } from './change-runner.ts';
import { type ChangeMaker, createCommitter } from './commit-change.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { finishLeft } from './finish-left.ts';
import { type History, openHistory } from './history.ts';
import { readLibraryFile } from './library-file.ts';
import type { LibraryState } from './library-state.ts';
import { createLibraryView } from './library-view.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import type { PictureIndex } from './picture-index.ts';
import { isRename, refitRename } from './rename-test.ts';
import { requireKnownTests } from './require-known-tests.ts';
import { UnfinishedChange } from './unfinished-change.ts';

/** One open library: its state, the one way to change it, and what others do to it. */
export interface LibrarySession {
  readonly id: string;
  readonly folder: string;
  readonly backend: StorageBackend;
  readonly documents: DocumentStore;
  readonly pictures: PictureIndex;
  readonly state: LibraryState;
  readonly history: History;
  snapshot(): LibrarySnapshot;
  /**
   * Does a change durably: outbox, storage, History, event. Rejects with a `Failure`; then nothing changed,
   * except that an edit of documents rejected with `offline` is kept, and saved when the folder is back.
   * @param change a function makes the change when its turn has come, from the state as it is then.
   */
  commit(change: Change | ChangeMaker, options?: CommitOptions): Promise<HistoryEntry>;
  /** Takes back one of the newest 200 entries by doing its inverse. */
  undo(id: string): Promise<HistoryEntry>;
  /**
   * Does work between two changes, never in the middle of one.
   * @param keys what may look different after it; the pages are told before the next change.
   */
  alone<T>(work: () => Promise<T>, keys?: readonly string[]): Promise<T>;
  /** Reads everything again and tells the pages what differs. */
  refresh(): Promise<void>;
  /** Finishes what was asked for, then frees everything. Later calls are refused. */
  close(): Promise<void>;
}

export interface CommitOptions {
  /** Everything is read again before the change is made: it depends on more than it edits. */
  fresh?: boolean;
}

export interface SessionOptions {
  folder: string;
  backend: StorageBackend;
  /** Where the outbox of all libraries lies; left out for a replica, which has its own. */
  outboxFolder?: string;
  device: string;
  author: () => string;
  /** Milliseconds since 1970, by this device's clock; left out: the system's. */
  now?: () => number;
  onPatch: (patch: LibraryPatch) => void;
  onEntry: (entry: HistoryEntry) => void;
  /** Why the folder may not be written to; left out: it may. */
  writeProtection?: () => Promise<string | null>;
  /** Hears of changes from before that could not be done when it was their time. */
  onRefused?: (entry: HistoryEntry, error: AppError) => void;
  /** What a library is on that lies elsewhere and is worked on here; left out: the storage itself. */
  replica?: ReplicaParts;
  /** How often a folder that went away is looked for, in milliseconds. */
  lookAgainEvery?: number;
}

/** What stands in for the storage where a library is shown before it is written. */
export interface ReplicaParts {
  place: LibraryPlace;
  /** Where changes are shown. */
  changes: StorageBackend;
  history: History;
  /** Keeps what is to be done to the storage. */
  outbox: Outbox;
}

/** How many of the newest entries can be taken back. */
const undoDepth = 200;

/** Opens a library: reads it, finishes what a crash left unfinished, and watches for other writers. */
export async function openSession(options: SessionOptions): Promise<LibrarySession> {
  const { backend, folder, replica } = options;
  const id = createHash('sha256').update(folder).digest('base64url').slice(0, 16);
  const changes = replica?.changes ?? backend;
  const documents = createDocumentStore(changes);
  const target = { backend: changes, documents };
  const history = replica?.history ?? openHistory(backend, options.device);
  const outbox = replica?.outbox ?? openFolderOutbox(options.outboxFolder, id);
  const writeProtection = options.writeProtection ?? (async () => null);
  const file = await readLibraryFile(backend, folder);
  let isOpen = false;
  // The page reads the whole library when it is open; before that nothing has changed for it.
  const onPatch = (patch: LibraryPatch) => void (isOpen && options.onPatch(patch));
  const place: LibraryPlace = replica?.place ?? { kind: 'folder', folder };
  const isReplica = replica !== undefined;
  const view = createLibraryView({
    ...options,
    place,
    isReplica,
    onPatch,
    id,
    documents,
    file,
    writeProtection,
  });
  const committer = createCommitter({ ...options, target, history, outbox, view, noteFailure });
  let queue: Promise<unknown> = Promise.resolve();
  let lookingAgain: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** One after the other, in the order asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed)
      return Promise.reject(new Failure('cancelled', 'This library was closed. Nothing was changed.'));
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  /** An edit that meets an unplugged folder waits in the outbox; still it is not saved, and says so. */
  async function commitOrKeep(change: Change): Promise<HistoryEntry> {
    try {
      return await committer.commit(async () => {
        await requireKnownTests(documents, view.state, change);
        return change;
      });
    } catch (error) {
      if (!isFailure(error, 'offline') || error instanceof UnfinishedChange) throw error;
      noteFailure(error);
      await committer.keep(change);
      throw new Failure(
        'offline',
        'The library’s folder cannot be reached. This edit is kept on this device; it is saved when the folder is back.',
        { cause: error },
      );
    }
  }

  /** What a change ran into is shown at once, so that the user sees what to decide on. */
  async function showingConflicts<T>(keys: string[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isFailure(error, 'conflict')) await view.readKeys([suiteKey, ...keys]).catch(noteFailure);
      throw error;
    }
  }

  function noteFailure(error: unknown): void {
    view.noteFailure(error);
    if (view.isOffline() && !isClosed) lookAgain();
  }

  function lookAgain(): void {
    clearTimeout(lookingAgain);
    lookingAgain = setTimeout(() => {
      inTurn(refresh).catch(noteFailure);
    }, options.lookAgainEvery ?? 3_000);
    lookingAgain.unref();
  }

  async function refresh(): Promise<void> {
    const wasReadOnly = view.readOnly() !== null;
    await view.read().catch((error: unknown) => {
      noteFailure(error);
      throw error;
    });
    if (!wasReadOnly || view.readOnly() !== null) return;
    const finished = await finishOutbox();
    await view.read();
    for (const entry of finished) options.onEntry(entry);
  }

  async function showKeys(keys: readonly string[]): Promise<void> {
    await (keys.length > 500 ? refresh() : view.readKeys(keys));
  }

  async function finishOutbox(): Promise<HistoryEntry[]> {
    const report = await finishLeft(target, history, outbox);
    for (const { entry, error } of report.refused) options.onRefused?.(entry, error);
    return report.finished;
  }

  async function undoNow(entryId: string): Promise<HistoryEntry> {
    const entries = await history.list(undoDepth);
    const entry = entries.find((candidate) => candidate.id === entryId);
    if (!entry) {
      throw new Failure('not-found', 'This change is too old to be taken back, or it is not in the History.');
    }
    const done = donePart(entry);
    if (!done) throw new Failure('conflict', 'This change was never saved, so nothing can be taken back.');
    if (undoneEntries(entries).has(entryId))
      throw new Failure('conflict', 'This change was taken back already.');
    const inverse = invertChange(done);
    if (!isRename(inverse)) return committer.commit(() => inverse, entryId);
    await refresh();
    return committer.commit(() => refitRename(session, inverse), entryId);
  }

  if ((file.readOnly ?? (await writeProtection())) === null) await finishOutbox();
  await view.read();
  isOpen = true;
  const stopWatching = backend.watch?.((keys) => {
    // Best effort: the next reading on demand says what went wrong, if it still does.
    inTurn(() => showKeys(keys)).catch(noteFailure);
  });

  const session: LibrarySession = {
    id,
    folder,
    backend,
    documents,
    pictures: view.pictures,
    state: view.state,
    history,
    snapshot: view.snapshot,
    commit: (change, { fresh = false } = {}) =>
      inTurn(async () => {
        if (fresh) await refresh();
        if (typeof change === 'function') return committer.commit(change);
        const movesFiles = stepsOf(change).some((step) => step.type === 'file.move');
        return showingConflicts(keysOf(change), () =>
          movesFiles ? committer.commit(() => change) : commitOrKeep(change),
        );
      }),
    undo: (entryId) => inTurn(() => undoNow(entryId)),
    alone: (work, keys = []) =>
      inTurn(async () => {
        const outcome = await work();
        if (keys.length > 0) await showKeys(keys).catch(noteFailure);
        return outcome;
      }),
    refresh: () => inTurn(refresh),
    async close() {
      const done = queue;
      isClosed = true;
      clearTimeout(lookingAgain);
      stopWatching?.();
      await done;
      await outbox.close();
      await backend.close();
    },
  };
  return session;
}

function openFolderOutbox(folder: string | undefined, library: string): Outbox {
  if (folder === undefined) throw new TypeError('A library needs an outbox.');
  return openOutbox(`${folder}/${library}`);
}
