import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectFailure } from '../storage/conformance.ts';
import { createMemoryContents } from '../storage/memory.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { makeTestFolder, type TestFolder } from '../storage/testing/test-folder.ts';
import {
  bucketPlace,
  contentsOf,
  endOf,
  fill,
  folderPlace,
  memoryPlace,
  type TestCopies,
  type TestPlace,
  testCopies,
} from './testing/copies.ts';

const root = 'team/library/';
const library: Record<string, string> = {
  'test_prompts.json': '[]',
  'profile_analyses/abc_analysis.json': '{"profile_id": "abc"}',
  'profile_results/abc/abc_One.jpg': 'picture one',
  'profile_results/abc/abc_Two.jpg': 'picture two',
  'profile_tester/history/device.jsonl': '{"id":1}\n',
};

let fake: FakeS3;
let folder: TestFolder;
let disk: TestPlace;
let bucket: TestPlace;
let test: TestCopies;

beforeEach(async () => {
  fake = await startFakeS3();
  folder = await makeTestFolder();
  disk = folderPlace(folder.root);
  bucket = bucketPlace(fake);
  test = await testCopies({ disk, bucket, memory: memoryPlace() });
});

afterEach(async () => {
  await test.jobs.close();
  await test.copies.close();
  await fake.stop();
  await folder.dispose();
});

function objectText(key: string): string | undefined {
  const object = fake.objects.get(root + key);
  return object && Buffer.from(object.bytes).toString();
}

it('copies a library to a bucket and back, and does nothing when it is done again', async () => {
  await fill(disk, library);
  const plan = await test.plan('disk', 'bucket');
  expect(plan).toMatchObject({
    from: { name: 'disk', objects: 5 },
    to: { name: 'bucket', objects: 0 },
    fresh: { count: 5, bytes: Object.values(library).join('').length },
    same: { count: 0, bytes: 0 },
    different: [],
    odd: [],
    cost: null,
    warning: null,
  });
  expect(await test.finish(plan)).toMatchObject({ state: 'done', problems: [], done: 5, total: 5 });
  expect(await contentsOf(bucket)).toEqual(library);

  const again = await test.plan('disk', 'bucket');
  expect(again).toMatchObject({ fresh: { count: 0 }, same: { count: 5 }, requests: 0 });
  expect(await test.finish(again)).toMatchObject({
    state: 'done',
    summary: 'There was nothing to copy; 5 were there already.',
  });

  test = await testCopies({ bucket, copy: folderPlace(folder.around) });
  expect(await test.copy('bucket', 'copy')).toMatchObject({ state: 'done', problems: [] });
  for (const [key, text] of Object.entries(library)) {
    expect(await readFile(join(folder.around, key), 'utf8')).toBe(text);
  }
});

it('leaves alone what is no part of a library: other files, hidden ones, working files', async () => {
  const others = {
    'app.py': 'code',
    'test_prompts/readme.txt': 'x',
    'test_promptset.txt': 'x',
    'profile_results/.gitkeep': '',
    'profile_results/abc/.DS_Store': 'x',
    'profile_results/abc/Thumbs.db': 'x',
    '.hidden/profile_results/x.jpg': 'x',
    'uploads/x.jpg': 'x',
  };
  await fill(disk, { ...library, 'test_prompts (1).json': '[]', ...others });
  await mkdir(join(folder.root, 'profile_tester/locks/x.lock'), { recursive: true });
  await writeFile(join(folder.root, 'profile_results/abc/x.jpg.unsaved.tmp'), 'x');
  await fill(bucket, { 'notes.txt': 'mine' });
  await test.copy('disk', 'bucket');
  expect(await contentsOf(bucket)).toEqual({
    ...library,
    'test_prompts (1).json': '[]',
    'notes.txt': 'mine',
  });
});

