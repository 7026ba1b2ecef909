import { stepsOf } from '#shared/model/change.ts';
import { type ChangeDescription, describeChange } from '#shared/model/describe-change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';

/** The kinds by which History can be filtered. */
export const historyKinds = ['ratings', 'profiles', 'tests', 'pictures'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export interface HistoryFilter {
  kind: HistoryKind | 'all';
  /** A name as in `who`; empty for everybody. */
  who: string;
  /** Words that must all occur in what the row says. */
  search: string;
}

export type HistoryRow =
  | { type: 'day'; key: string; day: Date }
  | { type: 'entry'; key: string; entry: HistoryEntry; said: ChangeDescription; state: UndoState };

/** What can be done with an entry now. */
export type UndoState = 'undoable' | 'undone' | 'too-old';

/** How many of the newest entries can be taken back. */
export const undoDepth = 200;

/** The rows to show, newest first, a heading before each day's first entry. */
export function historyRows(entries: readonly HistoryEntry[], filter: HistoryFilter): HistoryRow[] {
  const undone = undoneEntries(entries);
  const rows: HistoryRow[] = [];
  let lastDay = '';
  for (const [position, entry] of entries.entries()) {
    const said = describeChange(entry.change);
    if (!matches(entry, said, filter)) continue;
    const day = new Date(entry.at);
    if (day.toDateString() !== lastDay) {
      lastDay = day.toDateString();
      rows.push({ type: 'day', key: `day ${lastDay}`, day });
    }
    const state = undone.has(entry.id) ? 'undone' : position < undoDepth ? 'undoable' : 'too-old';
    rows.push({ type: 'entry', key: entry.id, entry, said, state });
  }
  return rows;
}

/** Ids of entries that are taken back at present: undone, and their undoing not undone in turn. */
export function undoneEntries(entries: readonly HistoryEntry[]): Set<string> {
  const undone = new Set<string>();
  // Newest first: when an undoing comes up, it is known already whether it was itself taken back.
  for (const entry of entries) {
    if (entry.undoes !== undefined && !undone.has(entry.id)) undone.add(entry.undoes);
  }
  return undone;
}

/** Everybody who occurs, in the order of their newest change. */
export function authorsOf(entries: readonly HistoryEntry[]): string[] {
  return [...new Set(entries.map((entry) => entry.who))];
}

export function kindOf(entry: HistoryEntry): HistoryKind {
  const steps = stepsOf(entry.change);
  const isOf = (prefix: string) => steps.some((step) => step.type.startsWith(prefix));
  if (isOf('test.')) return 'tests';
  if (isOf('rating.')) return 'ratings';
  return isOf('file.') ? 'pictures' : 'profiles';
}

function matches(entry: HistoryEntry, said: ChangeDescription, filter: HistoryFilter): boolean {
  if (filter.kind !== 'all' && kindOf(entry) !== filter.kind) return false;
  if (filter.who !== '' && entry.who !== filter.who) return false;
  const text = [said.title, said.subject.profile, said.subject.test, said.before, said.after, entry.who]
    .join(' ')
    .toLowerCase();
  return filter.search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
