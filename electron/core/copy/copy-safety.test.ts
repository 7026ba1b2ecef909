import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectFailure } from '../storage/conformance.ts';
import { contentsOf, endOf, fill, memoryPlace, type TestPlace, testCopies } from './testing/copies.ts';
import { copySceneForEachTest, library, root } from './testing/copy-scene.ts';

const scene = copySceneForEachTest();

it('writes no bytes that arrive damaged, and takes them when they arrive whole', async () => {
  scene.fake.fill(Object.keys(library).map((key) => root + key));
  let damages = 1;
  const noisy: TestPlace = async (oddKeys) => {
    const backend = await scene.bucket(oddKeys);
    return {
      ...backend,
      async read(key, options) {
        const { bytes, version } = await backend.read(key, options);
        if (!key.endsWith('One.jpg') || damages <= 0) return { bytes, version };
        damages -= 1;
        return { bytes: Buffer.from(`${key} damaged ${damages}`), version };
      },
    };
  };
  scene.test = await testCopies({ disk: scene.disk, bucket: noisy });
  expect(await scene.test.copy('bucket', 'disk')).toMatchObject({ state: 'done', problems: [] });
  expect((await contentsOf(scene.disk))['profile_results/abc/abc_One.jpg']).toBe(
    `${root}profile_results/abc/abc_One.jpg`,
  );

  damages = 1_000;
  scene.test = await testCopies({ memory: memoryPlace(), bucket: noisy });
  const job = await scene.test.copy('bucket', 'memory');
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_One.jpg', 'unknown'],
  ]);
});

it('knows damage by what it remembers of an object, also where an ETag is no MD5', async () => {
  await fill(scene.disk, library);
  await scene.test.copy('disk', 'bucket');
  const object = scene.fake.objects.get(`${root}profile_results/abc/abc_Two.jpg`);
  if (!object) throw new Error('It was copied.');
  // Rotten in the storage: other bytes under the same ETag.
  Object.assign(object, { bytes: Buffer.from('picture tvo'), metadata: {} });
  const memory = memoryPlace();
  const stateFolder = await mkdtemp(join(tmpdir(), 'copies-'));
  await (await testCopies({ disk: scene.disk, bucket: scene.bucket }, { stateFolder })).plan(
    'disk',
    'bucket',
  );
  const job = await (await testCopies({ bucket: scene.bucket, memory }, { stateFolder })).copy(
    'bucket',
    'memory',
  );
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_Two.jpg', 'unknown'],
  ]);
});

it('leaves alone what somebody has written at the target since the plan', async () => {
  await fill(scene.disk, library);
  await fill(scene.bucket, { 'profile_analyses/abc_analysis.json': '{"profile_id": "ABC"}' });
  const plan = await scene.test.plan('disk', 'bucket');
  scene.fake.objects.put(`${root}test_prompts.json`, Buffer.from('{}'));
  scene.fake.objects.put(`${root}profile_analyses/abc_analysis.json`, Buffer.from('{"profile_id": "XYZ"}'));
  scene.fake.objects.put(`${root}profile_results/abc/abc_One.jpg`, Buffer.from('picture one'));
  const job = await scene.test.finish(plan, { rule: 'take-source' });
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_analyses/abc_analysis.json', 'conflict'],
    ['test_prompts.json', 'conflict'],
  ]);
  expect(job.summary).toContain('2 could not be copied');
  expect(scene.objectText('test_prompts.json')).toBe('{}');
  expect(scene.objectText('profile_analyses/abc_analysis.json')).toBe('{"profile_id": "XYZ"}');
});

it('reports what has gone from the source since the plan, and what is changed at the target meanwhile', async () => {
  await fill(scene.bucket, library);
  const plan = await scene.test.plan('bucket', 'disk');
  scene.fake.objects.delete(`${root}profile_results/abc/abc_One.jpg`);
  const job = await scene.test.finish(plan);
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_One.jpg', 'not-found'],
  ]);
});

