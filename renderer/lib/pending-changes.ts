import { createStore } from 'zustand/vanilla';
import { applyChange } from '#shared/model/apply-change.ts';
import { type DocumentChange, documentOf, type PageChange, stepsOf } from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { Suite } from '#shared/model/suite.ts';

interface PendingChange {
  id: number;
  change: PageChange;
}

/** Changes on their way, the oldest first; a new list whenever one is added or settled. */
export type PendingList = readonly PendingChange[];

interface PendingChanges {
  pending: PendingList;
}

/** Changes that were sent and are not confirmed yet; the page shows them as done meanwhile. */
export const pendingChanges = createStore<PendingChanges>(() => ({ pending: [] }));

let nextId = 1;

/** Notes a change as sent; the returned function takes it out again, once it is confirmed or refused. */
export function notePending(change: PageChange): () => void {
  const entry = { id: nextId++, change };
  pendingChanges.setState(({ pending }) => ({ pending: [...pending, entry] }));
  return () =>
    pendingChanges.setState(({ pending }) => ({ pending: pending.filter((other) => other.id !== entry.id) }));
}

/**
 * The snapshot with every pending change put in. Only the touched documents are new objects, so views
 * that depend on others do not render again.
 */
export function withPending(snapshot: LibrarySnapshot, pending: PendingList): LibrarySnapshot {
  return pending.flatMap((entry) => stepsOf(entry.change)).reduce(applyToSnapshot, snapshot);
}

function applyToSnapshot(snapshot: LibrarySnapshot, change: DocumentChange): LibrarySnapshot {
  const name = documentOf(change);
  const before: Json = name === 'suite' ? snapshot.suite : (snapshot.analyses[name.profile] ?? null);
  const applied = applyChange(before, change);
  // A change that does not fit (any more) shows nothing; its refusal arrives as the call's error.
  if (!applied.ok || applied.value === before) return snapshot;
  if (name === 'suite') return { ...snapshot, suite: (applied.value ?? []) as Suite };
  const { [name.profile]: _, ...others } = snapshot.analyses;
  if (applied.value === null) return { ...snapshot, analyses: others };
  return { ...snapshot, analyses: { ...snapshot.analyses, [name.profile]: applied.value as never } };
}
