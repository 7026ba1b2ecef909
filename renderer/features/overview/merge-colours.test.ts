import { expect, it } from 'vitest';
import { mergeColours } from './merge-colours.ts';

it('keeps the heaviest colours, dark to light, and counts near ones as one', () => {
  const palettes = [['#101010', '#c02020', '#f0f0f0'], ['#121212', '#c22222', '#20c020'], ['#111111']];
  expect(mergeColours(palettes, 2)).toEqual(['#101010', '#c02020']);
  expect(mergeColours(palettes, 8)).toEqual(['#101010', '#c02020', '#20c020', '#f0f0f0']);
});

it('leaves out what is no colour', () => {
  expect(mergeColours([['warm', '#fff', '#ffffff']], 8)).toEqual(['#ffffff']);
  expect(mergeColours([], 8)).toEqual([]);
});
