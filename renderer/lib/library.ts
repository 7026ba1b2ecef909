import { queryOptions, useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { PageChange } from '#shared/model/change.ts';
import type { HistoryEntry, LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import { type MatchedPictures, matchPictures } from '#shared/model/picture.ts';
import type { AppError, Result } from '#shared/result.ts';
import { api, bridge, unwrap } from './bridge.ts';
import { describeForeignEdit } from './foreign-edit.ts';
import { notifyError } from './notify.ts';
import { notePending, type PendingList, pendingChanges, withPending } from './pending-changes.ts';
import { queryClient } from './query-client.ts';
import { noteSaved, saveState } from './save-state.ts';

/** The open library as the core has it, or null when none is open. */
export const libraryQuery = queryOptions({
  queryKey: ['library.read'],
  queryFn: () => unwrap(api.library.read({})),
});

/** The open library with unconfirmed edits shown as done. Only for pages inside the library gate. */
export function useLibrary(): LibrarySnapshot {
  const { data } = useQuery(libraryQuery);
  const pending = useStore(pendingChanges, (state) => state.pending);
  if (!data) throw new Error('No library is open.');
  return shownLibrary(data, pending);
}

/** The same for code outside of components; undefined before a library is read. */
export function readShownLibrary(): LibrarySnapshot | undefined {
  const data = queryClient.getQueryData(libraryQuery.queryKey);
  return data ? shownLibrary(data, pendingChanges.getState().pending) : undefined;
}

const shown = new WeakMap<LibrarySnapshot, { pending: PendingList; library: LibrarySnapshot }>();

/** One object for all who look, so that what is derived from it is derived once. */
function shownLibrary(data: LibrarySnapshot, pending: PendingList): LibrarySnapshot {
  const last = shown.get(data);
  if (last?.pending === pending) return last.library;
  const library = withPending(data, pending);
  shown.set(data, { pending, library });
  return library;
}

const noPictures: readonly never[] = [];
const matches = new WeakMap<object, WeakMap<object, Map<string, MatchedPictures>>>();

/** A profile's pictures by test; the same object as long as neither suite nor pictures changed. */
export function matchedPictures(library: LibrarySnapshot, profile: string): MatchedPictures {
  const files = library.pictures[profile] ?? noPictures;
  const byFiles = matches.get(library.suite) ?? new WeakMap<object, Map<string, MatchedPictures>>();
  matches.set(library.suite, byFiles);
  const byProfile = byFiles.get(files) ?? new Map<string, MatchedPictures>();
  byFiles.set(files, byProfile);
  const known = byProfile.get(profile) ?? matchPictures(library.suite, profile, files);
  byProfile.set(profile, known);
  return known;
}

const profiles = new WeakMap<object, WeakMap<object, readonly string[]>>();

/** Every profile of the library, by code; the baseline last. The same list as long as none comes or goes. */
export function profilesOf({ analyses, pictures }: LibrarySnapshot): readonly string[] {
  const byPictures = profiles.get(analyses) ?? new WeakMap<object, readonly string[]>();
  profiles.set(analyses, byPictures);
  const known = byPictures.get(pictures) ?? sortProfiles(analyses, pictures);
  byPictures.set(pictures, known);
  return known;
}

let lastSorted: readonly string[] = [];

function sortProfiles(analyses: object, pictures: object): readonly string[] {
  const distinct = new Set([...Object.keys(analyses), ...Object.keys(pictures)]);
  if (distinct.size === lastSorted.length && lastSorted.every((code) => distinct.has(code)))
    return lastSorted;
  const baseline = distinct.delete('baseline');
  const sorted = [...distinct].sort(byCode.compare);
  lastSorted = baseline ? [...sorted, 'baseline'] : sorted;
  return lastSorted;
}

/** Made once: `localeCompare` looks its language up each time, which costs milliseconds over 200 profiles. */
const byCode = new Intl.Collator('en');

/**
 * Sends a change; the page shows it at once and takes it back when it is refused.
 * A failure is told the user here; the result is for callers that do something more about it.
 */
export async function submitChange(
  change: PageChange,
  tellFailure: (error: AppError) => void = (error) => notifyError(error, 'Not saved'),
): Promise<Result<HistoryEntry>> {
  const settle = notePending(change);
  const result = await api.library.change({ change });
  // Answer and event travel apart: taking the change out before its patch is in would show the old state.
  if (result.ok) await patchArrived(result.value.id);
  else tellFailure(result.error);
  noteSaved(result.ok ? null : result.error);
  settle();
  return result;
}

const arrivedEntries = new Set<string>();
const waitingForEntry = new Map<string, () => void>();

function patchArrived(entry: string): Promise<void> {
  if (arrivedEntries.delete(entry)) return Promise.resolve();
  return new Promise((resolve) => {
    const stopWaiting = () => {
      waitingForEntry.delete(entry);
      resolve();
    };
    waitingForEntry.set(entry, stopWaiting);
    // A stream that broke meanwhile brings no patch; the next reading of the library shows the truth.
    setTimeout(stopWaiting, 2_000);
  });
}

function noteArrival(entry: string): void {
  const resolve = waitingForEntry.get(entry);
  if (resolve) resolve();
  else arrivedEntries.add(entry);
  // Entries of other windows and of undoing are never asked for.
  if (arrivedEntries.size > 200) arrivedEntries.clear();
}

/** Keeps the cached library up to date with the core's events; returns the function that stops. */
export function followLibrary(): () => void {
  const stops = [
    bridge.on('library.changed', (patch) => {
      if (patch.source === 'elsewhere') noteForeignEdit(patch);
      queryClient.setQueryData(
        libraryQuery.queryKey,
        (snapshot) => snapshot && patchSnapshot(snapshot, patch),
      );
      if (patch.entry) noteArrival(patch.entry);
    }),
    bridge.on('library.replaced', () => {
      saveState.setState({ failure: null, changedElsewhere: null });
      void queryClient.invalidateQueries();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** In a team one wants to know who did what; a folder's other writer is mostly oneself. */
function noteForeignEdit(patch: LibraryPatch): void {
  // With one's own edits that are on their way: the patch may bring them too, and they are no news.
  const before = readShownLibrary();
  if (before?.id !== patch.library) return;
  const isTeam = before.place.kind === 'bucket';
  const words = isTeam ? describeForeignEdit(before, patch) : '';
  if (words !== '' || !isTeam) saveState.setState({ changedElsewhere: { at: Date.now(), words } });
}

function patchSnapshot(snapshot: LibrarySnapshot, patch: LibraryPatch): LibrarySnapshot {
  if (patch.library !== snapshot.id) return snapshot;
  return {
    ...snapshot,
    suite: patch.suite ?? snapshot.suite,
    unreadable: patch.unreadable ?? snapshot.unreadable,
    conflictCopies: patch.conflictCopies ?? snapshot.conflictCopies,
    readOnly: patch.readOnly === undefined ? snapshot.readOnly : patch.readOnly,
    analyses: patchRecord(snapshot.analyses, patch.analyses),
    pictures: patchRecord(snapshot.pictures, patch.pictures),
  };
}

function patchRecord<T>(
  record: Record<string, T>,
  patch: Record<string, T | null> | undefined,
): Record<string, T> {
  if (!patch) return record;
  const entries = Object.entries({ ...record, ...patch });
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => entry[1] !== null));
}
