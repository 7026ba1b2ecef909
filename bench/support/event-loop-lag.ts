import { setTimeout as delay } from 'node:timers/promises';

/** Tells how long the event loop of this process stood still. */
export interface LagMeter {
  /** The longest standstill since the start or the last taking, in milliseconds. */
  take(): Promise<number>;
}

/** Milliseconds between two looks. */
const every = 2;

/**
 * Looks again and again how much of the processor this thread has used since the last look: so much of it was
 * used in one go. Unlike the time by the clock it does not grow when other programs are busy.
 */
export function startLagMeter(): LagMeter {
  let longest = 0;
  let last = usedMilliseconds();
  const timer = setInterval(() => {
    const used = usedMilliseconds();
    longest = Math.max(longest, used - last);
    last = used;
  }, every);
  timer.unref();
  return {
    async take() {
      // What has just run is noted when the loop goes round again.
      await delay(3 * every);
      const taken = longest;
      longest = 0;
      return taken;
    },
  };
}

function usedMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
