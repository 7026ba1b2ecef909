import { donePart } from '#shared/model/done-part.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { undoneEntries } from '#shared/model/undone-entries.ts';

/**
 * The entry that undo takes back next. Neither a taking back itself nor what was taken back is; what
 * was brought back after that is again. What was refused has not been done; of a change that was refused in parts the
 * rest has.
 * @param entries newest first.
 */
export function newestUndoable(entries: readonly HistoryEntry[], device: string): HistoryEntry | undefined {
  const undone = undoneEntries(entries);
  return entries.find(
    (entry) =>
      entry.device === device &&
      entry.undoes === undefined &&
      donePart(entry) !== undefined &&
      !undone.has(entry.id),
  );
}
