import { beforeEach, expect, it } from 'vitest';
import { createAnalysis, ratingOf } from '#shared/model/analysis.ts';
import type { PageChange } from '#shared/model/change.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { notePending, pendingChanges, withPending } from './pending-changes.ts';

const snapshot: LibrarySnapshot = {
  id: 'library',
  name: 'Library',
  place: { kind: 'folder', folder: '/library' },
  note: '',
  readOnly: null,
  suite: [{ title: 'Fog' }, { title: 'Rain' }],
  analyses: { abc: createAnalysis('abc'), other: createAnalysis('other') },
  pictures: {},
  unreadable: [],
  conflictCopies: [],
};

function rate(profile: string, test: string, score: number): PageChange {
  return { type: 'rating.set', profile, test, base: null, value: { score } };
}

function shown(): LibrarySnapshot {
  return withPending(snapshot, pendingChanges.getState().pending);
}

beforeEach(() => pendingChanges.setState({ pending: [] }));

it('shows a change from when it is noted until it is settled', () => {
  const settle = notePending(rate('abc', 'Fog', 8));
  expect(ratingOf(shown().analyses.abc, 'Fog')).toEqual({ score: 8 });
  settle();
  expect(shown()).toBe(snapshot);
});

it('makes only the touched document a new object', () => {
  notePending(rate('abc', 'Fog', 8));
  const library = shown();
  expect(library.analyses.other).toBe(snapshot.analyses.other);
  expect(library.suite).toBe(snapshot.suite);
  expect(library.analyses.abc).not.toBe(snapshot.analyses.abc);
  expect(ratingOf(snapshot.analyses.abc, 'Fog')).toBeUndefined();
});

it('puts changes in by their order, and batches step by step', () => {
  const first = notePending(rate('abc', 'Fog', 3));
  notePending({
    type: 'batch',
    label: 'Two at once',
    changes: [
      { type: 'rating.set', profile: 'abc', test: 'Fog', base: { score: 3 }, value: { score: 4 } },
      { type: 'rating.set', profile: 'abc', test: 'Rain', base: null, value: { score: 5 } },
    ],
  });
  expect(ratingOf(shown().analyses.abc, 'Fog')).toEqual({ score: 4 });
  expect(ratingOf(shown().analyses.abc, 'Rain')).toEqual({ score: 5 });
  first();
  expect(pendingChanges.getState().pending).toHaveLength(1);
});

it('shows nothing of a change that does not fit', () => {
  notePending({ type: 'rating.set', profile: 'abc', test: 'Fog', base: { score: 1 }, value: { score: 2 } });
  expect(ratingOf(shown().analyses.abc, 'Fog')).toBeUndefined();
});

it('shows a new profile and takes a removed one out', () => {
  notePending({
    type: 'document.set',
    document: { profile: 'new' },
    base: null,
    value: createAnalysis('new'),
  });
  expect(Object.keys(shown().analyses)).toContain('new');
  notePending({
    type: 'document.set',
    document: { profile: 'other' },
    base: createAnalysis('other'),
    value: null,
  });
  expect(Object.keys(shown().analyses)).not.toContain('other');
});
