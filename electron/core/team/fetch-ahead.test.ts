import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { forkImageWorker } from '../images/fork-image-worker.ts';
import { createPictureService, type PictureService } from '../images/picture-service.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { testJpeg } from '../testing/sessions.ts';
import { closeTeams, fillBucket, joinBucket, type Member } from '../testing/teams.ts';
import { fetchAhead, fetchProfileAhead } from './fetch-ahead.ts';

const worker = fileURLToPath(new URL('../images/image-worker.ts', import.meta.url));
const services: PictureService[] = [];
let server: FakeS3;

beforeAll(async () => {
  server = await startFakeS3();
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
  await closeTeams();
});
afterAll(() => server.stop());

async function joinFilled(): Promise<{ anna: Member; pictures: PictureService; ids: string[] }> {
  server.objects.clear();
  const bucket = openTestBackend(server);
  await fillBucket(bucket);
  for (let count = 0; count < 34; count += 1) {
    await bucket.write(
      `profile_results/def/def_${String(count).padStart(2, '0')}.jpg`,
      await testJpeg(count),
    );
  }
  const anna = await joinBucket(bucket, 'Anna');
  const { session } = anna.team;
  const pictures = createPictureService({
    cacheFolder: await mkdtemp(join(tmpdir(), 'fetch-ahead-')),
    library: 'test',
    startWorker: () => forkImageWorker(worker),
    lookup: (id) => session.pictures.lookup(id),
    read: (key, signal) => session.backend.read(key, { signal }),
  });
  services.push(pictures);
  server.clearRequests();
  return { anna, pictures, ids: session.pictures.files('def')?.map(({ id }) => id) ?? [] };
}

const gets = () => server.requests.filter(({ kind }) => kind === 'GET').length;

it('fetches a profile’s pictures once, and pages that show them fetch none again', async () => {
  const { anna, pictures, ids } = await joinFilled();
  const ahead = fetchProfileAhead(anna.team, pictures, 'def');
  // The page asks while they are on their way.
  await Promise.all(ids.map((id) => pictures.thumbnail(id, 240)));
  await ahead;
  expect(gets()).toBe(34);
  await Promise.all(ids.map((id) => pictures.original(id)));
  await fetchProfileAhead(anna.team, pictures, 'def');
  await fetchAhead(anna.team, pictures, ids);
  expect(gets()).toBe(34);
});

it('is only a hint: neither unknown pictures nor a missing network are told of', async () => {
  const { anna, pictures, ids } = await joinFilled();
  server.faults.from(1, 'access-denied');
  await fetchAhead(anna.team, pictures, [...ids, 'unknown-picture']);
  await fetchProfileAhead(anna.team, pictures, 'nobody');
  server.faults.clear();
  expect(anna.team.sync.status()).toMatchObject({ state: 'up-to-date' });
});
