import { expect, it } from 'vitest';
import { bytesInWords, counted, dollarsInWords } from './numbers.ts';

it('counts with the noun in its number', () => {
  expect(counted(1, 'picture')).toBe('1 picture');
  expect(counted(0, 'picture')).toBe('0 pictures');
  expect(counted(1_204, 'picture')).toBe('1,204 pictures');
});

it('says bytes in the unit that fits', () => {
  expect(bytesInWords(0)).toBe('0 B');
  expect(bytesInWords(999)).toBe('999 B');
  expect(bytesInWords(38_240_000)).toBe('38.2 MB');
  expect(bytesInWords(999_900)).toBe('1 MB');
  expect(bytesInWords(5_200_000_000_000)).toBe('5.2 TB');
});

it('gives no number for less than a cent', () => {
  expect(dollarsInWords(0)).toBe('less than $0.01');
  expect(dollarsInWords(1.234)).toBe('about $1.23');
});
