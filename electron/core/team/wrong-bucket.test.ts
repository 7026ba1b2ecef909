import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { placePictures } from '../library/place-pictures.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { openMemory } from '../storage/memory.ts';
import { startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { rate, testJpeg } from '../testing/sessions.ts';
import {
  closeTeams,
  fillBucket,
  heldUploads,
  joinBucket,
  joinTeam,
  keysIn,
  type Member,
  newBucket,
  textIn,
} from '../testing/teams.ts';

afterEach(closeTeams);

const abc = 'profile_analyses/abc_analysis.json';

describe('a bucket that is suddenly empty', () => {
  it('removes nothing here, whatever is read again', async () => {
    const { contents, anna } = await ratedByAnna();
    contents.entries.clear();
    await anna.team.sync.syncNow();
    await anna.team.session.refresh();
    expectWholeHere(anna);
  });

  it('takes no edit for a conflict when the edit is the first to meet it', async () => {
    const { contents, anna } = await ratedByAnna();
    contents.entries.clear();
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    const status = await anna.team.sync.syncNow();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 1, conflicts: 0 });
    expect(status.problem).toContain('looks empty');
    await anna.team.session.refresh();
    expectWholeHere(anna);
    expect(anna.score('abc', 'Red Barn')).toBe(4);
  });

  it('sends what waits when it is there again', async () => {
    const { contents, anna } = await ratedByAnna();
    const saved = new Map(contents.entries);
    contents.entries.clear();
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await placeBarn(anna);
    await anna.team.sync.syncNow();
    for (const [name, entry] of saved) contents.entries.set(name, entry);
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 4');
    expect(await keysIn(contents, 'profile_results/abc/')).toHaveLength(2);
  });

  it('keeps what waits over a restart', async () => {
    const { contents, anna } = await ratedByAnna();
    contents.entries.clear();
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await anna.team.sync.syncNow();
    anna.device.crashes += 1;
    const again = await joinTeam(await newBucket(), 'Anna', { on: anna.device });
    expect(again.score('abc', 'Red Barn')).toBe(4);
  });
});

describe('a bucket that is not there any more', () => {
  it('changes nothing here and takes no edit for a conflict', async () => {
    const contents = await newBucket();
    const isGone = { now: false };
    const bucket = goneWhen(openMemory({ contents }), isGone);
    const anna = await joinBucket(bucket, 'Anna');
    await anna.team.sync.syncNow();
    isGone.now = true;
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await placeBarn(anna);
    const status = await settle(anna);
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 3, conflicts: 0 });
    expect(status.problem).toContain('no bucket');
    await anna.team.session.refresh();
    expect(anna.team.session.state.suite).toHaveLength(3);
    isGone.now = false;
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 4');
  });
});

describe('the wrong place', () => {
  it('in another prefix is another library: what waits for this one stays with it', async () => {
    const server = await startFakeS3();
    const right = openTestBackend(server);
    await fillBucket(right);
    const anna = await joinBucket(right, 'Anna');
    server.faults.from(1, 'refused');
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    server.faults.clear();
    const elsewhere = openTestBackend(server, { prefix: 'another/library' });
    const other = await joinBucket(elsewhere, 'Anna');
    expect(other.team.session.snapshot().analyses).toEqual({});
    expect(await other.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(await elsewhere.list('')).toEqual([]);
    expect(await anna.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await closeTeams();
    await server.stop();
  });

  it.each([
    ['region', { region: 'us-west-2' }, 'region'],
    ['bucket', { bucket: 'somebody-elses' }, 'no bucket'],
  ])('by its %s is said in words, and loses no edit', async (_, wrong, words) => {
    const server = await startFakeS3();
    const right = openTestBackend(server);
    await fillBucket(right);
    const anna = await joinBucket(right, 'Anna');
    await anna.team.sync.syncNow();
    server.faults.from(1, 'refused');
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await placeBarn(anna);
    anna.device.crashes += 1;
    server.faults.clear();

    const lost = openTestBackend(server, wrong);
    await expect(joinBucket(lost, 'Anna', { on: anna.device })).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
    await lost.close();
    const again = await joinBucket(openTestBackend(server), 'Anna', { on: anna.device });
    expect(await settle(again)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await closeTeams();
    await server.stop();
  });
});

describe('an older state of the bucket that was put back', () => {
  it('is shown as it is, and loses no edit that waits', async () => {
    const { contents, anna } = await ratedByAnna();
    const before = new Map([...contents.entries].map(([name, entry]) => [name, { ...entry }]));
    await anna.team.session.commit(rate('Foggy City', 9, 'def'));
    await anna.team.sync.syncNow();
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await anna.team.session.commit({
      type: 'rating.set',
      profile: 'def',
      test: 'Foggy City',
      base: { affinity: 'workable', score: 9 },
      value: { affinity: 'workable', score: 2 },
    });
    contents.entries.clear();
    for (const [name, entry] of before) contents.entries.set(name, entry);
    anna.network.isDown = false;
    const status = await settle(anna);
    // The edit of what is not there any more is a conflict: its base went with the newer state.
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 0, conflicts: 1 });
    await anna.settled();
    expect([anna.score('abc', 'Red Barn'), anna.score('def', 'Foggy City')]).toEqual([4, undefined]);
    expect(anna.team.conflicts.list()).toMatchObject([{ change: { value: { score: 2 } } }]);
  });
});

async function ratedByAnna() {
  const contents = await newBucket();
  const anna = await joinTeam(contents, 'Anna');
  await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
  await anna.team.sync.syncNow();
  await anna.settled();
  return { contents, anna };
}

async function placeBarn(anna: Member): Promise<void> {
  const items = [{ upload: 'x', test: 'Red Barn', slot: 0 }];
  const uploads = heldUploads({ x: await testJpeg(120) });
  await placePictures(anna.team.session, uploads, { profile: 'abc', items, replace: false });
}

function expectWholeHere(anna: Member): void {
  const { analyses, suite, pictures } = anna.team.session.snapshot();
  expect(suite).toHaveLength(3);
  expect(Object.keys(analyses)).toEqual(['abc', 'def']);
  expect(pictures.abc).toHaveLength(1);
  expect(anna.score('abc', 'Foggy City')).toBe(7);
}

async function settle({ team }: Member) {
  await team.sync.syncNow();
  await team.sync.syncNow();
  return team.sync.syncNow();
}

/** Answers as S3 does where there is no such bucket. */
function goneWhen(bucket: StorageBackend, isGone: { now: boolean }): StorageBackend {
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isGone.now) throw new Failure('not-found', 'There is no bucket “team” at this storage.');
    return work();
  };
  return {
    kind: 's3',
    read: (key, options) => ask(() => bucket.read(key, options)),
    write: (key, bytes, options) => ask(() => bucket.write(key, bytes, options)),
    list: (prefix, options) => ask(() => bucket.list(prefix, options)),
    stat: (key, options) => ask(() => bucket.stat(key, options)),
    delete: (key, options) => ask(() => bucket.delete(key, options)),
    append: (key, bytes) => bucket.append(key, bytes),
    close: () => bucket.close(),
  };
}
