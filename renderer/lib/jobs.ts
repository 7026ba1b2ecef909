import { queryOptions } from '@tanstack/react-query';
import type { Job } from '#shared/model/job.ts';
import { api, bridge, unwrap } from './bridge.ts';
import { queryClient } from './query-client.ts';

/** Long work: what runs, and what ended since the app was started; newest first. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs.list'],
  queryFn: () => unwrap(api.jobs.list({})),
});

/** Keeps the jobs up to date with the core's events; returns the function that stops. */
export function followJobs(): () => void {
  return bridge.on('jobs.changed', (job) => {
    queryClient.setQueryData(jobsQuery.queryKey, (jobs) => withJob(jobs ?? [], job));
  });
}

/** The list with a job's newest state; one not known yet comes first. */
export function withJob(jobs: readonly Job[], job: Job): Job[] {
  const known = jobs.some((other) => other.id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs];
}
