import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import { ratingsOf } from '#shared/model/analysis.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/result.ts';
import { type Core, createCore } from '../core.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { fingerprint } from '../testing/libraries.ts';
import { newLibrary } from '../testing/sessions.ts';
import { fillBucket } from '../testing/teams.ts';
import { createTestPlatform } from '../testing/test-platform.ts';

let fake: FakeS3;
let core: Core;
let library: string;

beforeEach(async () => {
  fake = await startFakeS3();
  const bucket = openTestBackend(fake, { prefix: 'suite' });
  await fillBucket(bucket);
  await bucket.close();
  library = await newLibrary();
  core = createCore(await createTestPlatform());
  await connect();
});
afterEach(async () => {
  fake.faults.clear();
  await core.close();
  await fake.stop();
});

it('finishes or keeps what was under way, whenever folder and bucket are switched, and mixes nothing', async () => {
  const inFolder = await fingerprint(library);
  let score = 0;
  for (let position = 1; position <= 12; position += 1) {
    await call('library.openBucket', {});
    await call('team.sync', {});
    fake.clearRequests();
    fake.latency = 2;
    // One edit that is being sent when the other place is opened, and one that is made at that very moment.
    await call('library.change', { change: rerate('abc', score, score + 1) });
    await requestsArrive(position);
    const late = core.call('library.change', { change: rerate('def', score, score + 1) });
    await call('library.open', { folder: library });
    const isLateDone = ((await late) as Result<unknown>).ok;
    fake.latency = 0;
    expect(await fingerprint(library), `position ${position}`).toEqual(inFolder);
    expect((await call('library.read', {}))?.place).toMatchObject({ kind: 'folder' });
    score += 1;
    await call('library.openBucket', {});
    expect(await call('team.sync', {})).toMatchObject({ waiting: 0, conflicts: 0 });
    expect(await storedScore('abc'), `position ${position}`).toBe(score);
    // What was refused at the moment of closing was not done, what was not refused was.
    if (!isLateDone) await call('library.change', { change: rerate('def', score - 1, score) });
    await call('team.sync', {});
    expect(await storedScore('def'), `position ${position}`).toBe(score);
  }
  const keys = [...(await bucketKeys())].filter((key) => !key.startsWith('profile_tester/'));
  expect(keys).toEqual([
    'profile_analyses/abc_analysis.json',
    'profile_analyses/def_analysis.json',
    'profile_results/abc/abc_Foggy_City.jpg',
    'test_prompts.json',
  ]);
});

it('keeps edits that were made without the network while the folder was open in between', async () => {
  await call('library.openBucket', {});
  await call('team.sync', {});
  fake.faults.from(1, 'refused');
  await call('library.change', { change: rerate('abc', 0, 7) });
  await call('library.open', { folder: library });
  await call('library.change', { change: { ...rerate('abc1234', 0, 2), test: 'Made up' } });
  await call('library.openBucket', {});
  expect(await call('team.waiting', {})).toHaveLength(1);
  fake.faults.clear();
  expect(await call('team.sync', {})).toMatchObject({ state: 'up-to-date', waiting: 0 });
  expect(await storedScore('abc')).toBe(7);
});

it('closes with the network hanging, and loses nothing', async () => {
  await call('library.openBucket', {});
  await call('team.sync', {});
  fake.faults.from(1, 'timeout');
  fake.clearRequests();
  await call('library.change', { change: rerate('abc', 0, 7) });
  await requestsArrive(1);
  await call('library.open', { folder: library });
  fake.faults.clear();
  await call('library.openBucket', {});
  await call('team.sync', {});
  expect(await storedScore('abc')).toBe(7);
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

/** Waits until so many requests have arrived; fewer when there is nothing more to ask. */
async function requestsArrive(count: number): Promise<void> {
  for (let turn = 0; turn < 100 && fake.requests.length < count; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function rerate(profile: string, from: number, to: number) {
  const rating = (score: number) => (score === 0 ? null : { affinity: 'workable', score });
  return {
    type: 'rating.set' as const,
    profile,
    test: 'Foggy City',
    base: rating(from),
    value: rating(to),
  };
}

async function storedScore(profile: string): Promise<unknown> {
  const bucket = openTestBackend(fake, { prefix: 'suite' });
  const { bytes } = await bucket.read(`profile_analyses/${profile}_analysis.json`);
  await bucket.close();
  const rating = ratingsOf(JSON.parse(new TextDecoder().decode(bytes)))['Foggy City'];
  return (rating as { score?: unknown } | undefined)?.score;
}

async function bucketKeys(): Promise<string[]> {
  const bucket = openTestBackend(fake, { prefix: 'suite' });
  const keys = (await bucket.list('')).map(({ key }) => key);
  await bucket.close();
  return keys;
}
