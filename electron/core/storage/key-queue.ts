import { foldKey } from './keys.ts';

/** Runs work on the same key (or its case and normalisation twins) one after the other, other keys at once. */
export type KeyQueue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createKeyQueue(): KeyQueue {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const name = foldKey(key);
    const before = tails.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    const tail = turn.catch(() => undefined);
    tails.set(name, tail);
    try {
      return await turn;
    } finally {
      if (tails.get(name) === tail) tails.delete(name);
    }
  };
}
