import { expect, it } from 'vitest';
import { momentInWords } from './times.ts';

const now = new Date(2026, 10, 12, 18, 30).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

it('says of a moment only what one needs to know', () => {
  expect(momentInWords(at(2026, 10, 12, 14, 5), now)).toBe('14:05');
  expect(momentInWords(at(2026, 10, 9, 14, 5), now)).toBe('Mon 14:05');
  expect(momentInWords(at(2026, 10, 3, 14, 5), now)).toBe('Nov 3 14:05');
  // A clock elsewhere that goes ahead.
  expect(momentInWords(at(2026, 10, 13, 14, 5), now)).toBe('Nov 13 14:05');
  expect(momentInWords('', now)).toBe('');
});
