import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

it('gives the same for bytes of any size, in a thread or not', async () => {
  const sizes = fc.oneof(fc.nat(100), fc.integer({ min: 32_700, max: 32_800 }), fc.nat(200_000));
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(255), async (size, value) => {
      const bytes = new Uint8Array(size).fill(value);
      expect(await sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

it('takes the bytes as they are at the call, of a part of a larger piece too', async () => {
  const part = new Uint8Array(100_000).fill(7).subarray(10, 90_010);
  const expected = createHash('sha256').update(part).digest('hex');
  const hash = sha256(part);
  part.fill(8);
  expect(await hash).toBe(expected);
});
