import { Failure } from '../failure.ts';
import type { ImageWorkerProcess } from '../platform.ts';
import { resultSchemas, type WorkerJob, type WorkerResult, workerMessageSchema } from './worker-messages.ts';

/** Requests and answers over one picture worker process. */
export interface WorkerChannel {
  /** Whether the process has said that it is up. */
  readonly isReady: boolean;
  /** Whether the process is gone; a new channel is needed then. */
  readonly hasExited: boolean;
  /**
   * Sends a job and waits for its answer.
   * @throws Failure what the worker answered, or `unknown` for an answer of the wrong shape.
   * @throws WorkerExited when the process ended before it answered.
   */
  request<Job extends WorkerJob>(job: Job): Promise<WorkerResult<Job['kind']>>;
  /** Ends the process; what waits rejects with `WorkerExited`. */
  kill(): void;
}

/** The worker process ended while a job was with it. */
export class WorkerExited extends Error {
  readonly wasReady: boolean;

  constructor(wasReady: boolean) {
    super(wasReady ? 'The picture worker ended during a job.' : 'The picture worker did not start.');
    this.name = 'WorkerExited';
    this.wasReady = wasReady;
  }
}

export function openWorkerChannel(worker: ImageWorkerProcess): WorkerChannel {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isReady = false;
  let hasExited = false;

  worker.onMessage((raw) => {
    const parsed = workerMessageSchema.safeParse(raw);
    if (!parsed.success) return worker.kill();
    if ('ready' in parsed.data) {
      isReady = true;
      return;
    }
    const answer = parsed.data;
    const job = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) {
      job?.resolve(answer.value);
    } else {
      const { code, message, detail } = answer.error;
      job?.reject(new Failure(code, message, detail === undefined ? {} : { detail }));
    }
  });
  worker.onExit(() => {
    hasExited = true;
    for (const job of waiting.values()) job.reject(new WorkerExited(isReady));
    waiting.clear();
  });

  return {
    get isReady() {
      return isReady;
    },
    get hasExited() {
      return hasExited;
    },
    async request(job) {
      if (hasExited) throw new WorkerExited(isReady);
      const id = ++lastId;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      worker.send({ id, job: { ...job, bytes: ownBytes(job.bytes) } });
      return readResult(job, await answer);
    },
    kill: () => worker.kill(),
  };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function readResult<Job extends WorkerJob>(job: Job, value: unknown): WorkerResult<Job['kind']> {
  const parsed = resultSchemas[job.kind].safeParse(value);
  if (parsed.success) return parsed.data as WorkerResult<Job['kind']>;
  const detail = `${job.kind}: ${parsed.error.message}`;
  throw new Failure('unknown', 'The picture could not be read. Nothing was changed.', { detail });
}

/** A small view of a large buffer is copied first: structured clone would take the whole buffer along. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength * 2 > bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
