import { expect, it } from 'vitest';
import { compareAnalyses, isSame } from './compare-analyses.ts';

const current = {
  profile_label: 'Calm Fog',
  profile_dna: ['Soft light', 'Blue'],
  ratings: { Fog: { score: 9 }, Wave: { score: 4 }, Cat: { score: 5 } },
};

it('says which ratings a backup adds, removes, changes and leaves', () => {
  const backup = { ...current, ratings: { Fog: { score: 9 }, Wave: { score: 6 }, Dog: { score: 3 } } };
  expect(compareAnalyses(current, backup)).toEqual({
    added: ['Dog'],
    removed: ['Cat'],
    changed: [{ title: 'Wave', from: 4, to: 6 }],
    same: 1,
    others: [],
  });
});

it('names label, DNA and notes where they differ', () => {
  const backup = { ...current, profile_label: 'Mist', profile_dna: ['Soft light'], notes: 'Old' };
  expect(compareAnalyses(current, backup).others).toEqual([
    'Label: “Calm Fog” becomes “Mist”',
    'DNA: 2 traits become 1, 1 of them the same',
    'Notes: replaced by those of the backup',
  ]);
});

it('finds nothing to change in the same document, and everything where there is none', () => {
  expect(isSame(compareAnalyses(current, structuredClone(current)))).toBe(true);
  expect(compareAnalyses(undefined, current).added).toEqual(['Fog', 'Wave', 'Cat']);
});