it('asks the bucket at most five times when nothing has changed, and 1.1 times per object up', async () => {
  const pictures = Array.from({ length: 351 }, (_, index) => `profile_results/abc/abc_${index}.jpg`);
  const many = { ...library, ...Object.fromEntries(pictures.map((key) => [key, key])) };
  const contents = createMemoryContents();
  await fill(memoryPlace(contents), many);
  test = await testCopies({ disk: memoryPlace(contents), bucket });
  const plan = await test.plan('disk', 'bucket');
  const planned = fake.requests.length;
  expect(await test.finish(plan)).toMatchObject({ state: 'done', problems: [] });
  expect(fake.requests.length - planned).toBe(plan.requests);
  expect(fake.requests.length).toBeLessThanOrEqual(Object.keys(many).length * 1.1);
  fake.clearRequests();
  expect(await test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  expect(fake.requests.length).toBeLessThanOrEqual(5);
  expect(fake.requests.map(({ kind }) => kind)).not.toContain('GET');
});

it('reads what an ETag does not tell, once, and remembers it', async () => {
  await fill(disk, library);
  await fill(bucket, library);
  for (const key of fake.objects.keys()) {
    // As with some encryptions: no MD5.
    const object = fake.objects.get(key);
    if (object) object.etag = `"${'0'.repeat(32)}"`;
  }
  fake.clearRequests();
  expect(await test.plan('disk', 'bucket')).toMatchObject({ same: { count: 5 }, different: [] });
  expect(fake.requests.some(({ kind }) => kind === 'GET')).toBe(true);
  fake.clearRequests();
  expect(await test.plan('disk', 'bucket')).toMatchObject({ same: { count: 5 }, different: [] });
  expect(fake.requests.map(({ kind }) => kind)).toEqual(['LIST', 'LIST', 'LIST', 'LIST']);
});

it('reads nothing of files that differ in size', async () => {
  await fill(disk, library);
  await fill(bucket, { ...library, 'profile_results/abc/abc_One.jpg': 'picture number one' });
  fake.clearRequests();
  expect(await test.plan('disk', 'bucket')).toMatchObject({ same: { count: 4 }, different: [{}] });
  expect(fake.requests.map(({ kind }) => kind)).toEqual(['LIST', 'LIST', 'LIST', 'LIST']);
});

it('writes no bytes that arrive damaged, and takes them when they arrive whole', async () => {
  fake.fill(Object.keys(library).map((key) => root + key));
  let damages = 1;
  const noisy: TestPlace = async (oddKeys) => {
    const backend = await bucket(oddKeys);
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
  test = await testCopies({ disk, bucket: noisy });
  expect(await test.copy('bucket', 'disk')).toMatchObject({ state: 'done', problems: [] });
  expect((await contentsOf(disk))['profile_results/abc/abc_One.jpg']).toBe(
    `${root}profile_results/abc/abc_One.jpg`,
  );

  damages = 1_000;
  test = await testCopies({ memory: memoryPlace(), bucket: noisy });
  const job = await test.copy('bucket', 'memory');
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_One.jpg', 'unknown'],
  ]);
});

it('knows damage by what it remembers of an object, also where an ETag is no MD5', async () => {
  await fill(disk, library);
  await test.copy('disk', 'bucket');
  const object = fake.objects.get(`${root}profile_results/abc/abc_Two.jpg`);
  if (!object) throw new Error('It was copied.');
  // Rotten in the storage: other bytes under the same ETag.
  Object.assign(object, { bytes: Buffer.from('picture tvo'), metadata: {} });
  const memory = memoryPlace();
  const stateFolder = await mkdtemp(join(tmpdir(), 'copies-'));
  await (await testCopies({ disk, bucket }, { stateFolder })).plan('disk', 'bucket');
  const job = await (await testCopies({ bucket, memory }, { stateFolder })).copy('bucket', 'memory');
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_Two.jpg', 'unknown'],
  ]);
});

it('does with files that differ what was decided for each, and keeps what is replaced', async () => {
  await fill(disk, library);
  const older = { 'test_prompts.json': '[1]', 'profile_results/abc/abc_One.jpg': 'PICTURE ONE' };
  await fill(bucket, { ...library, ...older, 'profile_results/abc/abc_Own.jpg': 'only here' });
  const plan = await test.plan('disk', 'bucket');
  expect(plan.different.map(({ key }) => key).sort()).toEqual(Object.keys(older).sort());
  const job = await test.finish(plan, {
    rule: 'take-source',
    exceptions: ['profile_results/abc/abc_One.jpg'],
  });
  expect(job).toMatchObject({ state: 'done', problems: [] });
  const { 'profile_results/abc/abc_Own.jpg': own, ...there } = await contentsOf(bucket);
  expect(own).toBe('only here');
  const kept = Object.keys(there).filter((key) => key.startsWith('profile_tester/bin/'));
  expect(kept).toHaveLength(1);
  expect(there[kept[0] ?? '']).toBe('[1]');
  expect(there['test_prompts.json']).toBe('[]');
  expect(there['profile_results/abc/abc_One.jpg']).toBe('PICTURE ONE');

  const other = await test.copy('disk', 'bucket', { exceptions: ['profile_results/abc/abc_One.jpg'] });
  expect(other).toMatchObject({ state: 'done', problems: [] });
  expect(objectText('profile_results/abc/abc_One.jpg')).toBe('picture one');
  expect(await test.plan('disk', 'bucket')).toMatchObject({ different: [], fresh: { count: 0 } });
});

