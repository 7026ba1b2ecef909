import { expect, it } from 'vitest';
import { inPieces } from './in-pieces.ts';

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
