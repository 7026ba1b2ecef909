import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMemoryContents } from '../storage/memory.ts';
import { contentsOf, fill, folderPlace, memoryPlace, testCopies } from './testing/copies.ts';
import { copySceneForEachTest, library, root } from './testing/copy-scene.ts';

const scene = copySceneForEachTest();

it('copies a library to a bucket and back, and does nothing when it is done again', async () => {
  await fill(scene.disk, library);
  const plan = await scene.test.plan('disk', 'bucket');
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
  expect(await scene.test.finish(plan)).toMatchObject({ state: 'done', problems: [], done: 5, total: 5 });
  expect(await contentsOf(scene.bucket)).toEqual(library);

  const again = await scene.test.plan('disk', 'bucket');
  expect(again).toMatchObject({ fresh: { count: 0 }, same: { count: 5 }, requests: 0 });
  expect(await scene.test.finish(again)).toMatchObject({
    state: 'done',
    summary: 'There was nothing to copy; 5 were there already.',
  });

  scene.test = await testCopies({ bucket: scene.bucket, copy: folderPlace(scene.folder.around) });
  expect(await scene.test.copy('bucket', 'copy')).toMatchObject({ state: 'done', problems: [] });
  for (const [key, text] of Object.entries(library)) {
    expect(await readFile(join(scene.folder.around, key), 'utf8')).toBe(text);
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
  await fill(scene.disk, { ...library, 'test_prompts (1).json': '[]', ...others });
  await mkdir(join(scene.folder.root, 'profile_tester/locks/x.lock'), { recursive: true });
  await writeFile(join(scene.folder.root, 'profile_results/abc/x.jpg.unsaved.tmp'), 'x');
  await fill(scene.bucket, { 'notes.txt': 'mine' });
  await scene.test.copy('disk', 'bucket');
  expect(await contentsOf(scene.bucket)).toEqual({
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
  scene.test = await testCopies({ disk: memoryPlace(contents), bucket: scene.bucket });
  const plan = await scene.test.plan('disk', 'bucket');
  const planned = scene.fake.requests.length;
  expect(await scene.test.finish(plan)).toMatchObject({ state: 'done', problems: [] });
  expect(scene.fake.requests.length - planned).toBe(plan.requests);
  expect(scene.fake.requests.length).toBeLessThanOrEqual(Object.keys(many).length * 1.1);
  scene.fake.clearRequests();
  expect(await scene.test.copy('disk', 'bucket')).toMatchObject({ state: 'done', problems: [] });
  expect(scene.fake.requests.length).toBeLessThanOrEqual(5);
  expect(scene.fake.requests.map(({ kind }) => kind)).not.toContain('GET');
});

it('reads what an ETag does not tell, once, and remembers it', async () => {
  await fill(scene.disk, library);
  await fill(scene.bucket, library);
  for (const key of scene.fake.objects.keys()) {
    // As with some encryptions: no MD5.
    const object = scene.fake.objects.get(key);
    if (object) object.etag = `"${'0'.repeat(32)}"`;
  }
  scene.fake.clearRequests();
  expect(await scene.test.plan('disk', 'bucket')).toMatchObject({ same: { count: 5 }, different: [] });
  expect(scene.fake.requests.some(({ kind }) => kind === 'GET')).toBe(true);
  scene.fake.clearRequests();
  expect(await scene.test.plan('disk', 'bucket')).toMatchObject({ same: { count: 5 }, different: [] });
  expect(scene.fake.requests.map(({ kind }) => kind)).toEqual(['LIST', 'LIST', 'LIST', 'LIST']);
});

it('reads nothing of files that differ in size', async () => {
  await fill(scene.disk, library);
  await fill(scene.bucket, { ...library, 'profile_results/abc/abc_One.jpg': 'picture number one' });
  scene.fake.clearRequests();
  expect(await scene.test.plan('disk', 'bucket')).toMatchObject({ same: { count: 4 }, different: [{}] });
  expect(scene.fake.requests.map(({ kind }) => kind)).toEqual(['LIST', 'LIST', 'LIST', 'LIST']);
});

it('does with files that differ what was decided for each, and keeps what is replaced', async () => {
  await fill(scene.disk, library);
  const older = { 'test_prompts.json': '[1]', 'profile_results/abc/abc_One.jpg': 'PICTURE ONE' };
  await fill(scene.bucket, { ...library, ...older, 'profile_results/abc/abc_Own.jpg': 'only here' });
  const plan = await scene.test.plan('disk', 'bucket');
  expect(plan.different.map(({ key }) => key).sort()).toEqual(Object.keys(older).sort());
  const job = await scene.test.finish(plan, {
    rule: 'take-source',
    exceptions: ['profile_results/abc/abc_One.jpg'],
  });
  expect(job).toMatchObject({ state: 'done', problems: [] });
  const { 'profile_results/abc/abc_Own.jpg': own, ...there } = await contentsOf(scene.bucket);
  expect(own).toBe('only here');
  const kept = Object.keys(there).filter((key) => key.startsWith('profile_tester/bin/'));
  expect(kept).toHaveLength(1);
  expect(there[kept[0] ?? '']).toBe('[1]');
  expect(there['test_prompts.json']).toBe('[]');
  expect(there['profile_results/abc/abc_One.jpg']).toBe('PICTURE ONE');

  const other = await scene.test.copy('disk', 'bucket', { exceptions: ['profile_results/abc/abc_One.jpg'] });
  expect(other).toMatchObject({ state: 'done', problems: [] });
  expect(scene.objectText('profile_results/abc/abc_One.jpg')).toBe('picture one');
  expect(await scene.test.plan('disk', 'bucket')).toMatchObject({ different: [], fresh: { count: 0 } });
});

it('refuses an exception for a file that does not differ', async () => {
  await fill(scene.disk, library);
  const plan = await scene.test.plan('disk', 'bucket');
  expect(() =>
    scene.test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: ['test_prompts.json'] }),
  ).toThrowError(/does not differ/);
});

it('writes pictures, then documents, the suite last', async () => {
  await fill(scene.disk, library);
  await scene.test.copy('disk', 'bucket');
  const puts = scene.fake.requests
    .filter(({ kind }) => kind === 'PUT')
    .map(({ key }) => key.slice(root.length));
  expect(puts).toHaveLength(5);
  expect(puts.slice(-2)).toEqual(['profile_analyses/abc_analysis.json', 'test_prompts.json']);
});

// --- warnings ---

// --- names ---

// --- progress, cancelling ---

it('tells how far it is, and nothing of speed when it has ended', async () => {
  await fill(scene.disk, library);
  const job = await scene.test.copy('disk', 'bucket');
  expect(scene.test.told[0]).toMatchObject({ state: 'running', title: 'Copying “disk” to “bucket”' });
  expect(job).toMatchObject({ done: 5, total: 5, note: '' });
});

it('does each plan once, and only on the places that were compared', async () => {
  await fill(scene.disk, library);
  const plan = await scene.test.plan('disk', 'bucket');
  await scene.test.finish(plan);
  expect(() => scene.test.copies.start({ plan: plan.id, rule: 'keep-target', exceptions: [] })).toThrowError(
    /compare/,
  );
  expect((await readdir(scene.folder.around)).length).toBe(1);
});
