import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { expectFailure } from './conformance.ts';
import { openLocalFolder } from './local-folder.ts';
import { decode, text } from './testing/documents.ts';
import { makeTestFolder, type TestFolder } from './testing/test-folder.ts';

const folders: TestFolder[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.dispose();
});

async function newFolder(): Promise<TestFolder> {
  const folder = await makeTestFolder();
  folders.push(folder);
  return folder;
}

// --- names ---

it('takes names that differ in case or normalisation for the same file', async () => {
  const { root } = await newFolder();
  const backend = await openLocalFolder(root);
  const composed = 'profile_results/\u00e9t\u00e9.jpg';
  const decomposed = composed.normalize('NFD');
  await backend.write(decomposed, text('one'));
  await expectFailure(backend.write(composed, text('two'), { ifVersion: 'absent' }), 'conflict');
  await backend.write(composed, text('two'));
  await backend.write('Profile_Results/\u00c9T\u00c9.JPG', text('three'));
  expect((await backend.list('')).map((listed) => listed.key)).toEqual([decomposed]);
  expect(decode((await backend.read(composed)).bytes)).toBe('three');
  await backend.delete(composed);
  expect(await backend.list('')).toEqual([]);
});

it('reaches each of two twins that a disk holds by its exact name', async ({ skip }) => {
  const { root } = await newFolder();
  await writeFile(join(root, 'X.json'), 'upper');
  await writeFile(join(root, 'x.json'), 'lower');
  if ((await readdir(root)).length < 2) return skip('not run: this file system holds no case twins');
  const backend = await openLocalFolder(root);
  expect(decode((await backend.read('X.json')).bytes)).toBe('upper');
  expect(decode((await backend.read('x.json')).bytes)).toBe('lower');
});

it('lists and reads odd files that are there, though it would not write them', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: Windows holds no such names');
  const { root } = await newFolder();
  for (const name of ['a:b.jpg', 'CON', 'ends. ', 'line\nbreak', 'back\\slash'])
    await writeFile(join(root, name), name);
  const backend = await openLocalFolder(root);
  const keys = (await backend.list('')).map((listed) => listed.key);
  expect(keys).toHaveLength(5);
  for (const key of keys) {
    expect(decode((await backend.read(key)).bytes)).toBe(key);
    await expectFailure(backend.write(key, text('new')), 'invalid');
  }
});

// --- links ---

it('refuses links that lead outside, and lists none of what lies there', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: links need rights on Windows');
  const { root, around } = await newFolder();
  await mkdir(join(around, 'elsewhere'));
  await writeFile(join(around, 'elsewhere/secret.json'), 'secret');
  await symlink(join(around, 'elsewhere'), join(root, 'profile_results'));
  await symlink(join(around, 'elsewhere/secret.json'), join(root, 'secret.json'));
  await symlink(join(around, 'nowhere'), join(root, 'dangling.json'));
  const backend = await openLocalFolder(root);
  for (const key of [
    'profile_results/secret.json',
    'secret.json',
    'profile_results/new.json',
    'dangling.json',
  ]) {
    await expectFailure(backend.write(key, text('overwritten')), 'denied');
    await expectFailure(backend.append(key, text('overwritten')), 'denied');
  }
  for (const key of ['profile_results/secret.json', 'secret.json', 'dangling.json']) {
    await expectFailure(backend.read(key), 'denied');
    await expectFailure(backend.stat(key), 'denied');
    await expectFailure(backend.delete(key), 'denied');
  }
  await expectFailure(backend.list('profile_results/'), 'denied');
  expect(await backend.list('')).toEqual([]);
  expect(await readdir(join(around, 'elsewhere'))).toEqual(['secret.json']);
  expect(await readFile(join(around, 'elsewhere/secret.json'), 'utf8')).toBe('secret');
});

it('refuses to lock through a link that leads outside', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: links need rights on Windows');
  const { root, around } = await newFolder();
  await mkdir(join(around, 'elsewhere'));
  await symlink(join(around, 'elsewhere'), join(root, 'profile_tester'));
  const backend = await openLocalFolder(root);
  await expectFailure(backend.write('x.json', text('x')), 'denied');
  expect(await readdir(join(around, 'elsewhere'))).toEqual([]);
});

it('follows a link to a file within the library and keeps it a link', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: links need rights on Windows');
  const { root } = await newFolder();
  await writeFile(join(root, 'real.json'), 'one');
  await symlink('real.json', join(root, 'alias.json'));
  const backend = await openLocalFolder(root);
  await backend.write('alias.json', text('two'));
  expect(await readFile(join(root, 'real.json'), 'utf8')).toBe('two');
  expect(decode((await backend.read('alias.json')).bytes)).toBe('two');
});

it('opens a library that is itself reached by a link', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: links need rights on Windows');
  const { root, around } = await newFolder();
  await symlink(root, join(around, 'alias'));
  const backend = await openLocalFolder(join(around, 'alias'));
  await backend.write('a/x.json', text('x'));
  expect(await readFile(join(root, 'a/x.json'), 'utf8')).toBe('x');
});
