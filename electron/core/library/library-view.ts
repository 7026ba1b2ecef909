import type { HistoryEntry, LibraryPatch, LibraryPlace, LibrarySnapshot } from '#shared/model/library.ts';
import { readPictureKey } from '#shared/model/picture.ts';
import { isFailure } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import type { DocumentStore } from './document-store.ts';
import type { LibraryFile } from './library-file.ts';
import { documentOfKey, isDocumentCopy, originalsFolder, pictureId } from './library-keys.ts';
import {
  type Changed,
  emptyState,
  type LibraryState,
  patchOf,
  readDocuments,
  readLibrary,
  snapshotOf,
} from './library-state.ts';
import { createPictureIndex, type PictureIndex } from './picture-index.ts';
import { settleBounded } from './settle-bounded.ts';

/** The open library as pages see it, kept up to date with what this app and others do to it. */
export interface LibraryView {
  readonly state: LibraryState;
  readonly pictures: PictureIndex;
  snapshot(): LibrarySnapshot;
  /** Why nothing can be saved, in a sentence; null when everything can. */
  readOnly(): string | null;
  isOffline(): boolean;
  /** Reads everything again and tells the pages what differs. */
  read(): Promise<void>;
  /** Reads these documents and files again and tells the pages what differs. */
  readKeys(keys: readonly string[]): Promise<void>;
  /** Reads what an entry of this app has touched, and tells the pages in any case. */
  showEntry(entry: HistoryEntry, keys: readonly string[]): Promise<void>;
  /** Shows the library as read-only when `error` says that its folder is gone. */
  noteFailure(error: unknown): void;
}

export interface LibraryViewParts {
  id: string;
  place: LibraryPlace;
  backend: StorageBackend;
  documents: DocumentStore;
  file: LibraryFile;
  /** Whether edits go on when the storage cannot be reached, because they are kept on this device first. */
  isReplica: boolean;
  /** Why the folder may not be written to, in a sentence; asked again with every full reading. */
  writeProtection: () => Promise<string | null>;
  onPatch: (patch: LibraryPatch) => void;
}

/** Files asked for at once. */
const statsAtOnce = 16;

const offline =
  'The library’s folder cannot be reached. What you see is as it was; connect it again to go on.';

export function createLibraryView(parts: LibraryViewParts): LibraryView {
  const { id, place, backend, documents, file } = parts;
  const state = emptyState();
  const pictures = createPictureIndex();
  let readOnly: string | null = file.readOnly;

  function tell(changed: Changed, source: LibraryPatch['source'], entry?: string): void {
    const about = entry === undefined ? { library: id, source } : { library: id, source, entry };
    parts.onPatch({ ...patchOf(state, pictures, changed, about), readOnly });
  }

  async function readPicture(key: string): Promise<string | undefined> {
    const isPicture = readPictureKey(key) !== undefined;
    const isOriginal = key.startsWith(originalsFolder);
    if (!isPicture && !isOriginal) return undefined;
    const listed = await backend.stat(key);
    if (isOriginal) listed ? pictures.addOriginal(key) : pictures.removeOriginal(key);
    const before = pictures.lookup(pictureId(key))?.stamp;
    return before === listed?.stamp ? undefined : pictures.note(key, listed);
  }

  async function reread(keys: readonly string[], read: DocumentStore['load']): Promise<Changed> {
    const names = keys.filter((key) => !isDocumentCopy(key)).map(documentOfKey);
    const known = names.filter((name) => name !== undefined);
    const changed = await readDocuments(backend, read, state, known);
    const profiles = new Set<string>();
    for (const outcome of await settleBounded(keys, statsAtOnce, readPicture)) {
      if (outcome.status === 'rejected') throw outcome.reason;
      if (outcome.value !== undefined) profiles.add(outcome.value);
    }
    return { documents: changed, profilesWithPictures: profiles };
  }

  function noteFailure(error: unknown): void {
    if (parts.isReplica || !isFailure(error, 'offline') || readOnly === offline) return;
    readOnly = offline;
    tell(nothing, 'elsewhere');
  }

  return {
    state,
    pictures,
    noteFailure,
    readOnly: () => readOnly,
    isOffline: () => readOnly === offline,
    snapshot: () =>
      snapshotOf(state, pictures, {
        id,
        name: file.name,
        place,
        note: file.note,
        readOnly,
      }),
    async read() {
      const before = { readOnly, copies: state.conflictCopies.join('\n') };
      try {
        const changed = await readLibrary(backend, documents, pictures, state);
        readOnly = file.readOnly ?? (await parts.writeProtection());
        const isSame = before.readOnly === readOnly && before.copies === state.conflictCopies.join('\n');
        if (!isSame || isAnything(changed)) tell(changed, 'elsewhere');
      } catch (error) {
        noteFailure(error);
        throw error;
      }
    },
    async readKeys(keys) {
      const hasCopies = noteConflictCopies(
        state,
        keys.filter((key) => isDocumentCopy(key)),
      );
      const changed = await reread(keys, documents.load);
      if (hasCopies || isAnything(changed)) tell(changed, 'elsewhere');
    },
    async showEntry(entry, keys) {
      try {
        tell(await reread(keys, documents.get), 'self', entry.id);
      } catch (error) {
        // The entry is in the library, whatever can be read of it now.
        tell(nothing, 'self', entry.id);
        noteFailure(error);
      }
    },
  };
}

const nothing: Changed = { documents: [], profilesWithPictures: [] };

function isAnything(changed: Changed): boolean {
  return changed.documents.length > 0 || [...changed.profilesWithPictures].length > 0;
}

/** A copy that comes is noted at once; one that goes, with the next full reading. */
function noteConflictCopies(state: LibraryState, keys: readonly string[]): boolean {
  const names = keys.map((key) => key.slice(key.lastIndexOf('/') + 1));
  const fresh = names.filter((name) => !state.conflictCopies.includes(name));
  state.conflictCopies = [...state.conflictCopies, ...fresh].sort();
  return fresh.length > 0;
}
