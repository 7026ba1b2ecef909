import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ratingsOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { fillHugeBucket, type HugeBucket } from '../testing/huge-bucket.ts';
import { testJpeg } from '../testing/sessions.ts';
import { closeTeams, joinBucket, type Member } from '../testing/teams.ts';
import { openTeamStorage } from './team-storage.ts';

const root = 'team/library/';

let server: FakeS3;
let folder: string;
let filled: HugeBucket;

beforeAll(async () => {
  server = await startFakeS3();
  folder = await mkdtemp(join(tmpdir(), 'team-scale-'));
  filled = fillHugeBucket(server, { root, jpeg: await testJpeg(60) });
});
afterEach(closeTeams);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Always on the same device. */
function open(): Promise<Member> {
  const storage = openTeamStorage({
    own: join(folder, 'own'),
    cache: join(folder, 'cache'),
    cacheBytes: 1024 ** 3,
  });
  const limits = { attempts: 1, pause: async () => undefined };
  return joinBucket(openTestBackend(server, { limits }), 'Anna', { storage });
}

function countPictures({ pictures }: LibrarySnapshot): number {
  return Object.values(pictures).reduce((sum, files) => sum + files.length, 0);
}

describe('a library of 100,000 objects', () => {
  it('opens with every page listed, and everything of it is there', async () => {
    expect(server.objects.size).toBe(100_000);
    server.clearRequests();
    const { team } = await open();
    const snapshot = team.session.snapshot();
    expect(Object.keys(snapshot.analyses).sort()).toEqual(filled.profiles);
    expect(Object.keys(snapshot.pictures).sort()).toEqual(filled.profiles);
    expect(countPictures(snapshot)).toBe(filled.pictures);
    expect(snapshot.suite).toEqual(filled.tests);
    for (const profile of filled.profiles) expect(ratingsOf(snapshot.analyses[profile])).not.toEqual({});
    const pages = server.requests.filter(({ kind }) => kind === 'LIST').map(({ key }) => key);
    expect(pages.filter((key) => key === `${root}profile_results/`)).toHaveLength(96);
    expect(pages.filter((key) => key === `${root}profile_analyses/`)).toHaveLength(4);
    const read = server.requests.filter(({ kind }) => kind === 'GET');
    expect(read).toHaveLength(filled.analyses + 1);
  });

  it('is there without the network the next time', async () => {
    server.faults.from(1, 'refused');
    const { team } = await open();
    const snapshot = team.session.snapshot();
    expect(countPictures(snapshot)).toBe(filled.pictures);
    expect(Object.keys(snapshot.analyses)).toHaveLength(filled.analyses);
    await team.sync.idle();
    expect(team.sync.status().state).toBe('offline');
    server.faults.clear();
  });

  it('shows what came, went and changed by the thousand when it is listed anew', async () => {
    const [first = '', second = '', third = ''] = filled.profiles;
    const jpeg = await testJpeg(200);
    for (const profile of filled.profiles.slice(0, 20)) {
      for (const test of filled.tests) {
        const key = root + picturesFolder(profile) + pictureName(profile, test, 0);
        if (profile === first) server.objects.put(key, jpeg);
        else server.objects.delete(key);
      }
    }
    server.fill(
      filled.tests.map((test) => root + picturesFolder('newcomer') + pictureName('newcomer', test, 0)),
    );
    const { team, settled } = await open();
    const before = team.session.snapshot();
    expect(before.pictures[second]).toHaveLength(240);
    await team.sync.idle();
    await settled();
    const after = team.session.snapshot();
    expect(countPictures(after)).toBe(filled.pictures - 19 * 240 + 240);
    expect(after.pictures[first]?.every(({ size }) => size === jpeg.length)).toBe(true);
    expect(after.pictures[second]).toBeUndefined();
    expect(after.pictures[third]).toBeUndefined();
    expect(after.pictures.newcomer).toHaveLength(240);
    // What has not changed is the very same, so that pages need not look at it again.
    expect(after.pictures[filled.profiles[30] ?? '']).toBe(before.pictures[filled.profiles[30] ?? '']);
  });
});
