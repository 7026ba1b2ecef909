import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/result.ts';
import { type Core, createCore } from '../core.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { fillBucket } from '../testing/teams.ts';
import { createTestPlatform } from '../testing/test-platform.ts';

let fake: FakeS3;
let core: Core;

beforeEach(async () => {
  fake = await startFakeS3();
  const bucket = openTestBackend(fake);
  await fillBucket(bucket);
  await bucket.close();
});
afterEach(async () => {
  fake.faults.clear();
  await core.close();
  await fake.stop();
});

it('opens from what this device holds, keeps what is edited, and sends it when the secret is there', async () => {
  const platform = await createTestPlatform();
  core = createCore(platform);
  await connect();
  await call('library.openBucket', {});
  await call('team.sync', {});
  fake.faults.from(1, 'refused');
  await label('', 'Quiet Cinema');
  await core.close();

  fake.faults.clear();
  core = createCore(platform);
  expect(await core.start()).toEqual({ ok: true, value: undefined });
  expect((await call('library.read', {}))?.analyses.abc).toMatchObject({ profile_label: 'Quiet Cinema' });
  expect(await call('team.sync', {})).toMatchObject({
    state: 'needs-attention',
    waiting: 1,
    problem: expect.stringContaining('Enter the secret access key'),
  });
  await label('Quiet Cinema', 'Loud Cinema');
  await connect();
  expect(await call('team.sync', {})).toMatchObject({ state: 'up-to-date', waiting: 0, problem: null });
});

it('says why nothing is open where this device holds nothing, until something is', async () => {
  const platform = await createTestPlatform();
  core = createCore(platform);
  await connect();
  await call('library.openBucket', {});
  await core.close();
  core = createCore({ ...platform, cache: `${platform.cache}-emptied` });
  expect((await core.start()).ok).toBe(false);
  expect((await call('app.info', {})).notOpened).toContain('Enter the secret access key');
  await connect();
  await call('library.openBucket', {});
  expect((await call('app.info', {})).notOpened).toBeNull();
});

async function connect(): Promise<void> {
  const { bucket, region, url: endpoint, accessKeyId, secretAccessKey } = fake;
  const connection: Connection = {
    ...{ bucket, prefix: 'team/library', region, endpoint, pathStyle: 'auto' },
    credentials: { kind: 'keys', accessKeyId },
    ...{ protection: 'untested', soleEditor: false },
  };
  const given = { connection, secret: { secretAccessKey } };
  await call('connection.test', given);
  await call('connection.save', { ...given, keep: false });
}

function label(base: string, value: string): Promise<unknown> {
  const change = { type: 'profile.set', profile: 'abc', field: 'profile_label', base, value } as const;
  return call('library.change', { change });
}

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = (await core.call(name, input)) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
  return result.value;
}
