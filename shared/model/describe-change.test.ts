import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analysis, analysisChange, suite, suiteChange } from '../testing/arbitraries.ts';
import { invertChange } from './apply-change.ts';
import type { Change } from './change.ts';
import { describeChange } from './describe-change.ts';

const profile = 'abc';
const rated = { score: 8, affinity: 'native_fit', confidence: 0.9, commentary: 'Crisp.' };

it.each<[Change, string, string | undefined, string | undefined]>([
  [
    { type: 'rating.set', profile, test: 'Wave', base: null, value: rated },
    'Rated',
    undefined,
    '8 · Native fit · High',
  ],
  [
    { type: 'rating.set', profile, test: 'Wave', base: rated, value: null },
    'Removed a rating',
    '8 · Native fit · High',
    undefined,
  ],
  [
    {
      type: 'rating.set',
      profile,
      test: 'Wave',
      base: rated,
      value: { ...rated, score: 3, affinity: 'resistant' },
    },
    'Changed a rating',
    '8 · Native fit · High',
    '3 · Resistant · High',
  ],
  [
    { type: 'rating.set', profile, test: 'Wave', base: rated, value: { ...rated, commentary: 'Soft.' } },
    'Edited the commentary',
    'Crisp.',
    'Soft.',
  ],
  [
    { type: 'profile.set', profile, field: 'profile_label', base: '', value: 'Calm' },
    'Changed the label',
    undefined,
    'Calm',
  ],
  [
    { type: 'trait.move', profile, text: 'calm', from: 0, to: 2 },
    'Moved the trait “calm”',
    'place 1',
    'place 3',
  ],
  [
    {
      type: 'test.edit',
      base: { title: 'Wave', status: 'current' },
      value: { title: 'Wave', status: 'archived' },
    },
    'Archived a test',
    undefined,
    undefined,
  ],
  [
    { type: 'test.edit', base: { title: 'Wave', prompt: 'a' }, value: { title: 'Wave', prompt: 'b' } },
    'Edited a test',
    'prompt: a',
    'prompt: b',
  ],
  [
    { type: 'document.set', document: { profile }, base: null, value: { ratings: {} } },
    'Created a profile',
    undefined,
    '0 ratings',
  ],
  [
    { type: 'file.move', from: 'profile_results/abc/abc_Wave.jpg', to: 'profile_tester/bin/1/abc_Wave.jpg' },
    'Moved a picture to the bin',
    'abc_Wave.jpg',
    undefined,
  ],
])('describes %j', (change, title, before, after) => {
  expect(describeChange(change)).toMatchObject({ title, before, after });
});

it('describes a batch by its label and by what its parts have in common', () => {
  const changes: Change[] = ['Wave', 'Fog'].map((test) => ({
    type: 'rating.set',
    profile,
    test,
    base: rated,
    value: null,
  }));
  expect(describeChange({ type: 'batch', label: 'Clear 2 ratings', changes })).toEqual({
    title: 'Cleared 2 ratings',
    subject: { profile },
    before: undefined,
    after: undefined,
  });
});

it('has words for every change and its inverse', () => {
  const changes = fc.oneof(analysis.chain(analysisChange), suite.chain(suiteChange));
  fc.assert(
    fc.property(changes, (change) => {
      for (const one of [change, invertChange(change)]) {
        expect(describeChange(one).title).toMatch(/^\p{Lu}.+/u);
      }
    }),
  );
});
