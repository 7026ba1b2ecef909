import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placePictures } from '../library/place-pictures.ts';
import { type FakeFault, type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { rate, testJpeg } from '../testing/sessions.ts';
import { closeTeams, fillBucket, heldUploads, joinBucket, type Member } from '../testing/teams.ts';
import { createVirtualClock, type VirtualClock } from '../testing/virtual-clock.ts';

let server: FakeS3;

beforeEach(async () => {
  server = await startFakeS3();
  const filling = openTestBackend(server);
  await fillBucket(filling);
  await filling.close();
});
afterEach(async () => {
  await closeTeams();
  await server.stop();
});

const minute = 60_000;

describe('a sign-in that ends in the middle', () => {
  it('pauses and says so, lets the work go on, and everything arrives after signing in again', async () => {
    const { anna, clock } = await join();
    server.faults.from(1, 'expired-token');
    server.clearRequests();
    await edit(anna);
    await clock.pass(10_000);
    const status = anna.team.sync.status();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 3, offlineSince: null });
    expect(status.problem).toContain('sign-in has expired');
    // Reading is not possible either, so it is not that the library can only be read.
    expect(anna.team.session.snapshot().readOnly).toBeNull();
    await anna.team.session.commit(rate('Red Barn', 4, 'def'));
    await clock.pass(60 * minute);
    // The pauses are random within a quarter: at least 3.75 minutes, with a handful of requests each time.
    expect(server.requests.length).toBeLessThan(100);
    server.faults.clear();
    await clock.pass(10 * minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await expectArrived('"score": 4', '"score": 7');
  });

  it('is no trouble to who opens the app in the meantime and knows the library', async () => {
    const { anna } = await join();
    server.faults.from(1, 'expired-token');
    await edit(anna);
    anna.device.crashes += 1;
    server.faults.clear();
    const again = await join(anna);
    await again.clock.pass(minute);
    expect(again.anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await expectArrived('"score": 7');
  });
});

describe('a bucket that may only be read', () => {
  it('is open for reading only once that is known, keeps what waits, and is writable again when allowed', async () => {
    const { anna, clock } = await join();
    server.denied.push({ kind: 'PUT' }, { kind: 'DELETE' });
    // Without the network, so that the refusal does not come between the two edits.
    server.faults.from(1, 'refused');
    await edit(anna);
    await anna.team.sync.idle();
    server.faults.clear();
    await clock.pass(minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'read-only', waiting: 3 });
    await expect(anna.team.session.commit(rate('Red Barn', 4, 'def'))).rejects.toMatchObject({
      code: 'denied',
    });
    server.denied.length = 0;
    await clock.pass(10 * minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(anna.team.session.snapshot().readOnly).toBeNull();
    await expectArrived('"score": 7');
  });
});

describe('a storage that is too busy for a minute', () => {
  it('is asked less and less, and gets everything once when it is free again', async () => {
    const { anna, clock } = await join();
    server.faults.from(1, 'slow-down');
    server.clearRequests();
    await edit(anna);
    await clock.pass(minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'offline', waiting: 3, problem: null });
    expect(anna.team.sync.status().offlineSince).not.toBeNull();
    const asked = server.requests.length;
    // Each try is four attempts of the backend; without growing pauses it would be hundreds.
    expect(asked).toBeLessThan(100);
    server.faults.clear();
    await clock.pass(minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await expectArrived('"score": 7');
    // History for the rating and for the picture, the document, and the picture: each once.
    expect(server.requests.filter(({ method, status }) => method === 'PUT' && status === 200).length).toBe(4);
  });
});

describe.each<FakeFault>(['html-200', 'empty-200', 'redirect', 'truncated'])(
  'a network that answers in the storage’s place (%s)',
  (fault) => {
    it('sends nothing, marks nothing as sent, and shows nothing of it', async () => {
      const { anna, clock } = await join();
      const objects = server.objects.size;
      server.faults.from(1, fault);
      await edit(anna);
      await clock.pass(2 * minute);
      expect(anna.team.sync.status().waiting).toBe(3);
      if (fault !== 'truncated') expect(server.objects.size).toBe(objects);
      await anna.team.session.refresh();
      const { suite, analyses } = anna.team.session.snapshot();
      expect([suite.length, Object.keys(analyses)]).toEqual([3, ['abc', 'def']]);
      expect(anna.score('abc', 'Foggy City')).toBe(7);
      server.faults.clear();
      await clock.pass(10 * minute);
      expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
      await expectArrived('"score": 7');
    });
  },
);

describe('a clock', () => {
  it('that is set back a day does not put off the next look', async () => {
    const { anna, clock } = await join();
    await clock.pass(minute);
    clock.set(clock.now() - 24 * 60 * minute);
    await edit(anna);
    await clock.pass(5_000);
    server.clearRequests();
    await clock.pass(30_000);
    expect(server.requests.length).toBeGreaterThan(0);
    expect(anna.team.sync.status().state).toBe('up-to-date');
  });

  it('that is wrong by more than the storage allows is named, and loses nothing', async () => {
    const { anna, clock } = await join();
    server.clockOffset = 60 * minute;
    await edit(anna);
    await clock.pass(minute);
    const status = anna.team.sync.status();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 3, conflicts: 0 });
    expect(status.problem).toContain('clock');
    server.clockOffset = 0;
    await clock.pass(10 * minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await expectArrived('"score": 7');
  });
});

