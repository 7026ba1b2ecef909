import { expect, it } from 'vitest';
import { inGroups, inPieces } from './in-pieces.ts';

it('does the work on every item in order, letting other work go between', async () => {
  const items = Array.from({ length: 2_500 }, (_, index) => index);
  const done: number[] = [];
  const turns: number[] = [];
  const note = () => {
    turns.push(done.length);
    if (done.length < items.length) setImmediate(note);
  };
  setImmediate(note);
  await inPieces(items, (item) => done.push(item));
  expect(done).toEqual(items);
  expect(turns.length).toBeGreaterThanOrEqual(4);
});

it('works on some at once, on every item, and stops at the first failure', async () => {
  const done: number[] = [];
  let atOnce = 0;
  let most = 0;
  const items = Array.from({ length: 40 }, (_, index) => index);
  await inGroups(items, async (item) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await Promise.resolve();
    atOnce -= 1;
    done.push(item);
  });
  expect(done).toEqual(items);
  expect(most).toBe(16);
  const fails = async (item: number) => {
    done.push(item);
    if (item === 3) throw new Error('The fourth.');
  };
  done.length = 0;
  await expect(inGroups(items, fails)).rejects.toThrow('The fourth.');
  expect(done.length).toBe(16);
});
