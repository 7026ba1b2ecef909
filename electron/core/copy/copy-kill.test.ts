import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { makeTestFolder, type TestFolder } from '../storage/testing/test-folder.ts';
import { bucketPlace, contentsOf, folderPlace, testCopies } from './testing/copies.ts';

const child = join(import.meta.dirname, '../testing/copying-child.ts');
const pictures = Array.from({ length: 200 }, (_, index) => `profile_results/abc/abc_${index}.jpg`);
const keys = ['test_prompts.json', 'profile_analyses/abc_analysis.json', ...pictures];
const root = 'team/library/';

let fake: FakeS3;
let folder: TestFolder;
let stateFolder: string;

beforeEach(async () => {
  fake = await startFakeS3({ latency: 1 });
  folder = await makeTestFolder();
  stateFolder = await mkdtemp(join(tmpdir(), 'copies-'));
  // Holds the suite back, so that the kill always comes before the end.
  fake.faults.when(({ key }) => key.endsWith('test_prompts.json'), 'timeout');
});

afterEach(async () => {
  await fake.stop();
  await folder.dispose();
});

it.each([1, 40, 120, 199, 200, 201])(
  'up: goes on after a kill when %i files have arrived, and repeats none',
  async (count) => {
    await folder.fill(keys);
    await copyUntilKilled('up', () => fake.objects.size >= count);
    const { arrived, asked } = await copyTheRest('folder', 'bucket', 'PUT', () =>
      Array.from(fake.objects.keys()),
    );
    expect(arrived.size).toBeGreaterThanOrEqual(count);
    expect(asked).toEqual(keys.filter((key) => !arrived.has(root + key)).sort());
    expect(await contentsOf(bucketPlace(fake))).toEqual(Object.fromEntries(keys.map((key) => [key, key])));
  },
);

it.each([1, 40, 120, 199])(
  'down: goes on after a kill when %i files have arrived, and repeats none',
  async (count) => {
    for (const key of keys) fake.objects.put(root + key, Buffer.from(key));
    await copyUntilKilled('down', async () => (await filesThere()).length >= count);
    const { arrived, asked } = await copyTheRest('bucket', 'folder', 'GET', filesThere);
    expect(arrived.size).toBeGreaterThanOrEqual(count);
    expect(asked).toEqual(keys.filter((key) => !arrived.has(key)).sort());
    expect(await contentsOf(folderPlace(folder.root))).toEqual(
      Object.fromEntries(keys.map((key) => [key, key])),
    );
    expect((await folder.inside()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);

async function filesThere(): Promise<string[]> {
  return (await folder.inside()).filter((name) => /\.(jpg|json)$/.test(name));
}

/** Copies again in this process; tells what was there before, and the keys of the requests of one kind. */
async function copyTheRest(from: string, to: string, kind: string, list: () => string[] | Promise<string[]>) {
  fake.faults.clear();
  fake.latency = 0;
  const places = { folder: folderPlace(folder.root), bucket: bucketPlace(fake) };
  const test = await testCopies(places, { stateFolder });
  const plan = await test.plan(from, to);
  const arrived = new Set(await list());
  expect(arrived.size).toBeLessThan(keys.length);
  fake.clearRequests();
  expect(await test.finish(plan)).toMatchObject({ state: 'done', problems: [] });
  const asked = fake.requests.filter((request) => request.kind === kind);
  return { arrived, asked: asked.map(({ key }) => key.slice(root.length)).sort() };
}

/** Kills the copying process as soon as so much has arrived; what it has sent may still do so. */
async function copyUntilKilled(
  direction: 'up' | 'down',
  hasArrived: () => boolean | Promise<boolean>,
): Promise<void> {
  const { url, bucket, region, accessKeyId, secretAccessKey } = fake;
  const server = JSON.stringify({ url, bucket, region, accessKeyId, secretAccessKey });
  const copying = spawn(process.execPath, [child, direction, folder.root, stateFolder, server], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const closed = once(copying, 'close');
  while (copying.exitCode === null && !(await hasArrived())) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  copying.kill('SIGKILL');
  expect((await closed)[1]).toBe('SIGKILL');
}
