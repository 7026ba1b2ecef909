import { setImmediate as nextTurn } from 'node:timers/promises';

/** Takes a few milliseconds at most, of work that is a few microseconds for each. */
const itemsInPiece = 500;

/** Does quick work on every item, in order, letting other work go between: a window must not stand still. */
export async function inPieces<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let count = 0;
  for (const item of items) {
    work(item);
    count += 1;
    if (count % itemsInPiece === 0) await nextTurn();
  }
}

/** Items worked on at once: their work may take a millisecond of each. */
const itemsInGroup = 16;

/** Does work on every item, some at once, letting other work go between. Rejects with the first failure. */
export async function inGroups<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += itemsInGroup) {
    if (start > 0) await nextTurn();
    await Promise.all(items.slice(start, start + itemsInGroup).map(work));
  }
}
