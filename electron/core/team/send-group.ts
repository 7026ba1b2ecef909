import { type Change, stepsOf } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { keysOf } from '../library/change-runner.ts';
import { documentOfKey } from '../library/library-keys.ts';
import { isRename } from '../library/rename-test.ts';
import { isMergeable } from './merge-change.ts';
import type { WaitingItem, WaitingPut } from './waiting.ts';

/** What is sent at one go. */
export type SendGroup =
  /** Edits whose parts stand for themselves: each document is written once for all of them. */
  | { kind: 'edits'; entries: HistoryEntry[] }
  /** A change that is done whole or not at all, with the files that it puts in their places. */
  | { kind: 'whole'; entry: HistoryEntry; puts: WaitingPut[] }
  | { kind: 'put'; put: WaitingPut }
  | { kind: 'delete'; id: string; key: string };

/** Edits sent together: enough to save requests, few enough that History's objects stay small. */
const mostEdits = 50;

/** What is to be sent next, in the order in which it was done; undefined when nothing waits. */
export function nextGroup(items: readonly WaitingItem[]): SendGroup | undefined {
  const [first] = items;
  if (!first) return undefined;
  if (first.kind === 'delete') return first;
  if (first.kind === 'put') return groupOfPut(items, first);
  if (!isMergeable(first.entry.change)) return { kind: 'whole', entry: first.entry, puts: [] };
  return { kind: 'edits', entries: leadingEdits(items) };
}

/**
 * What can be sent now: not what is held, nor what comes after it and touches the same documents and files. A
 * rename takes along whatever it finds under the title, so it waits for all that comes before it. What moves a
 * document out of the way overtakes what is held because that document cannot be read.
 */
export function sendable(items: readonly WaitingItem[], held: ReadonlySet<string>): WaitingItem[] {
  const blocked = new Set<string>();
  return items.filter((item) => {
    const keys = item.kind === 'change' ? keysOf(item.entry.change) : [item.key];
    // A rename takes along whatever lies under the title, also what is held.
    const takesAll = item.kind === 'change' && isRename(item.entry.change) && blocked.size > 0;
    const isBlocked = takesAll || keys.some((key) => blocked.has(key));
    const isRepair = item.kind === 'change' && movesDocument(item.entry.change, blocked);
    if (!held.has(item.id) && (!isBlocked || isRepair)) return true;
    for (const key of keys) blocked.add(key);
    return false;
  });
}

/** The ids of the items that a group is made of. */
export function idsOf(group: SendGroup): string[] {
  switch (group.kind) {
    case 'edits':
      return group.entries.map(({ id }) => id);
    case 'whole':
      return [...group.puts.map(({ id }) => id), group.entry.id];
    case 'put':
      return [group.put.id];
    case 'delete':
      return [group.id];
  }
}

function movesDocument(change: Change, keys: ReadonlySet<string>): boolean {
  return stepsOf(change).some(
    (step) => step.type === 'file.move' && keys.has(step.from) && documentOfKey(step.from) !== undefined,
  );
}

function groupOfPut(items: readonly WaitingItem[], put: WaitingPut): SendGroup {
  const next = items.find((item) => item.kind !== 'put');
  if (next?.kind !== 'change' || isMergeable(next.entry.change)) return { kind: 'put', put };
  const moved = new Set(
    stepsOf(next.entry.change).flatMap((step) => (step.type === 'file.move' ? [step.from] : [])),
  );
  if (!moved.has(put.key)) return { kind: 'put', put };
  const before = items.slice(0, items.indexOf(next)).filter((item) => item.kind === 'put');
  return { kind: 'whole', entry: next.entry, puts: before.filter(({ key }) => moved.has(key)) };
}

function leadingEdits(items: readonly WaitingItem[]): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const item of items) {
    if (item.kind !== 'change' || !isMergeable(item.entry.change) || entries.length >= mostEdits) break;
    entries.push(item.entry);
  }
  return entries;
}
