import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editRating, viewRating } from '#shared/model/rating.ts';
import {
  blankRating,
  extendDraft,
  omitFields,
  restoreDraft,
  settleDraft,
  showDraft,
} from './rating-draft.ts';

const stored = { score: 6, affinity: 'workable', confidence: 0.9, commentary: 'first words' };
const shown = viewRating(stored);

it('shows a draft over what is stored, with the affinity that follows the score', () => {
  const draft = extendDraft(undefined, shown, { score: 9 });
  expect(showDraft(stored, draft)).toMatchObject({
    score: 9,
    affinity: 'native_fit',
    commentary: 'first words',
  });
  expect(showDraft(undefined, undefined)).toEqual(blankRating);
  expect(showDraft(undefined, extendDraft(undefined, blankRating, { palette: 'teal' })).palette).toBe('teal');
});

it('keeps the first base of a field while it is typed in', () => {
  const once = extendDraft(undefined, shown, { commentary: 'a' });
  const twice = extendDraft(once, showDraft(stored, once), { commentary: 'ab', score: 7 });
  expect(twice).toEqual({
    edit: { commentary: 'ab', score: 7 },
    base: { commentary: 'first words', score: 6 },
  });
});

it('writes what nobody else touched, also when another field was changed elsewhere', () => {
  const draft = extendDraft(undefined, shown, { commentary: 'mine' });
  const { ready, conflicts } = settleDraft(draft, { ...stored, score: 2 });
  expect(ready.edit).toEqual({ commentary: 'mine' });
  expect(conflicts).toEqual([]);
});

it('asks where the same field was changed elsewhere', () => {
  const draft = extendDraft(undefined, shown, { commentary: 'mine', score: 8 });
  const { ready, conflicts } = settleDraft(draft, { ...stored, commentary: 'theirs' });
  expect(ready.edit).toEqual({ score: 8 });
  expect(conflicts).toEqual([{ field: 'commentary', theirs: 'theirs', mine: 'mine' }]);
});

it('needs nothing where the wanted value stands already', () => {
  const draft = extendDraft(undefined, shown, { commentary: 'same', palette: '' });
  expect(settleDraft(draft, { ...stored, commentary: 'same' })).toEqual({
    ready: { edit: {}, base: {} },
    conflicts: [],
  });
});

it('takes a rating removed elsewhere for a change of its fields', () => {
  const draft = extendDraft(undefined, shown, { commentary: 'mine' });
  expect(settleDraft(draft, undefined).conflicts).toHaveLength(1);
});

it('puts a failed draft under newer typing and keeps the older base', () => {
  const failed = { edit: { commentary: 'abc', score: 8 }, base: { commentary: '', score: undefined } };
  const newer = { edit: { commentary: 'abcd' }, base: { commentary: 'abc' } };
  expect(restoreDraft(failed, newer)).toEqual({
    edit: { commentary: 'abcd', score: 8 },
    base: { commentary: '', score: undefined },
  });
});

it('drops fields, and the draft with its last one', () => {
  const draft = extendDraft(undefined, shown, { score: 1, commentary: 'x' });
  expect(omitFields(draft, ['score'])?.edit).toEqual({ commentary: 'x' });
  expect(omitFields(draft, ['score', 'commentary'])).toBeUndefined();
});

it('never overwrites a commentary that differs from what was shown', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, elsewhere, mine) => {
      const draft = extendDraft(undefined, viewRating({ commentary: before }), { commentary: mine });
      const { ready } = settleDraft(draft, { commentary: elsewhere });
      const written = editRating({ commentary: elsewhere }, ready.edit, { name: 'n', at: 't' }).commentary;
      expect(written).toBe(before === elsewhere ? mine : elsewhere);
    }),
  );
});
