import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const never = () => new AbortController().signal;

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

it('lets what is visible go before what is made ahead, also when it becomes visible while it waits', async () => {
  const turns = createTurns(1);
  const first = held();
  const order: string[] = [];
  const note = (name: string) => async () => void order.push(name);
  const all = [
    turns.take('first', 'background', never(), first.work),
    turns.take('ahead', 'background', never(), note('ahead')),
    turns.take('raised', 'background', never(), note('raised')),
    turns.take('seen', 'visible', never(), note('seen')),
  ];
  turns.raise('raised', 'visible');
  first.end();
  await Promise.all(all);
  expect(order).toEqual(['seen', 'raised', 'ahead']);
});

it('refuses work whose signal has aborted, and serves the same key afterwards', async () => {
  const turns = createTurns(1);
  await expect(turns.take('a', 'visible', AbortSignal.abort(), async () => 1)).rejects.toMatchObject({
    code: 'cancelled',
  });
  turns.raise('a', 'visible');
  expect(await turns.take('a', 'visible', never(), async () => 2)).toBe(2);
});

it('survives any order of taking, aborting and raising', async () => {
  const step = fc.record({
    act: fc.constantFrom('take', 'abort', 'raise', 'end'),
    key: fc.constantFrom('a', 'b', 'c'),
    isLate: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const turns = createTurns(1);
      const stops: AbortController[] = [];
      const works: ReturnType<typeof held>[] = [];
      const all: Promise<unknown>[] = [];
      for (const { act, key, isLate } of steps) {
        if (act === 'take') {
          const stop = new AbortController();
          const work = held();
          if (isLate) stop.abort();
          stops.push(stop);
          works.push(work);
          all.push(turns.take(key, 'background', stop.signal, work.work).catch(() => 'refused'));
        }
        if (act === 'abort') stops.at(-1)?.abort();
        if (act === 'end') works.shift()?.end();
        if (act === 'raise') turns.raise(key, 'visible');
        if (isLate) await Promise.resolve();
      }
      for (const { end } of works) end();
      await Promise.all(all);
      for (const key of ['a', 'b', 'c']) {
        turns.raise(key, 'visible');
        expect(await turns.take(key, 'visible', never(), async () => key)).toBe(key);
      }
    }),
  );
});
