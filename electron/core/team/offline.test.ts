import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { analysisKey, ratingsOf } from '#shared/model/analysis.ts';
import { formatJson, type JsonObject } from '#shared/model/json.ts';
import { createTest } from '#shared/model/suite.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { temporaryFolder } from '../testing/libraries.ts';
import { closeTeams, joinBucket, type Member } from '../testing/teams.ts';
import { openTeamStorage } from './team-storage.ts';

const child = join(import.meta.dirname, '../testing/editing-child.ts');

interface Told {
  id: string;
  picture?: string;
  profile?: string;
  test?: string;
  commentary?: string;
}

let server: FakeS3;
let folder: string;

beforeAll(async () => {
  server = await startFakeS3();
  folder = await temporaryFolder();
});
afterEach(closeTeams);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a day without the network', () => {
  it('loses none of 500 edits and 20 pictures, over a kill and a restart, and sends each once and in order', async () => {
    const bucket = openTestBackend(server);
    await fill(bucket);
    await openOnce();
    server.faults.from(1, 'refused');
    server.clearRequests();
    const told = await editUntilKilled(400);
    // Where the first was killed the second goes on, still without the network.
    const more = await editUntilKilled(Number.POSITIVE_INFINITY);
    const acknowledged = [...told, ...more];
    expect(acknowledged.length).toBeGreaterThanOrEqual(900);
    expect(server.requests.every(({ fault }) => fault === 'refused')).toBe(true);

    const offline = await open();
    expect(offline.team.waiting.items().length).toBeGreaterThanOrEqual(acknowledged.length);
    expectShown(offline, acknowledged);

    server.faults.clear();
    const status = await offline.team.sync.syncNow();
    expect(status).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await expectArrived(bucket, acknowledged);
    await bucket.close();
  });
});

async function fill(bucket: StorageBackend): Promise<void> {
  const suite = Array.from({ length: 25 }, (_, count) => {
    const fields = { prompt: 'x', section: 'PHOTO', params: '', version: 'v1', createdDate: '2026-01-01' };
    return createTest({ title: `Test ${count}`, ...fields });
  });
  await bucket.write('test_prompts.json', new TextEncoder().encode(formatJson(suite)));
}

function open(): Promise<Member> {
  const storage = openTeamStorage({ own: `${folder}/own`, cache: `${folder}/cache`, cacheBytes: 10 ** 9 });
  const place = { kind: 'bucket', bucket: 'team', prefix: '', endpoint: server.url } as const;
  return joinBucket(openTestBackend(server, { limits: { attempts: 1 } }), 'Child', { storage, place });
}

/** The device has seen the library once. */
async function openOnce(): Promise<void> {
  await open();
  await closeTeams();
}

/** Runs an app that edits, and kills it after so many acknowledged edits, or when it has done all. */
async function editUntilKilled(most: number): Promise<Told[]> {
  const app = spawn(process.execPath, [child, server.url, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: Told[] = [];
  for await (const line of createInterface({ input: app.stdout })) {
    if (line === 'done') break;
    told.push(JSON.parse(line) as Told);
    if (told.length >= most) break;
  }
  await kill(app);
  return told;
}

async function kill(app: ChildProcess): Promise<void> {
  const ended = once(app, 'exit');
  app.kill('SIGKILL');
  await ended;
}

/** The last acknowledged edit of each rating is what is shown; later ones may not have been acknowledged. */
function expectShown({ team }: Member, acknowledged: readonly Told[]): void {
  const snapshot = team.session.snapshot();
  for (const [name, commentary] of lastOfEach(acknowledged)) {
    const [profile = '', test = ''] = name.split('\n');
    const shown = ratingsOf(snapshot.analyses[profile])[test] as JsonObject | undefined;
    expect(Number(shown?.commentary), name).toBeGreaterThanOrEqual(Number(commentary));
  }
  expect(snapshot.pictures.abc).toHaveLength(20);
}

async function expectArrived(bucket: StorageBackend, acknowledged: readonly Told[]): Promise<void> {
  for (const [name, commentary] of lastOfEach(acknowledged)) {
    const [profile = '', test = ''] = name.split('\n');
    const { bytes } = await bucket.read(analysisKey(profile));
    const stored = ratingsOf(JSON.parse(new TextDecoder().decode(bytes)))[test] as JsonObject | undefined;
    expect(stored?.commentary, name).toBe(commentary);
  }
  expect(await bucket.list('profile_results/')).toHaveLength(20);
  const ids = await idsInHistory(bucket);
  const edits = acknowledged.map(({ id }) => id).filter(Boolean);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => edits.includes(id))).toEqual(edits);
}

/** In the order in which they were written. */
async function idsInHistory(bucket: StorageBackend): Promise<string[]> {
  const objects = await bucket.list('profile_tester/history/');
  const texts = await Promise.all(
    objects.map(async ({ key }) => new TextDecoder().decode((await bucket.read(key)).bytes)),
  );
  const rows = texts.flatMap((text) => text.trim().split('\n'));
  return rows.map((row) => (JSON.parse(row) as { id: string }).id);
}

function lastOfEach(acknowledged: readonly Told[]): Map<string, string> {
  const last = new Map<string, string>();
  for (const { profile, test, commentary } of acknowledged) {
    if (profile && test && commentary) last.set(`${profile}\n${test}`, commentary);
  }
  return last;
}
