import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleX, IconX } from '@tabler/icons-react';
import { api } from '#renderer/lib/bridge.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { cancelUpload } from '#renderer/lib/uploads.ts';
import type { Job } from '#shared/model/job.ts';
import styles from './jobs.module.css';

const shownProblems = 50;

/** One job: its progress and the way to stop it, afterwards what came of it. */
export function JobRow({ job }: { job: Job }) {
  const isRunning = job.state === 'running';
  return (
    <li className={styles.job}>
      <div className={styles.head}>
        <StateIcon job={job} />
        <span className={styles.title}>{job.title}</span>
        {isRunning && (
          <Button size="compact-xs" variant="default" onClick={() => void cancelJob(job.id)}>
            Cancel
          </Button>
        )}
      </div>
      {isRunning ? (
        <JobProgress job={job} />
      ) : (
        <div className={styles.summary}>{job.summary || stateWords[job.state]}</div>
      )}
      {job.problems.length > 0 && <Problems problems={job.problems} />}
    </li>
  );
}

const stateWords: Record<Job['state'], string> = {
  running: 'Running',
  done: 'Done.',
  failed: 'Failed.',
  cancelled: 'Cancelled.',
};

function StateIcon({ job }: { job: Job }) {
  if (job.state === 'running') return <span className={styles.spinner} />;
  if (job.state === 'failed') return <IconCircleX size={15} className={styles.failed} aria-label="Failed" />;
  if (job.state === 'cancelled') return <IconX size={15} aria-label="Cancelled" />;
  return job.problems.length > 0 ? (
    <IconAlertTriangle size={15} className={styles.warned} aria-label="Done with problems" />
  ) : (
    <IconCheck size={15} className={styles.done} aria-label="Done" />
  );
}

function JobProgress({ job }: { job: Job }) {
  const isKnown = job.total > 0;
  const share = isKnown ? (job.done / job.total) * 100 : 100;
  const words = isKnown
    ? `${job.done.toLocaleString('en')} of ${job.total.toLocaleString('en')}`
    : 'Getting ready…';
  return (
    <>
      <Progress value={share} size={4} animated={!isKnown} aria-label={job.title} />
      <div className={styles.summary}>
        <span>{words}</span>
        {job.note !== undefined && <span>{job.note}</span>}
      </div>
    </>
  );
}

function Problems({ problems }: { problems: Job['problems'] }) {
  return (
    <details className={styles.problems}>
      <summary>{problems.length === 1 ? '1 problem' : `${problems.length} problems`}</summary>
      <ul>
        {problems.slice(0, shownProblems).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems are only ever added at the end
          <li key={index}>
            <strong>{problem.item}</strong>: {problem.error.message}
          </li>
        ))}
        {problems.length > shownProblems && <li>and {problems.length - shownProblems} more</li>}
      </ul>
    </details>
  );
}

async function cancelJob(id: string): Promise<void> {
  if (cancelUpload(id)) return;
  const result = await api.jobs.cancel({ id });
  if (!result.ok) notifyError(result.error, 'The job was not cancelled');
}
