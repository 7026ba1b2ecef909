import { expect, it } from 'vitest';
import { createCopyProgress } from './copy-progress.ts';
import { bytesInWords, speedInWords } from './copy-words.ts';

it('tells speed and what is left by the last seconds', () => {
  let time = 0;
  const told: (string | undefined)[] = [];
  const progress = createCopyProgress(
    { objects: 100, bytes: 100_000_000 },
    (done, total, note) => told.push(`${done}/${total} ${note}`),
    () => time,
  );
  function step(milliseconds: number, bytes: number): string | undefined {
    time += milliseconds;
    progress.advance(bytes);
    return told.at(-1);
  }
  expect(told).toEqual(['0/100 undefined']);
  expect(step(100, 1_000_000)).toBe('1/100 undefined');
  expect(step(900, 1_000_000)).toBe('2/100 2.0 MB/s, about 50 s left');
  for (let count = 0; count < 9; count += 1) step(1_000, 500_000);
  expect(told.at(-1)).toBe('11/100 500 kB/s, about 3 min left');
  progress.wait();
  expect(told.at(-1)).toBe('11/100 waiting for the storage to answer');
});

it('rounds for people', () => {
  expect([999, 999_499, 999_500, 49_000_000, 1_500_000_000].map(bytesInWords)).toEqual([
    '999 B',
    '999 kB',
    '1.0 MB',
    '49.0 MB',
    '1.5 GB',
  ]);
  expect(speedInWords(12_400_000, 4)).toBe('12.4 MB/s, a few seconds left');
  expect(speedInWords(12_400_000, 7_300)).toBe('12.4 MB/s, about 2 h left');
});
