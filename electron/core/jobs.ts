import type { Job } from '#shared/model/job.ts';
import type { AppError } from '#shared/result.ts';
import { Failure, toAppError } from './failure.ts';

/** What a running job tells about itself. */
export interface JobProgress {
  readonly signal: AbortSignal;
  /** Sets how much is done of how much, and says how it goes. */
  advance(done: number, total: number, note?: string): void;
  problem(item: string, error: AppError): void;
}

/** Long work in the core: started here, shown by pages, cancelled by id. */
export interface Jobs {
  /** Starts work at once; the returned job is its first state. `work` resolves to a summary for people. */
  start(title: string, work: (progress: JobProgress) => Promise<string>): Job;
  list(): Job[];
  cancel(id: string): void;
  /** Cancels what runs and waits for it to stop. */
  close(): Promise<void>;
}

/** How many finished jobs stay listed. */
const keptJobs = 20;

/** Progress is told at most this often, so that a fast job does not flood the pages. */
const tellEvery = 100;

export function createJobs(onChange: (job: Job) => void): Jobs {
  const jobs = new Map<string, { job: Job; abort: AbortController; finished: Promise<void> }>();

  function start(title: string, work: (progress: JobProgress) => Promise<string>): Job {
    const id = crypto.randomUUID();
    const abort = new AbortController();
    let lastTold = 0;
    const update = (part: Partial<Job>, now = true) => {
      const entry = jobs.get(id);
      if (!entry) return;
      entry.job = { ...entry.job, ...part };
      if (!now && Date.now() - lastTold < tellEvery) return;
      lastTold = Date.now();
      onChange(entry.job);
    };
    const job: Job = { id, title, state: 'running', done: 0, total: 0, summary: '', problems: [] };
    const progress: JobProgress = {
      signal: abort.signal,
      advance: (done, total, note = '') => update({ done, total, note }, false),
      problem: (item, error) =>
        update({ problems: [...(jobs.get(id)?.job.problems ?? []), { item, error }] }, false),
    };
    const finished = Promise.resolve()
      .then(() => work(progress))
      .then(
        (summary) => update({ state: abort.signal.aborted ? 'cancelled' : 'done', summary, note: '' }),
        (error: unknown) => {
          const { message } = toAppError(error);
          const end: Partial<Job> = abort.signal.aborted
            ? { state: 'cancelled', summary: 'Cancelled. What was done so far stays.' }
            : { state: 'failed', summary: message };
          update({ ...end, note: '' });
        },
      );
    jobs.set(id, { job, abort, finished });
    dropOldest();
    onChange(job);
    return job;
  }

  function dropOldest(): void {
    const ended = [...jobs.values()].filter(({ job }) => job.state !== 'running');
    for (const { job } of ended.slice(0, Math.max(0, ended.length - keptJobs))) jobs.delete(job.id);
  }

  return {
    start,
    list: () => [...jobs.values()].map(({ job }) => job),
    cancel(id) {
      const entry = jobs.get(id);
      if (!entry) throw new Failure('not-found', 'This work has ended already.');
      entry.abort.abort();
    },
    async close() {
      for (const { abort } of jobs.values()) abort.abort();
      await Promise.all([...jobs.values()].map(({ finished }) => finished));
    },
  };
}