it('refuses an exception for a file that does not differ', async () => {
  await fill(disk, library);
  const plan = await test.plan('disk', 'bucket');
  expect(() =>
    test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: ['test_prompts.json'] }),
  ).toThrowError(/does not differ/);
});

it('leaves alone what somebody has written at the target since the plan', async () => {
  await fill(disk, library);
  await fill(bucket, { 'profile_analyses/abc_analysis.json': '{"profile_id": "ABC"}' });
  const plan = await test.plan('disk', 'bucket');
  fake.objects.put(`${root}test_prompts.json`, Buffer.from('{}'));
  fake.objects.put(`${root}profile_analyses/abc_analysis.json`, Buffer.from('{"profile_id": "XYZ"}'));
  fake.objects.put(`${root}profile_results/abc/abc_One.jpg`, Buffer.from('picture one'));
  const job = await test.finish(plan, { rule: 'take-source' });
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_analyses/abc_analysis.json', 'conflict'],
    ['test_prompts.json', 'conflict'],
  ]);
  expect(job.summary).toContain('2 could not be copied');
  expect(objectText('test_prompts.json')).toBe('{}');
  expect(objectText('profile_analyses/abc_analysis.json')).toBe('{"profile_id": "XYZ"}');
});

it('reports what has gone from the source since the plan, and what is changed at the target meanwhile', async () => {
  await fill(bucket, library);
  const plan = await test.plan('bucket', 'disk');
  fake.objects.delete(`${root}profile_results/abc/abc_One.jpg`);
  const job = await test.finish(plan);
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([
    ['profile_results/abc/abc_One.jpg', 'not-found'],
  ]);
});

it('writes pictures, then documents, the suite last', async () => {
  await fill(disk, library);
  await test.copy('disk', 'bucket');
  const puts = fake.requests.filter(({ kind }) => kind === 'PUT').map(({ key }) => key.slice(root.length));
  expect(puts).toHaveLength(5);
  expect(puts.slice(-2)).toEqual(['profile_analyses/abc_analysis.json', 'test_prompts.json']);
});