describe('a storage without room', () => {
  it('is named, and gets what waits when there is room again', async () => {
    const { anna, clock } = await join();
    server.faults.when(({ method }) => method === 'PUT', 'storage-full');
    await edit(anna);
    await clock.pass(minute);
    const status = anna.team.sync.status();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 3, conflicts: 0 });
    expect(status.problem).toContain('full');
    server.faults.clear();
    await clock.pass(10 * minute);
    expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0 });
  });
});

describe('polling', () => {
  it('costs what it should while nothing happens', async () => {
    const { anna, clock } = await join();
    await clock.pass(minute);
    server.clearRequests();
    await clock.pass(10 * minute);
    expect(server.requests.length).toBeLessThanOrEqual(45);
    anna.team.sync.look({ isFocused: false, profile: 'abc' });
    server.clearRequests();
    await clock.pass(10 * minute);
    expect(server.requests.length).toBeLessThanOrEqual(10);
    await clock.pass(60 * minute);
    server.clearRequests();
    await clock.pass(60 * minute);
    expect(server.requests.length).toBe(0);
  });
});

async function join(before?: Member): Promise<{ anna: Member; clock: VirtualClock }> {
  const settled: { wait: () => Promise<void> } = { wait: async () => undefined };
  const clock = createVirtualClock(() => settled.wait());
  const limits = { attempts: 2, pause: async () => undefined, requestTimeout: 30_000 };
  const bucket = openTestBackend(server, { limits });
  const anna = await joinBucket(bucket, 'Anna', { clock, ...(before && { on: before.device }) });
  settled.wait = async () => {
    await anna.team.sync.idle();
    await anna.settled();
  };
  return { anna, clock };
}

/** A rating, and a picture, which is two items. */
async function edit(anna: Member): Promise<void> {
  await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
  const items = [{ upload: 'x', test: 'Red Barn', slot: 0 }];
  const uploads = heldUploads({ x: await testJpeg(120) });
  await placePictures(anna.team.session, uploads, { profile: 'abc', items, replace: false });
}

async function expectArrived(...texts: string[]): Promise<void> {
  const bucket = openTestBackend(server);
  const read = async (key: string) => new TextDecoder().decode((await bucket.read(key)).bytes);
  const stored = await Promise.all(
    ['abc', 'def'].map((profile) => read(`profile_analyses/${profile}_analysis.json`)),
  );
  for (const text of texts) expect(stored.join()).toContain(text);
  expect((await bucket.list('profile_results/abc/')).map(({ key }) => key)).toEqual([
    'profile_results/abc/abc_Foggy_City.jpg',
    'profile_results/abc/abc_Red_Barn.jpg',
  ]);
  expect(await bucket.list('profile_tester/bin/')).toEqual([]);
  await bucket.close();
}
