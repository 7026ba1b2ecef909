import { expect, it } from 'vitest';
import { documentChangeSchema } from '#shared/model/change.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { draftChange, startDraft } from './conflict-edit.ts';
import { viewConflict } from './conflict-view.ts';

const author = { name: 'Ada', at: '2026-11-02T10:00:00.000Z' };

function conflict(part: Pick<TeamConflict, 'change' | 'current'>): TeamConflict {
  const about = { id: 'one', at: author.at, who: 'Ada', reason: 'Changed meanwhile.' };
  return { ...about, theirWho: 'Ben', theirAt: '', ...part };
}

const rating = conflict({
  change: {
    type: 'rating.set',
    profile: 'abc1234',
    test: 'Foggy City',
    base: { score: 5 },
    value: { score: 8, affinity: 'native_fit', commentary: 'Deep', extra: 1 },
  },
  current: { score: 3, affinity: 'resistant', commentary: 'Flat' },
});

it('puts two ratings beside each other', () => {
  expect(viewConflict(rating)).toEqual({
    title: 'Changed a rating',
    profile: 'abc1234',
    test: 'Foggy City',
    mine: { kind: 'rating', rating: { score: 8, affinity: 'native_fit', commentary: 'Deep', extra: 1 } },
    theirs: { kind: 'rating', rating: { score: 3, affinity: 'resistant', commentary: 'Flat' } },
  });
});

it('says that a rating is not there', () => {
  const { mine, theirs } = viewConflict(
    conflict({ change: { ...rating.change, value: null } as TeamConflict['change'], current: null }),
  );
  expect(mine).toEqual({ kind: 'nothing', text: 'Removed' });
  expect(theirs).toEqual({ kind: 'nothing', text: 'Not rated' });
});

it('shows of two tests only what differs', () => {
  const base = { title: 'Lake', prompt: 'a lake', params: '--v 8', section: 'photo' };
  const { mine, theirs } = viewConflict(
    conflict({
      change: { type: 'test.edit', base, value: { ...base, prompt: 'my lake' } },
      current: { ...base, params: '' },
    }),
  );
  expect(mine).toEqual({
    kind: 'lines',
    lines: [
      { label: 'prompt', text: 'my lake' },
      { label: 'params', text: '--v 8' },
    ],
  });
  expect(theirs).toEqual({
    kind: 'lines',
    lines: [
      { label: 'prompt', text: 'a lake' },
      { label: 'params', text: 'empty' },
    ],
  });
});

it('tells a change of many parts by its first ones', () => {
  const parts = Array.from({ length: 8 }, (_, index) => ({
    type: 'trait.add' as const,
    profile: 'abc1234',
    text: `Trait ${index}`,
    at: index,
  }));
  const { mine } = viewConflict(
    conflict({ change: { type: 'batch', label: 'Add traits', changes: parts }, current: null }),
  );
  expect(mine.kind === 'lines' && mine.lines.map(({ text }) => text)).toEqual([
    'Trait 0',
    'Trait 1',
    'Trait 2',
    'Trait 3',
    'Trait 4',
    'and 3 more',
  ]);
});

it('makes an edited rating on top of what is stored, with every other field of the own one', () => {
  expect(startDraft(rating)).toEqual({ kind: 'rating', score: 8, commentary: 'Deep' });
  const change = draftChange(rating, { kind: 'rating', score: 6, commentary: 'Both' }, author);
  expect(change).toMatchObject({
    base: rating.current,
    value: { score: 6, affinity: 'workable', commentary: 'Both', extra: 1, rated_by: 'Ada' },
  });
  expect(documentChangeSchema.safeParse(change).success).toBe(true);
});

it.each<Pick<TeamConflict, 'change' | 'current'>>([
  {
    change: { type: 'profile.set', profile: 'abc1234', field: 'notes', base: 'a', value: 'b' },
    current: 'c',
  },
  { change: { type: 'trait.edit', profile: 'abc1234', base: 'a', value: 'b' }, current: null },
  { change: { type: 'trait.add', profile: 'abc1234', text: 'b', at: 0 }, current: 'b' },
])('makes an edited text of $change.type', (part) => {
  const draft = startDraft(conflict(part));
  expect(draft).toMatchObject({ kind: 'text', text: 'b' });
  const change = draftChange(conflict(part), { kind: 'text', label: '', text: 'new' }, author);
  expect(JSON.stringify(change)).toContain('"new"');
  expect(documentChangeSchema.safeParse(change).success).toBe(true);
});

it('offers no form for what is whole or not at all', () => {
  const change: TeamConflict['change'] = { type: 'test.move', title: 'Lake', from: 0, to: 3 };
  expect(startDraft(conflict({ change, current: null }))).toBeUndefined();
});
