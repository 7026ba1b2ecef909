import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inLanes } from './lanes.ts';

it('works on everything, never on more at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (items, atOnce) => {
        const done: number[] = [];
        let running = 0;
        let bytes = 0;
        await inLanes(items, { atOnce, bytesAtOnce: 20, sizeOf: (size) => size }, async (size) => {
          running += 1;
          bytes += size;
          expect(running).toBeLessThanOrEqual(atOnce);
          expect(bytes <= 20 || running === 1).toBe(true);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          bytes -= size;
          done.push(size);
        });
        expect(done.sort()).toEqual([...items].sort());
      },
    ),
  );
});

it('begins nothing after a failure, and tells it when all that runs has ended', async () => {
  const begun: number[] = [];
  let ended = 0;
  const work = inLanes([1, 2, 3, 4, 5], { atOnce: 2, bytesAtOnce: 9, sizeOf: () => 1 }, async (item) => {
    begun.push(item);
    await new Promise((resolve) => setTimeout(resolve, item));
    ended += 1;
    if (item === 1) throw new Error('first');
  });
  await expect(work).rejects.toThrow('first');
  expect(begun).toEqual([1, 2]);
  expect(ended).toBe(2);
});
