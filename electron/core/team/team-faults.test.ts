import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratingOf } from '#shared/model/analysis.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { parseNewest } from '../library/history.ts';
import { removePictures } from '../library/library-operations.ts';
import { placePictures } from '../library/place-pictures.ts';
import { renameTest } from '../library/rename-test.ts';
import { type FakeFault, type FakeS3, networkFaults, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { createMemoryDevice, type MemoryDevice } from '../testing/memory-team.ts';
import { rate, testJpeg } from '../testing/sessions.ts';
import { closeTeams, fillBucket, heldUploads, joinBucket, type Member } from '../testing/teams.ts';

/** Where nothing is ever answered, waiting is cut short; a slow machine then meets the fault more often. */
function limitsFor(fault?: FakeFault) {
  const requestTimeout = fault === 'timeout' ? 200 : 30_000;
  return { requestTimeout, attempts: 2, pause: async () => undefined };
}

const renamed = 'Town in Fog';
const slot = 'profile_results/abc/abc_Red_Barn.jpg';

let server: FakeS3;
let jpeg: Buffer;

beforeAll(async () => {
  server = await startFakeS3();
  jpeg = await testJpeg(90);
});
afterAll(() => server.stop());

describe('a session in a bucket', () => {
  it.each(networkFaults)(
    'loses and doubles nothing when any one of its requests meets “%s”',
    async (fault) => {
      const requests = await countRequests();
      for (let position = 1; position <= requests; position += 1) {
        await runWith(fault, () => server.faults.at(position, fault), `${fault} at ${position}`);
      }
    },
  );

  it.each(networkFaults)(
    'goes on when all requests meet “%s” from some point on, and recovers',
    async (fault) => {
      const requests = await countRequests();
      for (let position = 1; position <= requests; position += stepFor(fault)) {
        await runWith(fault, () => server.faults.from(position, fault), `${fault} from ${position}`);
      }
    },
  );
});

/** Waiting for answers that never come takes real time: every third position then. */
function stepFor(fault: FakeFault): number {
  return fault === 'timeout' ? 3 : 1;
}

async function countRequests(): Promise<number> {
  await runWith(undefined, () => undefined, 'no fault');
  return server.requests.length;
}

/** Runs the script with a fault, ends the fault, lets the app recover, and looks at what is in the bucket. */
async function runWith(fault: FakeFault | undefined, breakIt: () => void, what: string): Promise<void> {
  await emptyBucket();
  breakIt();
  const device = createMemoryDevice();
  const acknowledged: string[] = [];
  const anna = await openAnyhow(device, fault);
  await runScript(anna, acknowledged);
  server.faults.clear();
  await anna.team.sync.syncNow();
  // What was refused in the middle of the fault is done now, by the user trying again.
  await runScript(anna, acknowledged);
  const status = await settle(anna);
  expect(status, what).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
  await expectWhole(acknowledged, what);
  await closeTeams();
}

async function emptyBucket(): Promise<void> {
  server.faults.clear();
  for (const key of [...server.objects.keys()]) server.objects.delete(key);
  const filling = openTestBackend(server, { limits: limitsFor() });
  await fillBucket(filling);
  await filling.close();
  server.clearRequests();
}

/** The first opening fails while nothing can be read; the user opens again when the fault has ended. */
async function openAnyhow(device: MemoryDevice, fault: FakeFault | undefined): Promise<Member> {
  const open = () =>
    joinBucket(openTestBackend(server, { limits: limitsFor(fault) }), 'Anna', { on: device });
  return open().catch(() => {
    server.faults.clear();
    return open();
  });
}

/** Ten ratings, a picture in, a picture out, a test renamed: what is done already is not done again. */
async function runScript({ team }: Member, acknowledged: string[]): Promise<void> {
  const { session } = team;
  const attempt = async (work: () => Promise<HistoryEntry | null>) => {
    const entry = await work().catch(() => null);
    if (entry) acknowledged.push(entry.id);
  };
  const isRenamed = () => session.state.suite.some(({ title }) => title === renamed);
  for (let count = 0; count < 10; count += 1) {
    const profile = count % 2 === 0 ? 'abc' : 'def';
    const test = `Made up ${count}`;
    if (ratingOf(session.state.analyses.get(profile), test)) continue;
    await attempt(() => session.commit(rate(test, 1 + count, profile)));
  }
  const picture = (name: string) => session.pictures.files('abc')?.find((file) => file.name === name)?.id;
  if (!picture('abc_Red_Barn.jpg')) {
    const items = [{ upload: 'x', test: 'Red Barn', slot: 0 }];
    const input = { profile: 'abc', items, replace: false };
    await attempt(async () => (await placePictures(session, heldUploads({ x: jpeg }), input)).entry);
  }
  const foggy = picture('abc_Foggy_City.jpg');
  if (foggy && !isRenamed()) await attempt(() => session.commit(() => removePictures(session, [foggy])));
  if (!isRenamed()) await attempt(() => renameTest(session, 'Foggy City', renamed));
  await team.sync.syncNow();
}

async function settle(anna: Member) {
  for (let round = 0; round < 5 && anna.team.waiting.items().length > 0; round += 1) {
    await anna.team.sync.syncNow();
  }
  return anna.team.sync.syncNow();
}

async function expectWhole(acknowledged: string[], what: string): Promise<void> {
  const bucket = openTestBackend(server, { limits: limitsFor() });
  const ben = await joinBucket(bucket, 'Ben');
  for (let count = 0; count < 10; count += 1) {
    expect(ben.score(count % 2 === 0 ? 'abc' : 'def', `Made up ${count}`), what).toBe(1 + count);
  }
  expect(
    ben.team.session.state.suite.map(({ title }) => title),
    what,
  ).toContain(renamed);
  expect(Buffer.from((await bucket.read(slot)).bytes), what).toEqual(jpeg);
  const pictures = (await bucket.list('profile_results/')).map(({ key }) => key);
  expect(pictures, what).toEqual([slot]);
  const binned = await bucket.list('profile_tester/bin/');
  expect(
    binned.filter(({ key }) => key.endsWith('abc_Foggy_City.jpg')),
    what,
  ).toHaveLength(1);
  const entries = await historyIn(bucket);
  for (const id of acknowledged) expect(entries.get(id)?.refused, what).toBeUndefined();
  expect([...entries.keys()], what).toEqual(expect.arrayContaining(acknowledged));
}

async function historyIn(bucket: ReturnType<typeof openTestBackend>): Promise<Map<string, HistoryEntry>> {
  const entries = new Map<string, HistoryEntry>();
  for (const { key } of await bucket.list('profile_tester/history/')) {
    for (const entry of parseNewest((await bucket.read(key)).bytes, 1_000)) entries.set(entry.id, entry);
  }
  return entries;
}
