import type { HistoryEntry } from '#shared/model/library.ts';
import { api } from './bridge.ts';
import { notifyDone, notifyError, undoEntry } from './notify.ts';

/** How far back History undoes. */
const undoable = 200;

/** Takes back the newest change that this device made and has not taken back yet. */
export async function undoNewest(device: string): Promise<void> {
  const listed = await api.history.list({ limit: undoable });
  if (!listed.ok) {
    notifyError(listed.error, 'History cannot be read');
    return;
  }
  const newest = newestUndoable(listed.value, device);
  if (newest) await undoEntry(newest.id);
  else notifyDone('Nothing to undo.');
}

/** @param entries newest first. Neither what was taken back nor the taking back itself is undone. */
export function newestUndoable(entries: readonly HistoryEntry[], device: string): HistoryEntry | undefined {
  const undone = new Set(entries.map((entry) => entry.undoes));
  return entries.find(
    (entry) => entry.device === device && entry.undoes === undefined && !undone.has(entry.id),
  );
}
