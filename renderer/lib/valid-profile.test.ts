import { expect, it } from 'vitest';
import { validProfile } from './valid-profile.ts';

it('keeps a chosen profile that the library has', () => {
  expect(validProfile(['abc', 'xyz'], 'xyz')).toBe('xyz');
});

it('keeps the baseline also where the library has nothing of it yet', () => {
  expect(validProfile(['abc'], 'baseline')).toBe('baseline');
});

it('falls back to the first profile, without any to the baseline', () => {
  expect(validProfile(['abc', 'xyz'], 'gone')).toBe('abc');
  expect(validProfile([], 'gone')).toBe('baseline');
});