it('does not write the suite when the network goes before', async () => {
  await fill(disk, library);
  const plan = await test.plan('disk', 'bucket');
  fake.faults.when(({ key }) => key.endsWith('abc_Two.jpg'), 'refused');
  const job = await test.finish(plan);
  expect(job.state).toBe('failed');
  expect(job.summary).toMatch(/copied and checked of 5 so far\. They stay; copy again to go on\.$/);
  expect(objectText('test_prompts.json')).toBeUndefined();
  expect(objectText('profile_analyses/abc_analysis.json')).toBeUndefined();
  fake.faults.clear();
  fake.clearRequests();
  expect(await test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  expect(await contentsOf(bucket)).toEqual(library);
});

// --- warnings ---

it('takes no empty, missing or half-reachable source for a wish to delete', async () => {
  await fill(bucket, library);
  const empty = await test.plan('disk', 'bucket');
  expect(empty.warning).toMatch(/holds no library.*stays as it is/);
  expect(await test.finish(empty, { rule: 'take-source' })).toMatchObject({ state: 'done' });
  await fill(disk, { 'profile_results/abc/abc_One.jpg': 'picture one' });
  const half = await test.plan('disk', 'bucket');
  expect(half.warning).toMatch(/perhaps only a part of it can be reached/);
  await test.finish(half, { rule: 'take-source' });
  expect(await contentsOf(bucket)).toEqual(library);

  fake.objects.clear();
  const gone = await test.plan('bucket', 'disk');
  expect(gone.warning).toMatch(/holds no library/);
  await test.finish(gone, { rule: 'take-source' });
  expect(await contentsOf(disk)).toEqual({ 'profile_results/abc/abc_One.jpg': 'picture one' });

  fake.denied.push({ kind: 'LIST', prefix: `${root}profile_results/` });
  await expectFailure(test.plan('bucket', 'disk'), 'denied');
});

it('warns of a target that holds another library', async () => {
  await fill(disk, library);
  await fill(bucket, {
    'test_prompts.json': '[]',
    'profile_results/xyz/xyz_One.jpg': 'x',
    'profile_analyses/xyz_analysis.json': '{}',
  });
  expect((await test.plan('disk', 'bucket')).warning).toMatch(
    /seems to hold another library: 2 of its 2 files/,
  );
});

it('refuses a target that may not be written, and to copy a library onto itself', async () => {
  await expectFailure(test.plan('disk', 'disk'), 'invalid');
  test = await testCopies({ disk, bucket }, { writeProtection: 'It is open for reading only.' });
  await expectFailure(test.plan('disk', 'bucket'), 'denied');
});

// --- names ---

it('never touches the disk outside the library, and tells what it cannot keep', async () => {
  await fill(bucket, library);
  const names = {
    '../../outside.jpg': 'profile_results/../../outside.jpg',
    long: `profile_results/abc/${'x'.repeat(900)}.jpg`,
    control: 'profile_results/abc/line\nbreak.jpg',
    device: 'profile_results/abc/CON.jpg',
    colon: 'profile_results/abc/a:b.jpg',
  };
  for (const key of Object.values(names)) fake.objects.put(root + key, Buffer.from('x'));
  const outside = await folder.outside();
  const plan = await test.plan('bucket', 'disk');
  expect(plan.odd.map(({ key }) => key).sort()).toEqual(Object.values(names).sort());
  for (const { reason } of plan.odd) expect(reason).not.toBe('');
  const job = await test.finish(plan);
  expect(job).toMatchObject({ state: 'done', problems: [] });
  expect(job.summary).toContain('5 have names that cannot be used there');
  expect(await contentsOf(disk)).toEqual(library);
  expect(await folder.outside()).toEqual(outside);
});

it('reports a name that is too long with the folder in the bucket, and copies the rest', async () => {
  const long = `profile_results/${'deep/'.repeat(199)}x.jpg`;
  await fill(disk, { ...library, [long]: 'x' });
  const job = await test.copy('disk', 'bucket');
  expect(job.problems.map(({ item, error }) => [item, error.code])).toEqual([[long, 'invalid']]);
  expect(job.summary).toBe('5 files copied and checked (54 B); 1 could not be copied.');
  expect(await contentsOf(bucket)).toEqual(library);
});

it('copies one of two names that a folder takes for one, and knows a name by its other spelling', async () => {
  const composed = 'profile_results/abc/abc_Caf\u00e9.jpg';
  fake.objects.put(root + composed, Buffer.from('one'));
  fake.objects.put(`${root}profile_results/abc/abc_Caf\u00e9.JPG`, Buffer.from('two'));
  await fill(disk, { [composed.normalize('NFD')]: 'one' });
  const plan = await test.plan('bucket', 'disk');
  expect(plan).toMatchObject({
    fresh: { count: 0 },
    different: [{ key: 'profile_results/abc/abc_Caf\u00e9.JPG' }],
  });
  expect(plan.odd).toEqual([{ key: composed, reason: expect.stringContaining('only in case') }]);
});

// --- progress, cancelling ---

it('stops at once when cancelled, and goes on from there', async () => {
  const pictures = Array.from({ length: 60 }, (_, index) => `profile_results/abc/abc_${index}.jpg`);
  await fill(disk, { ...library, ...Object.fromEntries(pictures.map((key) => [key, key])) });
  const plan = await test.plan('disk', 'bucket');
  fake.faults.when(({ number, method }) => method === 'PUT' && number > 40, 'timeout');
  const { id } = test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: [] });
  while (fake.objects.size < 20) await new Promise((resolve) => setTimeout(resolve, 1));
  test.jobs.cancel(id);
  const job = await endOf(test.jobs, id);
  expect(job).toMatchObject({
    state: 'cancelled',
    summary: expect.stringMatching(/^Cancelled: .* of 65\. They stay/),
  });
  fake.faults.clear();
  const there = fake.objects.size;
  const arrived = new Set(fake.objects.keys());
  fake.clearRequests();
  expect(await test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  const puts = fake.requests.filter(({ kind }) => kind === 'PUT');
  expect(puts).toHaveLength(65 - there);
  expect(puts.filter(({ key }) => arrived.has(key))).toEqual([]);
});

it('tells how far it is, and nothing of speed when it has ended', async () => {
  await fill(disk, library);
  const job = await test.copy('disk', 'bucket');
  expect(test.told[0]).toMatchObject({ state: 'running', title: 'Copying “disk” to “bucket”' });
  expect(job).toMatchObject({ done: 5, total: 5, note: '' });
});

it('does each plan once, and only on the places that were compared', async () => {
  await fill(disk, library);
  const plan = await test.plan('disk', 'bucket');
  await test.finish(plan);
  expect(() => test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: [] })).toThrowError(
    /compare/,
  );
  expect((await readdir(folder.around)).length).toBe(1);
});
