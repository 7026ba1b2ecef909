import { stepsOf } from '#shared/model/change.ts';
import { type ChangeDescription, describeChange } from '#shared/model/describe-change.ts';
import { donePart } from '#shared/model/done-part.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { TeamConflict, TeamWaiting } from '#shared/model/team.ts';
import { undoneEntries } from '#shared/model/undone-entries.ts';

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
  | {
      type: 'entry';
      key: string;
      entry: HistoryEntry;
      said: ChangeDescription;
      state: UndoState;
      /** Whether it is done on this device and not yet in the bucket. */
      isWaiting: boolean;
      /** Id of the conflict that its refusal left to decide, if it is still open. */
      conflict: string | undefined;
    };

/**
 * What can be done with an entry now. What was refused did not happen, so there is nothing to take back, unless
 * only parts of it were.
 */
export type UndoState = 'undoable' | 'undone' | 'refused' | 'too-old';

/** What a team's library knows beside the entries. */
export interface TeamMarks {
  waiting: readonly TeamWaiting[];
  conflicts: readonly TeamConflict[];
}

const noMarks: TeamMarks = { waiting: [], conflicts: [] };

/** How many of the newest entries can be taken back. */
export const undoDepth = 200;

/** The rows to show, newest first, a heading before each day's first entry. */
export function historyRows(
  entries: readonly HistoryEntry[],
  filter: HistoryFilter,
  marks: TeamMarks = noMarks,
): HistoryRow[] {
  const waiting = new Set(marks.waiting.map(({ id }) => id));
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
    const isWaiting = waiting.has(entry.id);
    const conflict = entry.refused === undefined ? undefined : conflictOf(entry, marks.conflicts);
    const state = undoState(entry, position, undone);
    rows.push({ type: 'entry', key: entry.id, entry, said, state, isWaiting, conflict });
  }
  return rows;
}

function undoState(entry: HistoryEntry, position: number, undone: ReadonlySet<string>): UndoState {
  if (donePart(entry) === undefined) return 'refused';
  if (undone.has(entry.id)) return 'undone';
  return position < undoDepth ? 'undoable' : 'too-old';
}

/** A conflict carries the moment and the maker of the edit that it is about. */
function conflictOf(entry: HistoryEntry, conflicts: readonly TeamConflict[]): string | undefined {
  return conflicts.find(({ id, at, who }) => id === entry.id || (at === entry.at && who === entry.who))?.id;
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
