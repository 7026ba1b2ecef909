import { expect, it } from 'vitest';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { authorsOf, historyRows, kindOf } from './history-rows.ts';

const all = { kind: 'all', who: '', search: '' } as const;
const rated: Change = {
  type: 'rating.set',
  profile: 'abc1234',
  test: 'Foggy City',
  base: null,
  value: { score: 7, affinity: 'workable' },
};
const added: Change = { type: 'test.add', value: { title: 'Harbour at Dawn' } };

function entry(
  id: string,
  at: string,
  change: Change = rated,
  more: Partial<HistoryEntry> = {},
): HistoryEntry {
  return { id, at, device: 'one', who: 'Ada', change, ...more };
}

it('puts a heading before each day', () => {
  const rows = historyRows([entry('b', '2026-03-02T12:00:00'), entry('a', '2026-03-01T12:00:00')], all);
  expect(rows.map((row) => row.type)).toEqual(['day', 'entry', 'day', 'entry']);
});

it('offers undo for the newest 200 only, counted before filtering', () => {
  const entries = Array.from({ length: 201 }, (_, index) => entry(`e${index}`, '2026-03-01'));
  const rows = historyRows(entries, all).filter((row) => row.type === 'entry');
  expect(rows.map((row) => row.state)).toEqual([...Array(200).fill('undoable'), 'too-old']);
});

it('filters by kind, person and words', () => {
  const entries = [entry('t', '2026-03-01', added, { who: 'Bob' }), entry('r', '2026-03-01')];
  const shown = (filter: Partial<Parameters<typeof historyRows>[1]>) =>
    historyRows(entries, { ...all, ...filter }).flatMap((row) =>
      row.type === 'entry' ? [row.entry.id] : [],
    );
  expect(shown({ kind: 'tests' })).toEqual(['t']);
  expect(shown({ who: 'Ada' })).toEqual(['r']);
  expect(shown({ search: 'harbour bob' })).toEqual(['t']);
  expect(shown({ search: 'harbour ada' })).toEqual([]);
  expect(authorsOf(entries)).toEqual(['Bob', 'Ada']);
  expect(
    kindOf(
      entry('x', '', { type: 'batch', label: 'B', changes: [{ type: 'file.move', from: 'a', to: 'b' }] }),
    ),
  ).toBe('pictures');
});

it('takes nothing back that was refused', () => {
  const reason = 'This rating was changed in the meantime.';
  const entries = [
    entry('undo-of-a', '2026-03-03', rated, { undoes: 'a', refused: reason }),
    entry('b', '2026-03-02', rated, { refused: reason }),
    entry('a', '2026-03-01'),
  ];
  const states = historyRows(entries, all).flatMap((row) => (row.type === 'entry' ? [row.state] : []));
  expect(states).toEqual(['refused', 'refused', 'undoable']);
});

it('takes back the rest of what was refused in parts', () => {
  const change: Change = { type: 'batch', label: 'Two ratings', changes: [rated, rated] };
  const refused = 'This rating was changed in the meantime.';
  const entries = [
    entry('b', '2026-03-02', change, { refused, refusedParts: [0] }),
    entry('a', '2026-03-01', change, { refused, refusedParts: [0, 1] }),
  ];
  const states = historyRows(entries, all).flatMap((row) => (row.type === 'entry' ? [row.state] : []));
  expect(states).toEqual(['undoable', 'refused']);
});

it('marks what waits, and leads from what was refused to its conflict while that is open', () => {
  const refused = entry('b', '2026-03-02', rated, { refused: 'Changed meanwhile.' });
  const decided = entry('c', '2026-03-03', rated, { refused: 'Changed meanwhile.' });
  const { id, at, who, change } = refused;
  const rows = historyRows([decided, refused, entry('a', '2026-03-01')], all, {
    waiting: [{ id: 'a', kind: 'change', change, name: '', size: 0, at: '' }],
    conflicts: [{ id: `of ${id}`, at, who, change, reason: '', current: null, theirWho: '', theirAt: '' }],
  });
  const marks = rows.flatMap((row) =>
    row.type === 'entry' ? [[row.key, row.isWaiting, row.conflict] as const] : [],
  );
  expect(marks).toEqual([
    ['c', false, undefined],
    ['b', false, 'of b'],
    ['a', true, undefined],
  ]);
});
