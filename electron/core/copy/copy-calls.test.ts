import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/result.ts';
import { type Core, createCore } from '../core.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { fingerprint } from '../testing/libraries.ts';
import { newLibrary } from '../testing/sessions.ts';
import { createTestPlatform } from '../testing/test-platform.ts';

let fake: FakeS3;
let core: Core;
let userData: string;
let library: string;

beforeEach(async () => {
  fake = await startFakeS3();
  library = await newLibrary();
  const platform = await createTestPlatform();
  userData = platform.userData;
  core = createCore(platform);
});

afterEach(async () => {
  fake.faults.clear();
  await core.close();
  await fake.stop();
});

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = (await core.call(name, input)) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function connect(): Promise<void> {
  const connection: Connection = {
    bucket: fake.bucket,
    prefix: 'suite',
    region: fake.region,
    endpoint: fake.url,
    pathStyle: 'auto',
    credentials: { kind: 'keys', accessKeyId: fake.accessKeyId },
    protection: 'untested',
    soleEditor: false,
  };
  const given = { connection, secret: { secretAccessKey: fake.secretAccessKey } };
  expect(await call('connection.test', given)).toMatchObject({ protection: 'protected' });
  await call('connection.save', { ...given, keep: false });
}

async function jobEnd(id: string): Promise<Job> {
  for (;;) {
    const job = (await call('jobs.list', {})).find((other) => other.id === id);
    if (job && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function startCopying(): Promise<Job> {
  const plan = await call('copy.plan', { from: { kind: 'folder', folder: library }, to: { kind: 'bucket' } });
  return call('copy.start', { plan: plan.id, rule: 'keep-target', exceptions: [] });
}

it('copies the open library to the bucket, opens it there, and copies it to another folder', async () => {
  await call('library.open', { folder: library });
  await connect();
  const job = await jobEnd((await startCopying()).id);
  expect(job).toMatchObject({ state: 'done', problems: [] });
  const inBucket = await call('library.openBucket', {});
  expect(Object.keys(inBucket.analyses)).toEqual(['abc1234']);

  const copy = join(userData, 'copy');
  await mkdir(copy, { recursive: true });
  const plan = await call('copy.plan', { from: { kind: 'bucket' }, to: { kind: 'folder', folder: copy } });
  expect(plan).toMatchObject({ from: { name: `${fake.bucket}/suite` }, to: { name: 'copy' }, cost: null });
  const { id } = await call('copy.start', { plan: plan.id, rule: 'keep-target', exceptions: [] });
  expect(await jobEnd(id)).toMatchObject({ state: 'done', problems: [] });
  expect(await fingerprint(copy)).toEqual(await fingerprint(library));
});

it('says what is missing: no bucket, no folder, no test of the connection', async () => {
  const bucket = { kind: 'bucket' } as const;
  const folder = { kind: 'folder', folder: library } as const;
  expect(await core.call('copy.plan', { from: folder, to: bucket })).toMatchObject({
    error: { code: 'invalid', message: expect.stringContaining('No bucket is connected') },
  });
  await connect();
  fake.conditions = 'ignores';
  const { connection } = await call('connection.read', {});
  if (!connection) throw new Error('It was saved.');
  await call('connection.test', { connection });
  expect(await core.call('copy.plan', { from: folder, to: bucket })).toMatchObject({
    error: { code: 'denied' },
  });
  const missing = { kind: 'folder', folder: join(library, 'missing') } as const;
  expect(await core.call('copy.plan', { from: missing, to: bucket })).toMatchObject({ ok: false });
  expect(await core.call('copy.start', { plan: 'x', rule: 'keep-target', exceptions: [] })).toMatchObject({
    error: { code: 'not-found' },
  });
});

it('warns of edits that are not in the bucket yet', async () => {
  await connect();
  await jobEnd((await startCopying()).id);
  await call('library.openBucket', {});
  fake.faults.when(({ method }) => method === 'PUT', 'refused');
  const value = { affinity: 'workable', score: 5 };
  const change = { type: 'rating.set', profile: 'abc1234', test: 'Made up', base: null, value } as const;
  await call('library.change', { change });
  const plan = await call('copy.plan', { from: { kind: 'bucket' }, to: { kind: 'folder', folder: library } });
  expect(plan.warning).toContain('1 change of this device is not in the bucket yet');
});

it('ends a copy when the storage is switched meanwhile; it can be done again', async () => {
  await call('library.open', { folder: library });
  await connect();
  fake.faults.when(({ key, method }) => method === 'PUT' && key.endsWith('Foggy_City.jpg'), 'timeout');
  const { id } = await startCopying();
  while (!fake.requests.some(({ fault }) => fault === 'timeout'))
    await new Promise((resolve) => setTimeout(resolve, 1));
  await call('library.openBucket', {});
  expect(await jobEnd(id)).toMatchObject({ state: 'cancelled' });
  expect(fake.objects.get('suite/test_prompts.json')).toBeUndefined();
  fake.faults.clear();
  expect(await jobEnd((await startCopying()).id)).toMatchObject({ state: 'done', problems: [] });
  expect(fake.objects.get('suite/test_prompts.json')).toBeDefined();
});

it('ends a copy and a plan when the app is closed', async () => {
  await connect();
  const before = await fingerprint(library);
  fake.faults.when(({ method }) => method === 'PUT', 'timeout');
  await startCopying();
  while (!fake.requests.some(({ fault }) => fault === 'timeout'))
    await new Promise((resolve) => setTimeout(resolve, 1));
  fake.faults.when(() => true, 'timeout');
  const planning = core.call('copy.plan', {
    from: { kind: 'bucket' },
    to: { kind: 'folder', folder: library },
  });
  await core.close();
  expect(await planning).toMatchObject({ ok: false });
  expect(await fingerprint(library)).toEqual(before);
  expect(await readdir(userData)).not.toContain('unfinished.log');
});
