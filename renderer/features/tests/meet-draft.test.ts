import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meetDraft, settleClash } from './meet-draft.ts';
import { draftFields, type TestDraft } from './test-draft.ts';

const base: TestDraft = { title: 'Fog', section: 'PHOTO', version: 'v1', prompt: 'a city', params: '' };

it('takes over what was changed elsewhere where nothing was typed', () => {
  const met = meetDraft({ ...base, prompt: 'a town' }, base, { ...base, params: '--v 8.2' });
  expect(met).toEqual({
    draft: { ...base, prompt: 'a town', params: '--v 8.2' },
    base: { ...base, params: '--v 8.2' },
    clashes: [],
  });
});

it('keeps what was typed where both changed the same, and lets one choose', () => {
  const stored = { ...base, prompt: 'a village' };
  const met = meetDraft({ ...base, prompt: 'a town' }, base, stored);
  expect(met.clashes).toEqual([{ field: 'prompt', theirs: 'a village' }]);
  const [clash = { field: 'title', theirs: '' } as const] = met.clashes;
  expect(settleClash(met, clash, 'mine')).toEqual({
    draft: { ...base, prompt: 'a town' },
    base: stored,
    clashes: [],
  });
  expect(settleClash(met, clash, 'theirs')).toEqual({ draft: stored, base: stored, clashes: [] });
});

it('never loses what was typed, and never takes another’s edit for one’s own', () => {
  const text = fc.constantFrom('one', 'two', 'three');
  const form = fc.record({ title: text, section: text, version: text, prompt: text, params: text });
  fc.assert(
    fc.property(form, form, form, (draft, before, stored) => {
      const met = meetDraft(draft, before, stored);
      const contested = met.clashes.map(({ field }) => field);
      for (const field of draftFields) {
        if (draft[field] !== before[field]) expect(met.draft[field]).toBe(draft[field]);
        else expect(met.draft[field]).toBe(stored[field]);
        if (!contested.includes(field)) expect(met.base[field]).toBe(stored[field]);
      }
      expect(meetDraft(met.draft, met.base, stored)).toEqual(met);
    }),
  );
});
