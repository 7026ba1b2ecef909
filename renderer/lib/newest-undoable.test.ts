import { expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/model/library.ts';
import { newestUndoable } from './newest-undoable.ts';

function entry(id: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const change = { type: 'trait.add', profile: 'abc', text: id, at: 0 } as const;
  return { id, at: '2026-01-01T00:00:00Z', device: 'mine', who: 'Me', change, ...more };
}

it('takes the newest of this device', () => {
  const entries = [entry('3', { device: 'other' }), entry('2'), entry('1')];
  expect(newestUndoable(entries, 'mine')?.id).toBe('2');
});

it('goes further back with every undo', () => {
  const entries = [entry('4', { undoes: '2' }), entry('3', { undoes: '1' }), entry('2'), entry('1')];
  expect(newestUndoable(entries, 'mine')).toBeUndefined();
  expect(newestUndoable([entry('3', { undoes: '2' }), entry('2'), entry('1')], 'mine')?.id).toBe('1');
});

it('takes what was brought back again', () => {
  const redone = [entry('3', { undoes: '2' }), entry('2', { undoes: '1' }), entry('1')];
  expect(newestUndoable(redone, 'mine')?.id).toBe('1');
});

it('takes the rest of what was refused in parts', () => {
  const change = { type: 'batch', label: 'Two', changes: [entry('x').change, entry('y').change] };
  const refused = 'This rating was changed in the meantime.';
  const partly = { ...entry('b'), change, refused, refusedParts: [1] } as HistoryEntry;
  expect(newestUndoable([partly, entry('a')], 'mine')?.id).toBe('b');
});

it('passes over what was refused, and over undoings that were', () => {
  const refused = 'This rating was changed in the meantime.';
  const entries = [{ ...entry('b'), refused }, { ...entry('undo-of-a'), undoes: 'a', refused }, entry('a')];
  expect(newestUndoable(entries, 'mine')?.id).toBe('a');
});
