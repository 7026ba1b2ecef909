import { setTimeout as delay } from 'node:timers/promises';
import { isFailure } from '../failure.ts';

/** How long a copy goes on trying while nothing gets through. */
export interface PatienceOptions {
  /** Milliseconds since something last got through, after which a failure counts. */
  patience: number;
  /** Waits; rejects when cancelled. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds by a steady clock. */
  now: () => number;
}

export const usualPatience: PatienceOptions = {
  patience: 120_000,
  pause: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
  now: () => performance.now(),
};

const firstPause = 1_000;
const longestPause = 15_000;

/** Does work again while the storage is not to be reached, shared by all that is done at once. */
export interface Patience {
  insist<T>(work: () => Promise<T>): Promise<T>;
}

/** @param onWait told when something does not get through and will be tried again. */
export function createPatience(
  { patience, pause, now }: PatienceOptions,
  signal: AbortSignal,
  onWait: () => void,
): Patience {
  let lastSuccess = now();
  return {
    async insist(work) {
      for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
        try {
          const outcome = await work();
          lastSuccess = now();
          return outcome;
        } catch (error) {
          if (!isFailure(error, 'offline') || signal.aborted || now() - lastSuccess >= patience) throw error;
          onWait();
          await pause(wait * (0.5 + Math.random() / 2), signal);
        }
      }
    },
  };
}
