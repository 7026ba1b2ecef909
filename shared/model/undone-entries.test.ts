import { expect, it } from 'vitest';
import type { HistoryEntry } from './library.ts';
import { undoneEntries } from './undone-entries.ts';

const refused = 'This rating was changed in the meantime.';

function entry(id: string, undoes?: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const change = { type: 'trait.add', profile: 'abc', text: id, at: 0 } as const;
  return {
    id,
    at: '2026-01-01T00:00:00Z',
    device: 'mine',
    who: 'Me',
    change,
    ...more,
    ...(undoes && { undoes }),
  };
}

it('holds what was taken back, and not what was brought back again, in whatever order', () => {
  const entries = [
    entry('undo-of-b', 'b'),
    entry('redo-of-a', 'undo-of-a'),
    entry('undo-of-a', 'a'),
    entry('b'),
    entry('a'),
  ];
  expect(undoneEntries(entries)).toEqual(new Set(['b', 'undo-of-a']));
  expect(undoneEntries(entries.toReversed())).toEqual(new Set(['b', 'undo-of-a']));
});

it('takes a refused undoing for none, and one that was refused in parts for one', () => {
  const change = { type: 'batch', label: 'Two', changes: [entry('x').change, entry('y').change] } as const;
  const entries = [
    entry('undo-of-a', 'a', { refused }),
    entry('undo-of-b', 'b', {
      refused,
      refusedParts: [0],
      change: { ...change, changes: [...change.changes] },
    }),
    entry('b'),
    entry('a'),
  ];
  expect(undoneEntries(entries)).toEqual(new Set(['b']));
});

it('finds a second undoing after the first was taken back', () => {
  const entries = [entry('again', 'a'), entry('redo', 'undo'), entry('undo', 'a'), entry('a')];
  expect(undoneEntries(entries)).toEqual(new Set(['undo', 'a']));
});

it('comes to an end where entries undo themselves or each other', () => {
  expect(() => undoneEntries([entry('a', 'a'), entry('b', 'c'), entry('c', 'b')])).not.toThrow();
});
