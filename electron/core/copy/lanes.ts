/** How much is done at once. */
export interface Lanes<Item> {
  atOnce: number;
  /** Bytes that may be in memory at once; a larger item is worked on alone. */
  bytesAtOnce: number;
  sizeOf: (item: Item) => number;
}

/**
 * Works on every item, in their order, so many at once as allowed. After a failure nothing more is begun;
 * rejects with the first one when what had begun has ended.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  { atOnce, bytesAtOnce, sizeOf }: Lanes<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const running = new Set<Promise<void>>();
  let bytes = 0;
  let failure: { error: unknown } | undefined;

  function begin(item: Item, size: number): void {
    bytes += size;
    const run = work(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        bytes -= size;
        running.delete(run);
      });
    running.add(run);
  }

  for (const item of rest) {
    const size = sizeOf(item);
    while (running.size >= atOnce || (running.size > 0 && bytes + size > bytesAtOnce)) {
      await Promise.race(running);
    }
    if (failure) break;
    begin(item, size);
  }
  await Promise.all(running);
  if (failure) throw failure.error;
}
