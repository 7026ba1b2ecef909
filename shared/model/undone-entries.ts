import { donePart } from './done-part.ts';
import type { HistoryEntry } from './library.ts';

/**
 * Ids of the entries that are taken back at present: undone, and their undoing not undone in turn. An undoing
 * that was refused has taken nothing back; one that was refused in parts has, and its conflicts offer the rest.
 * Does not depend on the entries' order, which clocks that differ can turn round.
 */
export function undoneEntries(entries: readonly HistoryEntry[]): Set<string> {
  const undoings = new Map<string, string[]>();
  for (const entry of entries) {
    if (entry.undoes === undefined || donePart(entry) === undefined) continue;
    undoings.set(entry.undoes, [...(undoings.get(entry.undoes) ?? []), entry.id]);
  }
  const known = new Map<string, boolean>();
  const isUndone = (id: string): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // Until it is known, so that entries that claim to undo each other in a circle come to an end.
    known.set(id, false);
    const isTakenBack = (undoings.get(id) ?? []).some((undoing) => !isUndone(undoing));
    known.set(id, isTakenBack);
    return isTakenBack;
  };
  return new Set([...undoings.keys()].filter(isUndone));
}
