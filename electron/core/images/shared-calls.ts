import { orAborted } from './aborting.ts';

/** Lets callers that want the same thing at the same time wait for one piece of work. */
export interface SharedCalls<T> {
  /**
   * Joins the work in flight under `key`, or starts it. The work's own signal aborts when every caller
   * has aborted; one caller's abort rejects only that caller, with `cancelled`.
   */
  call(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createSharedCalls<T>(): SharedCalls<T> {
  const inFlight = new Map<string, { work: Promise<T>; callers: number; stop: AbortController }>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>) {
    const stop = new AbortController();
    const entry = { work: start(stop.signal), callers: 0, stop };
    inFlight.set(key, entry);
    const forget = () => {
      if (inFlight.get(key) === entry) inFlight.delete(key);
    };
    entry.work.then(forget, forget);
    return entry;
  }

  return {
    async call(key, start, signal) {
      const entry = inFlight.get(key) ?? begin(key, start);
      entry.callers += 1;
      const leave = () => {
        entry.callers -= 1;
        if (entry.callers > 0) return;
        if (inFlight.get(key) === entry) inFlight.delete(key);
        entry.stop.abort();
      };
      if (signal?.aborted) leave();
      signal?.addEventListener('abort', leave, { once: true });
      try {
        return await orAborted(entry.work, signal);
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
  };
}
