import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, ConnectionReport, Protection } from '#shared/model/connection.ts';
import { Failure, toAppError } from '../failure.ts';
import type { RequestUsage } from '../storage/s3/s3-options.ts';
import type { CredentialSource } from './credentials.ts';
import { explainNetwork, explainRefusal, type Refusal } from './explain-refusal.ts';
import { createFindings, type Findings } from './findings.ts';
import { answerOf, openProbeBucket, type ProbeBucket } from './probe-bucket.ts';
import { reach } from './reach.ts';
import { tellReached } from './tell-reached.ts';
import { tellVersioning } from './tell-versioning.ts';
import { tryObjects } from './try-objects.ts';

export interface ConnectionTest {
  connection: Connection;
  /** Rejects with `denied` when something has to be entered or set first. */
  credentials: () => Promise<CredentialSource>;
  onRequest?: (request: RequestUsage) => void;
  /** Ends the test after the requests at hand; what it wrote is taken away before it rejects. */
  signal?: AbortSignal;
  /** This device's clock, milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds for one answer. */
  patience?: number;
}

/** A near server needs a hundredth of it. */
const usualPatience = 5_000;

/** How often the listing is asked for when the server has trouble of its own. */
const attempts = 3;

interface Trial extends ConnectionTest {
  findings: Findings;
  signal: AbortSignal;
}

interface Outcome {
  protection: Protection;
  suggestedRegion: string | null;
}

const nothingKnown: Outcome = { protection: 'untested', suggestedRegion: null };

/**
 * Asks a bucket for everything that the app needs of it, and finds out what it makes of simultaneous edits, with
 * about two hundred small requests. What it finds is never an error, and nothing of it stays in the bucket.
 * Rejects with `cancelled` only.
 */
export async function testConnection(test: ConnectionTest): Promise<ConnectionReport> {
  const started = performance.now();
  const findings = createFindings();
  const signal = test.signal ?? new AbortController().signal;
  try {
    const outcome = await ask({ ...test, findings, signal });
    signal.throwIfAborted();
    return {
      lines: findings.lines(),
      ...outcome,
      milliseconds: Math.round(performance.now() - started),
    };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Failure('cancelled', 'The test was cancelled. What it wrote was taken away again.');
  }
}

async function ask(trial: Trial): Promise<Outcome> {
  const { connection, findings, signal, now = Date.now, patience = usualPatience } = trial;
  const [reached, credentials] = await Promise.allSettled([
    reach(addressOf(connection), { now, timeout: patience, signal }),
    trial.credentials().then(resolveOnce),
  ]);
  if (credentials.status === 'rejected') {
    findings.fail('credentials', toAppError(credentials.reason).message);
  }
  if (reached.status === 'rejected') {
    findings.fail('reachable', explainNetwork(reached.reason, connection));
    return nothingKnown;
  }
  const isService = tellReached(reached.value, connection, findings);
  if (!isService || credentials.status === 'rejected') return nothingKnown;
  const bucket = openProbeBucket({
    ...connection,
    credentials: credentials.value,
    conditions: 'protected',
    onRequest: trial.onRequest,
    limits: { requestTimeout: patience, connectionTimeout: patience },
  });
  try {
    return await askBucket(trial, bucket, reached.value.bucketRegion);
  } finally {
    bucket.close();
  }
}

/** Those of a profile are got here, so that what is wrong with them stands on their own line. */
async function resolveOnce(credentials: CredentialSource): Promise<CredentialSource> {
  if (typeof credentials === 'function') await credentials();
  return credentials;
}

async function askBucket(trial: Trial, bucket: ProbeBucket, toldRegion: string | null): Promise<Outcome> {
  const { connection, findings, signal } = trial;
  const listed = await listPatiently(bucket, signal);
  if ('error' in listed) {
    const refusal = explainRefusal(listed.error, connection);
    tellRefusal(refusal, findings);
    if (refusal.check !== 'list') return { ...nothingKnown, suggestedRegion: regionOf(refusal, toldRegion) };
  } else {
    tellPassed(['credentials', 'region', 'bucket'], findings);
    findings.ok(
      'list',
      listed.keys.length === 0 ? 'It can be listed; nothing is there yet.' : 'It can be listed.',
    );
  }
  const knownKey = 'keys' in listed ? listed.keys.find((key) => !key.endsWith('/')) : undefined;
  const [protection] = await Promise.all([
    tryObjects({ bucket, connection, findings, signal, knownKey }),
    tellVersioning(bucket, findings),
  ]);
  return { protection, suggestedRegion: null };
}

type Listed = { keys: string[] } | { error: unknown };

/** A server in trouble for a moment is asked again; one that does not answer at all is not waited for twice. */
async function listPatiently(bucket: ProbeBucket, signal: AbortSignal): Promise<Listed> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { keys: await bucket.list('') };
    } catch (error) {
      signal.throwIfAborted();
      const { status = 0 } = answerOf(error);
      if (attempt === attempts || status < 500 || status === 501) return { error };
      await delay(200 * attempt, undefined, { signal });
    }
  }
}

const passed = {
  credentials: 'The service accepts them.',
  region: 'It is the right one.',
  bucket: 'It is there.',
} as const;

function tellPassed(checks: (keyof typeof passed)[], findings: Findings): void {
  for (const check of checks) findings.ok(check, passed[check]);
}

/** What a service looks at before it comes to refuse for this reason has passed. */
function tellRefusal({ check, message }: Refusal, findings: Findings): void {
  if (check === 'list') tellPassed(['credentials', 'region', 'bucket'], findings);
  if (check === 'bucket') tellPassed(['credentials', 'region'], findings);
  const isToldAlready = check === 'clock' && findings.state('clock') === 'failed';
  if (!isToldAlready) findings.fail(check, message);
}

/** A region that the service tells everybody counts only when the given one was refused. */
function regionOf({ check, region }: Refusal, told: string | null): string | null {
  return region ?? (check === 'region' ? told : null);
}

/** The bucket's address. AWS answers questions without credentials also with the bucket's name in the path. */
function addressOf({ bucket, region, endpoint, pathStyle }: Connection): URL {
  const china = region.startsWith('cn-') ? '.cn' : '';
  const base = new URL(endpoint === '' ? `https://s3.${region}.amazonaws.com${china}` : endpoint);
  if (endpoint !== '' && pathStyle === 'never') base.hostname = `${bucket}.${base.hostname}`;
  else base.pathname = `${base.pathname.replace(/\/$/, '')}/${bucket}`;
  return base;
}
