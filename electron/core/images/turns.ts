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
  /** The id in the queue of what waits last under each key; nothing stands here that the queue does not have. */
  const waiting = new Map<string, string>();
  let count = 0;
  let isClosed = false;

  return {
    async take(key, priority, signal, work) {
      // The queue would refuse it without a word to `leave`.
      if (isClosed || signal.aborted) throw cancelled();
      count += 1;
      const id = `${count} ${key}`;
      const leave = () => {
        if (waiting.get(key) === id) waiting.delete(key);
      };
      const start = () => {
        leave();
        if (isClosed || signal.aborted) throw cancelled();
        return work();
      };
      waiting.set(key, id);
      signal.addEventListener('abort', leave, { once: true });
      return queue.add(start, { id, priority: priorityOf[priority], signal });
    },
    raise(key, priority) {
      const id = waiting.get(key);
      if (priority === 'visible' && id !== undefined) queue.setPriority(id, priorityOf.visible);
    },
    async close() {
      isClosed = true;
      await queue.onIdle();
    },
  };
}
