import { suiteKey } from '#shared/model/suite.ts';
import {
  analysesFolder,
  documentOfKey,
  ownFolder,
  resultsFolder,
  suiteStem,
} from '../library/library-keys.ts';
import type { CallOptions, ListedObject, StorageBackend } from '../storage/backend.ts';
import { compareKeys, isOwnName } from '../storage/keys.ts';

/** Where a library's objects are; a bucket or folder may hold other things beside them. */
export const libraryPrefixes = [suiteStem, analysesFolder, resultsFolder, ownFolder] as const;

/** In this order objects are written, so that a library that is there in parts never looks whole. */
export const copyPhases = ['files', 'documents', 'suite'] as const;

export type CopyPhase = (typeof copyPhases)[number];

/** What systems put into folders by themselves. */
const systemNames = new Set(['thumbs.db', 'desktop.ini', 'icon\r']);

/** Whether an object belongs to a library: nothing hidden, no working file, nothing beside the library. */
export function isLibraryKey(key: string): boolean {
  const isWithin = libraryPrefixes.some((prefix) => key.startsWith(prefix));
  return isWithin && !isHidden(key) && !isOwnName(key) && (!key.startsWith(suiteStem) || isSuiteOrTwin(key));
}

export function phaseOf(key: string): CopyPhase {
  if (key === suiteKey) return 'suite';
  return documentOfKey(key) === undefined ? 'files' : 'documents';
}

/** Every object of the library at a place, sorted by key: one listing for each prefix. */
export async function listLibrary(
  backend: StorageBackend,
  options: CallOptions,
  prefixes: readonly string[] = libraryPrefixes,
): Promise<ListedObject[]> {
  const lists = await Promise.all(prefixes.map((prefix) => backend.list(prefix, options)));
  return lists
    .flat()
    .filter(({ key }) => isLibraryKey(key))
    .sort(compareKeys);
}

/** The prefixes below which these keys lie. */
export function prefixesOf(keys: readonly string[]): string[] {
  return libraryPrefixes.filter((prefix) => keys.some((key) => key.startsWith(prefix)));
}

/** The suite, and what a sync tool or a user has put beside it under a similar name. */
function isSuiteOrTwin(key: string): boolean {
  return !key.includes('/') && key.endsWith('.json');
}

function isHidden(key: string): boolean {
  return key.split('/').some((part) => part.startsWith('.') || systemNames.has(part.toLowerCase()));
}
