import type { HistoryEntry } from '#shared/model/library.ts';

/**
 * The entry that undo takes back next. Neither a taking back itself nor what was taken back is; what
 * was brought back after that is again.
 * @param entries newest first.
 */
export function newestUndoable(entries: readonly HistoryEntry[], device: string): HistoryEntry | undefined {
  const undoings = new Map(entries.map((entry) => [entry.undoes, entry.id]));
  const isUndone = (id: string): boolean => {
    const undoing = undoings.get(id);
    return undoing !== undefined && !isUndone(undoing);
  };
  return entries.find(
    (entry) => entry.device === device && entry.undoes === undefined && !isUndone(entry.id),
  );
}
