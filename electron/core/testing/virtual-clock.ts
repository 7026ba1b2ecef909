import type { Clock } from '../team/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** Lets so many milliseconds pass: what is due is called in its order, and what it sets off is waited for. */
  pass(milliseconds: number): Promise<void>;
  /** Sets it to another time, as a user does or a time server: nothing is called. */
  set(now: number): void;
}

/** @param settled resolves when nothing is under way any more that was set off by a call back. */
export function createVirtualClock(
  settled: () => Promise<void>,
  start = Date.UTC(2026, 10, 27),
): VirtualClock {
  let now = start;
  /** Time that has passed, whatever the clock says. */
  let passed = 0;
  const due = new Map<object, { at: number; work: () => void }>();
  return {
    now: () => now,
    after(milliseconds, work) {
      const handle = {};
      due.set(handle, { at: passed + Math.max(0, milliseconds), work });
      return () => void due.delete(handle);
    },
    set(next) {
      now = next;
    },
    async pass(milliseconds) {
      const end = passed + milliseconds;
      for (;;) {
        await settled();
        const [next] = [...due].sort(([, left], [, right]) => left.at - right.at);
        if (!next || next[1].at > end) break;
        due.delete(next[0]);
        now += next[1].at - passed;
        passed = next[1].at;
        next[1].work();
      }
      now += end - passed;
      passed = end;
    },
  };
}
