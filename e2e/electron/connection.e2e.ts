import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/result.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';

const secret = 'canary-of-the-desktop-app';

let userData: string;
let server: FakeS3;
let running: LaunchedApp;

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'profile-tester-electron-'));
  server = await startFakeS3({ secretAccessKey: secret });
  server.fill(['suite/test_prompts.json'], () => Buffer.from('[]'));
  running = await launchApp({ userData });
});

afterAll(async () => {
  await running.close();
  await server.stop();
  await rm(userData, { recursive: true, force: true });
});

function connection(): Connection {
  return {
    bucket: server.bucket,
    prefix: 'suite',
    region: server.region,
    endpoint: server.url,
    pathStyle: 'auto',
    credentials: { kind: 'keys', accessKeyId: server.accessKeyId },
    protection: 'untested',
    soleEditor: false,
  };
}

it('tests, saves and opens a bucket', async () => {
  const report = await call('connection.test', {
    connection: connection(),
    secret: { secretAccessKey: secret },
  });
  expect(report.protection).toBe('protected');
  const secretInput = { secret: { secretAccessKey: secret }, keep: false };
  const state = await call('connection.save', { connection: connection(), ...secretInput });
  expect(state.secret).toBe(state.hasSecretStore ? 'system' : 'memory');
  expect((await call('library.openBucket', {})).place).toMatchObject({
    kind: 'bucket',
    bucket: server.bucket,
  });
});

it('keeps the secret over a restart where the system has a store, and nowhere in plain text', async () => {
  const { hasSecretStore } = await call('connection.read', {});
  await running.close();
  running = await launchApp({ userData });
  expect((await call('connection.read', {})).secret).toBe(hasSecretStore ? 'system' : 'none');
  expect(await filesWith(secret)).toEqual([]);
});

async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = (await running.page.evaluate(
    ([callName, value]) => window.profileTester?.call(callName as CallName, value as never),
    [name, input] as const,
  )) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

async function filesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(userData, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}
