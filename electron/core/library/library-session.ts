import { createHash } from 'node:crypto';
import { createAnalysis } from '#shared/model/analysis.ts';
import { invertChange } from '#shared/model/apply-change.ts';
import { type Change, type DocumentName, documentOf, stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry, LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import { readPictureKey } from '#shared/model/picture.ts';
import { Failure, isFailure, toAppError } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { prepareChange, runChange, type Touched } from './change-runner.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { type History, openHistory } from './history.ts';
import { readLibraryFile } from './library-file.ts';
import { documentOfKey, originalsFolder } from './library-keys.ts';
import {
  type Changed,
  emptyState,
  type LibraryState,
  noteDocument,
  patchOf,
  readDocuments,
  readLibrary,
  snapshotOf,
} from './library-state.ts';
import { leftovers, openOutbox, setAsideUnfinished } from './outbox.ts';
import { createPictureIndex, type PictureIndex } from './picture-index.ts';

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
  /** Does a change durably: outbox, storage, History, event. Rejects with a `Failure`; then nothing changed. */
  commit(change: Change, options?: { undoes?: string }): Promise<HistoryEntry>;
  /** Takes back one of the newest 200 entries by doing its inverse. */
  undo(id: string): Promise<HistoryEntry>;
  /** Reads everything again and tells the pages what differs. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface SessionOptions {
  folder: string;
  backend: StorageBackend;
  /** Where the outbox of all libraries lies. */
  outboxFolder: string;
  device: string;
  author: () => string;
  onPatch: (patch: LibraryPatch) => void;
  onEntry: (entry: HistoryEntry) => void;
}

/** How many of the newest entries can be taken back. */
const undoDepth = 200;

