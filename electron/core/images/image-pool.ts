import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { Failure } from '../failure.ts';
import type { ImageWorkerProcess } from '../platform.ts';
import { cancelled, orAborted } from './aborting.ts';
import { openWorkerChannel, type WorkerChannel, WorkerExited } from './worker-channel.ts';
import type { WorkerJob, WorkerResult } from './worker-messages.ts';

/** What somebody looks at goes before what is made ahead. */
export type JobPriority = 'visible' | 'background';

export const priorityOf: Record<JobPriority, number> = { visible: 1, background: 0 };

/** Runs jobs in the picture worker, several at once, and outlives its crashes. */
export interface ImagePool {
  /**
   * Runs one job. When the worker ends during it, the job is tried once more, alone in a process of its
   * own, so that of several jobs only the one that ends the worker fails.
   * @throws Failure `unsupported` or `invalid` for the picture, also when it ended the worker twice or took
   *   longer than the time limit; `cancelled` as soon as the signal aborts; `unknown` when no worker starts.
   */
  run<Job extends WorkerJob>(
    job: Job,
    options?: { priority?: JobPriority; signal?: AbortSignal | undefined },
  ): Promise<WorkerResult<Job['kind']>>;
  /** Starts the worker now, so that the first job does not wait for it. */
  warmUp(): void;
  /** Ends the processes; what waits or runs rejects with `cancelled`. */
  close(): void;
}

export interface ImagePoolOptions {
  startWorker: () => ImageWorkerProcess;
  /** Jobs that the worker has at once; two more than cores by default, which hides the way there and back. */
  concurrency?: number;
  /** Milliseconds after which a job counts as hanging. */
  timeout?: number;
}

/** Starts no process before the first job. */
export function createImagePool({
  startWorker,
  concurrency = availableParallelism() + 2,
  timeout = 60_000,
}: ImagePoolOptions): ImagePool {
  const queue = new PQueue({ concurrency });
  const quarantine = new PQueue({ concurrency: 1 });
  let isClosed = false;
  let shared: WorkerChannel | undefined;
  let alone: WorkerChannel | undefined;
  let failedStart = Number.NEGATIVE_INFINITY;

  function startChannel(): WorkerChannel {
    if (performance.now() - failedStart < restartPause) throw cannotStart();
    return openWorkerChannel(startWorker());
  }

  function sharedChannel(): WorkerChannel {
    if (shared === undefined || shared.hasExited) shared = startChannel();
    return shared;
  }

  async function attempt<Job extends WorkerJob>(job: Job): Promise<WorkerResult<Job['kind']>> {
    try {
      return await withTimeout(sharedChannel(), job, timeout);
    } catch (error) {
      if (!(error instanceof WorkerExited)) throw error;
      if (isClosed) throw cancelled();
      const result = quarantine.add(() => attemptAlone(job));
      void quarantine.onIdle().then(endQuarantine);
      return result;
    }
  }

  async function attemptAlone<Job extends WorkerJob>(job: Job): Promise<WorkerResult<Job['kind']>> {
    if (isClosed) throw cancelled();
    try {
      if (alone === undefined || alone.hasExited) alone = startChannel();
      return await withTimeout(alone, job, timeout);
    } catch (error) {
      if (!(error instanceof WorkerExited)) throw error;
      if (isClosed) throw cancelled();
      if (error.wasReady) throw endedTheWorker(error);
      failedStart = performance.now();
      throw cannotStart(error);
    }
  }

  function endQuarantine(): void {
    if (quarantine.size + quarantine.pending > 0) return;
    alone?.kill();
    alone = undefined;
  }

  return {
    async run(job, { priority = 'background', signal } = {}) {
      // The slot stays taken until the worker has answered, also when nobody waits any more: a job that
      // has begun cannot be stopped, and the worker must not get more than its share.
      const result = queue.add(
        () => {
          if (isClosed || signal?.aborted) throw cancelled();
          return attempt(job);
        },
        { priority: priorityOf[priority] },
      );
      return orAborted(result, signal);
    },
    warmUp() {
      if (!isClosed && shared === undefined) sharedChannel();
    },
    close() {
      isClosed = true;
      shared?.kill();
      alone?.kill();
    },
  };
}

/** Milliseconds during which no worker is started again after one that did not come up. */
const restartPause = 5_000;

/** Milliseconds that a job may wait in addition while its worker is still coming up. */
const startAllowance = 30_000;

async function withTimeout<Job extends WorkerJob>(
  channel: WorkerChannel,
  job: Job,
  milliseconds: number,
): Promise<WorkerResult<Job['kind']>> {
  const limit = channel.isReady ? milliseconds : milliseconds + startAllowance;
  let hasExpired = false;
  const timer = setTimeout(() => {
    hasExpired = true;
    channel.kill();
  }, limit);
  try {
    return await channel.request(job);
  } catch (error) {
    throw hasExpired ? tookTooLong(limit) : error;
  } finally {
    clearTimeout(timer);
  }
}

function tookTooLong(milliseconds: number): Failure {
  return new Failure(
    'invalid',
    'Reading this picture took too long, so it was given up. The file is unchanged.',
    {
      detail: `No answer within ${milliseconds} ms.`,
    },
  );
}

function endedTheWorker(cause: Error): Failure {
  return new Failure(
    'invalid',
    'This picture cannot be read: it made the picture reader stop, twice. The file is unchanged.',
    { cause },
  );
}

function cannotStart(cause?: Error): Failure {
  return new Failure(
    'unknown',
    'Pictures cannot be read at the moment: the picture reader does not start. Restart the app; no picture was changed.',
    cause === undefined ? {} : { cause },
  );
}
