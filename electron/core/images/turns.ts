import PQueue from 'p-queue';
import { cancelled } from './aborting.ts';
import { type JobPriority, priorityOf } from './image-pool.ts';

/** Lets a few pieces of work run at once, the visible ones first. */
export interface Turns {
  /** Runs `work` when its turn comes; `cancelled` when the signal aborts before, or after closing. */
  take<T>(key: string, priority: JobPriority, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Lets waiting work of this key go before background work, when `priority` says so. */
  raise(key: string, priority: JobPriority): void;
  /** Refuses what waits and resolves when nothing runs. */
  close(): Promise<void>;
}

export function createTurns(concurrency: number): Turns {
  const queue = new PQueue({ concurrency });
  const waiting = new Set<string>();
  let isClosed = false;

  return {
    async take(key, priority, signal, work) {
      const leave = () => waiting.delete(key);
      const start = () => {
        leave();
        if (isClosed || signal.aborted) throw cancelled();
        return work();
      };
      waiting.add(key);
      signal.addEventListener('abort', leave, { once: true });
      return queue.add(start, { id: key, priority: priorityOf[priority], signal });
    },
    raise(key, priority) {
      if (priority === 'visible' && waiting.has(key)) queue.setPriority(key, priorityOf.visible);
    },
    async close() {
      isClosed = true;
      await queue.onIdle();
    },
  };
}