/** Opens a library: reads it, finishes what a crash left unfinished, and watches for other writers. */
export async function openSession(options: SessionOptions): Promise<LibrarySession> {
  const { backend, folder } = options;
  const id = createHash('sha256').update(folder).digest('base64url').slice(0, 16);
  const outboxFolder = `${options.outboxFolder}/${id}`;
  const documents = createDocumentStore(backend);
  const pictures = createPictureIndex();
  const state = emptyState();
  const history = openHistory(backend, options.device);
  const outbox = openOutbox(outboxFolder);
  const file = await readLibraryFile(backend, folder);
  let readOnly = file.readOnly;
  let queue: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function tell(changed: Changed, source: LibraryPatch['source'], entry?: string): void {
    const about = entry === undefined ? { library: id, source } : { library: id, source, entry };
    options.onPatch({ ...patchOf(state, pictures, changed, about), readOnly });
  }

  async function noteTouched(touched: Touched): Promise<Changed> {
    const profiles = new Set<string>();
    const names: DocumentName[] = [...touched.documents];
    for (const key of touched.keys) {
      const document = documentOfKey(key);
      if (document) names.push(document);
      const listed =
        readPictureKey(key) || key.startsWith(originalsFolder) ? await backend.stat(key) : undefined;
      const profile = pictures.note(key, listed);
      if (profile !== undefined) profiles.add(profile);
      if (key.startsWith(originalsFolder)) listed ? pictures.addOriginal(key) : pictures.removeOriginal(key);
    }
    for (const name of names) await noteDocument(backend, state, await documents.get(name));
    return { documents: names, profilesWithPictures: profiles };
  }

  async function run(entry: HistoryEntry): Promise<void> {
    await outbox.begin(entry);
    try {
      const touched = await runChange(backend, documents, entry.change);
      await appendOrTakeBack(entry);
      await outbox.finish(entry.id);
      tell(await noteTouched(touched), 'self', entry.id);
      options.onEntry(entry);
    } catch (error) {
      // What could not be taken back stays in the outbox, for the next opening.
      if (!isFailure(error, 'unknown')) await outbox.finish(entry.id);
      await noteOffline(error);
      await reread(entry.change);
      throw error;
    }
  }

  async function appendOrTakeBack(entry: HistoryEntry): Promise<void> {
    try {
      await history.append(entry);
    } catch (error) {
      await runChange(backend, documents, invertChange(entry.change));
      throw error;
    }
  }

  async function reread(change: Change): Promise<void> {
    const names = stepsOf(change).flatMap((step) => (step.type === 'file.move' ? [] : [documentOf(step)]));
    const changed = await readDocuments(backend, documents, state, names).catch(() => []);
    if (changed.length > 0) tell({ documents: changed, profilesWithPictures: [] }, 'elsewhere');
  }

  async function noteOffline(error: unknown): Promise<void> {
    if (!isFailure(error, 'offline')) return;
    readOnly =
      'The library’s folder cannot be reached. What you see is as it was; connect it again to go on.';
    tell({ documents: [], profilesWithPictures: [] }, 'elsewhere');
  }

  async function refresh(): Promise<void> {
    try {
      const changed = await readLibrary(backend, documents, pictures, state);
      const back = readOnly !== file.readOnly;
      readOnly = file.readOnly;
      if (back || changed.documents.length > 0 || [...changed.profilesWithPictures].length > 0) {
        tell(changed, 'elsewhere');
      }
    } catch (error) {
      await noteOffline(error);
      throw error;
    }
  }

  async function refreshKeys(keys: string[]): Promise<void> {
    const names = keys.map(documentOfKey).filter((name) => name !== undefined);
    const changed = await readDocuments(backend, documents, state, names);
    const profiles = new Set<string>();
    for (const key of keys.filter((key) => readPictureKey(key))) {
      const listed = await backend.stat(key);
      const place = readPictureKey(key);
      const before =
        place && pictures.files(place.profile)?.find((known) => known.name === place.name)?.stamp;
      if (before === listed?.stamp) continue;
      const profile = pictures.note(key, listed);
      if (profile !== undefined) profiles.add(profile);
    }
    if (changed.length > 0 || profiles.size > 0) {
      tell({ documents: changed, profilesWithPictures: profiles }, 'elsewhere');
    }
  }

  async function finishLeftovers(): Promise<void> {
    const left = await leftovers(outboxFolder);
    for (const entry of left.entries) {
      try {
        await runChange(backend, documents, entry.change);
        if (!(await history.has(entry.id))) await history.append(entry);
      } catch (error) {
        if (isFailure(error, 'offline')) throw error;
        await setAsideUnfinished(outboxFolder, entry, toAppError(error).message);
      }
    }
    await left.forget();
  }

  if (!readOnly) await finishLeftovers();
  await readLibrary(backend, documents, pictures, state);
  const stopWatching = backend.watch?.((keys) => {
    // Best effort: the next reading on demand says what went wrong, if it still does.
    void inTurn(() => (keys.length > 500 ? refresh() : refreshKeys(keys))).catch(() => undefined);
  });

  const session: LibrarySession = {
    id,
    folder,
    backend,
    documents,
    pictures,
    state,
    history,
    snapshot: () =>
      snapshotOf(state, pictures, {
        id,
        name: file.name,
        place: { kind: 'folder', folder },
        note: file.note,
        readOnly,
      }),
    commit: (change, { undoes } = {}) =>
      inTurn(async () => {
        if (readOnly !== null) throw new Failure('denied', readOnly);
        const prepared = await prepareFresh(documents, withDocuments(documents, change));
        const entry: HistoryEntry = {
          id: crypto.randomUUID(),
          at: new Date().toISOString(),
          device: options.device,
          who: options.author(),
          change: prepared,
          ...(undoes === undefined ? {} : { undoes }),
        };
        await run(entry);
        return entry;
      }),
    async undo(entryId) {
      const entries = await history.list(undoDepth);
      const entry = entries.find((candidate) => candidate.id === entryId);
      if (!entry)
        throw new Failure(
          'not-found',
          'This change is too old to be taken back, or it is not in the History.',
        );
      if (isUndone(entries, entryId)) throw new Failure('conflict', 'This change was taken back already.');
      return session.commit(invertChange(entry.change), { undoes: entryId });
    },
    refresh: () => inTurn(refresh),
    async close() {
      stopWatching?.();
      await queue;
      await outbox.close();
      await backend.close();
    },
  };
  return session;
}

/** A change that was undone and whose undoing was undone again can be undone once more. */
function isUndone(entries: HistoryEntry[], id: string): boolean {
  const undoing = entries.find((entry) => entry.undoes === id);
  return undoing !== undefined && !isUndone(entries, undoing.id);
}

/** Prepares with what is known; where that does not fit, once more with what the storage holds now. */
async function prepareFresh(documents: DocumentStore, change: Promise<Change>): Promise<Change> {
  const full = await change;
  try {
    return await prepareChange(documents, full);
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
    for (const step of stepsOf(full)) {
      if (step.type !== 'file.move') await documents.load(documentOf(step));
    }
    return prepareChange(documents, full);
  }
}

/** A first edit of a profile without a document creates the document in the same change. */
async function withDocuments(documents: DocumentStore, change: Change): Promise<Change> {
  const missing = new Set<string>();
  for (const step of stepsOf(change)) {
    if (step.type === 'file.move' || step.type === 'document.set') continue;
    const name = documentOf(step);
    if (name === 'suite' || (await documents.get(name)).value !== null) continue;
    if ((await documents.get(name)).problem === undefined) missing.add(name.profile);
  }
  if (missing.size === 0 || stepsOf(change).some((step) => step.type === 'document.set')) return change;
  const created = [...missing].map(
    (profile): Change => ({
      type: 'document.set',
      document: { profile },
      base: null,
      value: createAnalysis(profile),
    }),
  );
  const parts = change.type === 'batch' ? change.changes : [change];
  const label = change.type === 'batch' ? change.label : `First edit of ${[...missing].join(', ')}`;
  return { type: 'batch', label, changes: [...created, ...parts] };
}
