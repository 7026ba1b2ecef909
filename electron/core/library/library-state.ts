import type { Analysis } from '#shared/model/analysis.ts';
import type { DocumentName } from '#shared/model/change.ts';
import type { LibraryPatch, LibrarySnapshot, UnreadableDocument } from '#shared/model/library.ts';
import type { Suite } from '#shared/model/suite.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { listBackups } from './backups.ts';
import type { DocumentStore, StoredDocument } from './document-store.ts';
import { inGroups } from './in-pieces.ts';
import {
  analysesFolder,
  documentKey,
  documentOfKey,
  isDocumentCopy,
  originalsFolder,
  resultsFolder,
  suiteStem,
} from './library-keys.ts';
import type { PictureIndex } from './picture-index.ts';

/** What is known of the open library's documents and pictures, as pages see it. */
export interface LibraryState {
  suite: Suite;
  analyses: Map<string, Analysis>;
  unreadable: Map<string, UnreadableDocument>;
  conflictCopies: string[];
  /** By key: the version of each document that the rest of this state shows. */
  versions: Map<string, string>;
  /** Every title that a test had since the library was opened. */
  titles: Set<string>;
}

/** Which parts of the state have changed: for the patch that goes to the pages. */
export interface Changed {
  documents: DocumentName[];
  profilesWithPictures: Iterable<string>;
}

export function emptyState(): LibraryState {
  return {
    suite: [],
    analyses: new Map(),
    unreadable: new Map(),
    conflictCopies: [],
    versions: new Map(),
    titles: new Set(),
  };
}

/**
 * Reads the whole library: one listing for documents, one for pictures, and every document. No picture
 * is read. Returns what differs from the state before.
 */
export async function readLibrary(
  backend: StorageBackend,
  documents: DocumentStore,
  pictures: PictureIndex,
  state: LibraryState,
): Promise<Changed> {
  const [suites, analyses, results, originals] = await Promise.all([
    backend.list(suiteStem),
    backend.list(analysesFolder),
    backend.list(resultsFolder),
    backend.list(originalsFolder),
  ]);
  const profilesWithPictures = await pictures.replaceAll(results);
  await pictures.noteOriginals(originals);
  const keys = [...suites, ...analyses].map((object) => object.key);
  const copies = keys.filter((key) => isDocumentCopy(key));
  state.conflictCopies = copies.map((key) => key.slice(key.lastIndexOf('/') + 1)).sort();
  const names = keys
    .filter((key) => !copies.includes(key))
    .map(documentOfKey)
    .filter((name) => name !== undefined && name !== 'suite');
  const listed = new Set(keys);
  const gone = [...state.versions.keys()]
    .filter((key) => !listed.has(key))
    .map(documentOfKey)
    .filter((name) => name !== undefined && name !== 'suite');
  const changed = await readDocuments(backend, documents.load, state, ['suite', ...names, ...gone]);
  return { documents: changed, profilesWithPictures };
}

/** Reads these documents into the state; returns those that are not as they were. */
export async function readDocuments(
  backend: StorageBackend,
  read: DocumentStore['load'],
  state: LibraryState,
  names: DocumentName[],
): Promise<DocumentName[]> {
  const changed: DocumentName[] = [];
  await inGroups(names, async (name) => {
    const after = await read(name);
    if (state.versions.get(documentKey(name)) === after.version) return;
    const isSame = isShown(state, after);
    await noteDocument(backend, state, after);
    if (!isSame) changed.push(name);
  });
  return changed;
}

/** Whether the state shows this very document under another version, as after a save that came back. */
function isShown(state: LibraryState, { name, value, problem }: StoredDocument): boolean {
  if (value === null || problem !== undefined || !state.versions.has(documentKey(name))) return false;
  const shown = name === 'suite' ? state.suite : state.analyses.get(name.profile);
  return JSON.stringify(shown) === JSON.stringify(value);
}

/** Puts a document as it was read or saved into the state. */
export async function noteDocument(
  backend: StorageBackend,
  state: LibraryState,
  document: StoredDocument,
): Promise<void> {
  const key = documentKey(document.name);
  state.unreadable.delete(key);
  state.versions.set(key, document.version);
  if (document.problem !== undefined) {
    state.unreadable.set(key, await describeUnreadable(backend, document, document.problem));
  }
  if (document.name === 'suite') {
    state.suite = (document.value ?? []) as Suite;
    for (const { title } of state.suite) state.titles.add(title);
  } else if (document.value === null) {
    state.analyses.delete(document.name.profile);
  } else {
    state.analyses.set(document.name.profile, document.value as Analysis);
  }
}

/** The patch that brings a page's snapshot up to date. */
export function patchOf(
  state: LibraryState,
  pictures: PictureIndex,
  changed: Changed,
  about: Pick<LibraryPatch, 'library' | 'source' | 'entry'>,
): LibraryPatch {
  const patch: LibraryPatch = {
    ...about,
    unreadable: [...state.unreadable.values()],
    conflictCopies: state.conflictCopies,
  };
  for (const name of changed.documents) {
    if (name === 'suite') patch.suite = state.suite;
    else patch.analyses = { ...patch.analyses, [name.profile]: state.analyses.get(name.profile) ?? null };
  }
  for (const profile of changed.profilesWithPictures) {
    patch.pictures = { ...patch.pictures, [profile]: pictures.files(profile) ?? null };
  }
  return patch;
}

export function snapshotOf(
  state: LibraryState,
  pictures: PictureIndex,
  about: Pick<LibrarySnapshot, 'id' | 'name' | 'place' | 'note' | 'readOnly'>,
): LibrarySnapshot {
  return {
    ...about,
    suite: state.suite,
    analyses: Object.fromEntries(state.analyses),
    pictures: Object.fromEntries(
      pictures.profiles().map((profile) => [profile, pictures.files(profile) ?? []]),
    ),
    unreadable: [...state.unreadable.values()],
    conflictCopies: state.conflictCopies,
  };
}

async function describeUnreadable(
  backend: StorageBackend,
  document: StoredDocument,
  reason: string,
): Promise<UnreadableDocument> {
  const key = documentKey(document.name);
  const described = { document: document.name, name: key.slice(key.lastIndexOf('/') + 1), reason };
  if (document.name === 'suite') return described;
  const [lastGood] = await listBackups(backend, document.name.profile);
  return lastGood ? { ...described, lastGood } : described;
}