it('does not write the suite when the network goes before', async () => {
  await fill(scene.disk, library);
  const plan = await scene.test.plan('disk', 'bucket');
  scene.fake.faults.when(({ key }) => key.endsWith('abc_Two.jpg'), 'refused');
  const job = await scene.test.finish(plan);
  expect(job.state).toBe('failed');
  expect(job.summary).toMatch(/copied and checked of 5 so far\. They stay; copy again to go on\.$/);
  expect(scene.objectText('test_prompts.json')).toBeUndefined();
  expect(scene.objectText('profile_analyses/abc_analysis.json')).toBeUndefined();
  scene.fake.faults.clear();
  scene.fake.clearRequests();
  expect(await scene.test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  expect(await contentsOf(scene.bucket)).toEqual(library);
});

it('takes no empty, missing or half-reachable source for a wish to delete', async () => {
  await fill(scene.bucket, library);
  const empty = await scene.test.plan('disk', 'bucket');
  expect(empty.warning).toMatch(/holds no library.*stays as it is/);
  expect(await scene.test.finish(empty, { rule: 'take-source' })).toMatchObject({ state: 'done' });
  await fill(scene.disk, { 'profile_results/abc/abc_One.jpg': 'picture one' });
  const half = await scene.test.plan('disk', 'bucket');
  expect(half.warning).toMatch(/perhaps only a part of it can be reached/);
  await scene.test.finish(half, { rule: 'take-source' });
  expect(await contentsOf(scene.bucket)).toEqual(library);

  scene.fake.objects.clear();
  const gone = await scene.test.plan('bucket', 'disk');
  expect(gone.warning).toMatch(/holds no library/);
  await scene.test.finish(gone, { rule: 'take-source' });
  expect(await contentsOf(scene.disk)).toEqual({ 'profile_results/abc/abc_One.jpg': 'picture one' });

  scene.fake.denied.push({ kind: 'LIST', prefix: `${root}profile_results/` });
  await expectFailure(scene.test.plan('bucket', 'disk'), 'denied');
});

it('warns of a target that holds another library', async () => {
  await fill(scene.disk, library);
  await fill(scene.bucket, {
    'test_prompts.json': '[]',
    'profile_results/xyz/xyz_One.jpg': 'x',
    'profile_analyses/xyz_analysis.json': '{}',
  });
  expect((await scene.test.plan('disk', 'bucket')).warning).toMatch(
    /seems to hold another library: 2 of its 2 files/,
  );
});

it('refuses a target that may not be written, and to copy a library onto itself', async () => {
  await expectFailure(scene.test.plan('disk', 'disk'), 'invalid');
  scene.test = await testCopies(
    { disk: scene.disk, bucket: scene.bucket },
    { writeProtection: 'It is open for reading only.' },
  );
  await expectFailure(scene.test.plan('disk', 'bucket'), 'denied');
});

it('never touches the disk outside the library, and tells what it cannot keep', async () => {
  await fill(scene.bucket, library);
  const names = {
    '../../outside.jpg': 'profile_results/../../outside.jpg',
    long: `profile_results/abc/${'x'.repeat(900)}.jpg`,
    control: 'profile_results/abc/line\nbreak.jpg',
    device: 'profile_results/abc/CON.jpg',
    colon: 'profile_results/abc/a:b.jpg',
  };
  for (const key of Object.values(names)) scene.fake.objects.put(root + key, Buffer.from('x'));
  const outside = await scene.folder.outside();
  const plan = await scene.test.plan('bucket', 'disk');
  expect(plan.odd.map(({ key }) => key).sort()).toEqual(Object.values(names).sort());
  for (const { reason } of plan.odd) expect(reason).not.toBe('');
  const job = await scene.test.finish(plan);
  expect(job).toMatchObject({ state: 'done', problems: [] });
  expect(job.summary).toContain('5 have names that cannot be used there');
  expect(await contentsOf(scene.disk)).toEqual(library);
  expect(await scene.folder.outside()).toEqual(outside);
});

it('reports a name that is too long with the folder in the bucket, and copies the rest', async () => {
  const long = `profile_results/${'deep/'.repeat(199)}x.jpg`;
  await fill(scene.disk, { ...library, [long]: 'x' });
  const job = await scene.test.copy('disk', 'bucket');
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([[long, 'invalid']]);
  expect(job.summary).toBe('5 files copied and checked (54 B); 1 could not be copied.');
  expect(await contentsOf(scene.bucket)).toEqual(library);
});

it('copies one of two names that a folder takes for one, and knows a name by its other spelling', async () => {
  const composed = 'profile_results/abc/abc_Caf\u00e9.jpg';
  scene.fake.objects.put(root + composed, Buffer.from('one'));
  scene.fake.objects.put(`${root}profile_results/abc/abc_Caf\u00e9.JPG`, Buffer.from('two'));
  await fill(scene.disk, { [composed.normalize('NFD')]: 'one' });
  const plan = await scene.test.plan('bucket', 'disk');
  expect(plan).toMatchObject({
    fresh: { count: 0 },
    different: [{ key: 'profile_results/abc/abc_Caf\u00e9.JPG' }],
  });
  expect(plan.odd).toEqual([{ key: composed, reason: expect.stringContaining('only in case') }]);
});

it('stops at once when cancelled, and goes on from there', async () => {
  const pictures = Array.from({ length: 60 }, (_, index) => `profile_results/abc/abc_${index}.jpg`);
  await fill(scene.disk, { ...library, ...Object.fromEntries(pictures.map((key) => [key, key])) });
  const plan = await scene.test.plan('disk', 'bucket');
  scene.fake.faults.when(({ number, method }) => method === 'PUT' && number > 40, 'timeout');
  const { id } = scene.test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: [] });
  while (scene.fake.objects.size < 20) await new Promise((resolve) => setTimeout(resolve, 1));
  scene.test.jobs.cancel(id);
  const job = await endOf(scene.test.jobs, id);
  expect(job).toMatchObject({
    state: 'cancelled',
    summary: expect.stringMatching(/^Cancelled: .* of 65\. They stay/),
  });
  scene.fake.faults.clear();
  const there = scene.fake.objects.size;
  const arrived = new Set(scene.fake.objects.keys());
  scene.fake.clearRequests();
  expect(await scene.test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  const puts = scene.fake.requests.filter(({ kind }) => kind === 'PUT');
  expect(puts).toHaveLength(65 - there);
  expect(puts.filter(({ key }) => arrived.has(key))).toEqual([]);
});
