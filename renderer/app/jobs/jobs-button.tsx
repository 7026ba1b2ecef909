import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { jobsQuery } from '#renderer/lib/jobs.ts';
import { useUploadJobs } from '#renderer/lib/uploads.ts';
import type { Job } from '#shared/model/job.ts';
import { JobRow } from './job-row.tsx';
import styles from './jobs.module.css';

const none: Job[] = [];

/** Long work in one place: how far it is, and on a press every job with its result. */
export function JobsButton() {
  const { data: ofCore = none } = useQuery(jobsQuery);
  const uploads = useUploadJobs((state) => state.jobs);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  // What has ended and was looked at makes room.
  const jobs = [...uploads, ...ofCore].filter(({ id }) => !seen.has(id));
  const noteSeen = () => {
    const ended = jobs.filter(({ state }) => state !== 'running').map(({ id }) => id);
    setSeen(new Set([...seen, ...ended]));
  };
  const running = jobs.filter((job) => job.state === 'running');
  if (jobs.length === 0) return null;
  return (
    <Popover position="top-end" width={380} trapFocus shadow="md" onClose={noteSeen}>
      <Popover.Target>
        <UnstyledButton className={styles.button} data-running={running.length > 0 || undefined}>
          {running.length > 0 && <span className={styles.spinner} />}
          {summaryOf(jobs, running)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label="Long work">
        <SectionLabel>Long work</SectionLabel>
        <ul className={styles.list}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function summaryOf(jobs: readonly Job[], running: readonly Job[]): string {
  const [only] = running;
  if (running.length > 1) return `${running.length} jobs are running`;
  if (only) return only.total > 0 ? `${only.title} ${percent(only)} %` : only.title;
  const failed = jobs.filter((job) => job.state === 'failed' || job.problems.length > 0).length;
  if (failed > 0) return failed === 1 ? '1 job had problems' : `${failed} jobs had problems`;
  return jobs.length === 1 ? '1 job done' : `${jobs.length} jobs done`;
}

function percent(job: Job): number {
  return Math.floor((job.done / job.total) * 100);
}
