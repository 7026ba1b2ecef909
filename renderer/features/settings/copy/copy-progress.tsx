import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/lib/bridge.ts';
import { jobsQuery } from '#renderer/lib/jobs.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { grouped } from '#renderer/lib/numbers.ts';
import type { Job } from '#shared/model/job.ts';
import styles from './copy.module.css';

/** How far a copy is, and in the end what came of it. */
export function CopyProgress({ id, close }: { id: string; close(): void }) {
  const job = useQuery(jobsQuery).data?.find((candidate) => candidate.id === id);
  if (!job) return null;
  return job.state === 'running' ? <Running job={job} close={close} /> : <Ended job={job} close={close} />;
}

function Running({ job, close }: { job: Job; close(): void }) {
  const isKnown = job.total > 0;
  return (
    <>
      <div className={styles.progress}>
        <Progress
          value={isKnown ? (job.done / job.total) * 100 : 100}
          size={6}
          animated={!isKnown}
          aria-label={job.title}
        />
        <p className={styles.now}>
          <span>{isKnown ? `${grouped(job.done)} of ${grouped(job.total)} files` : 'Getting ready…'}</span>
          <span>{job.note}</span>
        </p>
      </div>
      <p className={styles.text}>
        This window need not stay open: the copy goes on, and the status bar shows how far it is. When it is
        interrupted, copying again goes on where it stopped.
      </p>
      <div className={styles.foot}>
        <Button variant="default" onClick={() => void cancel(job.id)}>
          Cancel the copy
        </Button>
        <span className={styles.space} />
        <Button onClick={close}>Close, and go on</Button>
      </div>
    </>
  );
}

const words: Record<Exclude<Job['state'], 'running'>, string> = {
  done: 'The library is copied',
  failed: 'The copy did not get to its end',
  cancelled: 'The copy was cancelled',
};

const shownProblems = 200;

function Ended({ job, close }: { job: Job; close(): void }) {
  if (job.state === 'running') return null;
  const isWhole = job.state === 'done' && job.problems.length === 0;
  return (
    <>
      <p className={styles.ended} role="status">
        <EndIcon state={job.state} isWhole={isWhole} />
        <strong>{words[job.state]}</strong>
      </p>
      <p className={styles.text}>{job.summary}</p>
      {job.problems.length > 0 && (
        <details className={styles.odd} open>
          <summary>
            {job.problems.length === 1 ? '1 problem' : `${grouped(job.problems.length)} problems`}
          </summary>
          <ul>
            {job.problems.slice(0, shownProblems).map(({ item, error }) => (
              <li key={item}>
                <code>{item}</code> {error.message}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles.foot}>
        <span className={styles.space} />
        <Button onClick={close} data-autofocus>
          Close
        </Button>
      </div>
    </>
  );
}

function EndIcon({ state, isWhole }: { state: Job['state']; isWhole: boolean }) {
  if (isWhole) return <IconCircleCheck size={18} stroke={1.75} className={styles.done} aria-hidden="true" />;
  const Icon = state === 'failed' ? IconCircleX : IconAlertTriangle;
  return <Icon size={18} stroke={1.75} className={styles[state]} aria-hidden="true" />;
}

async function cancel(id: string): Promise<void> {
  const result = await api.jobs.cancel({ id });
  if (!result.ok) notifyError(result.error, 'The copy was not cancelled');
}
