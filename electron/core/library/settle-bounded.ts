/** Does work on every item, so many at a time; returns how each one ended, in the items' order. */
export async function settleBounded<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<PromiseSettledResult<Outcome>[]> {
  const settled: PromiseSettledResult<Outcome>[] = [];
  const rest = items.entries();
  const lane = async () => {
    for (const [index, item] of rest) {
      settled[index] = await work(item).then(
        (value): PromiseSettledResult<Outcome> => ({ status: 'fulfilled', value }),
        (reason: unknown): PromiseSettledResult<Outcome> => ({ status: 'rejected', reason }),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return settled;
}
