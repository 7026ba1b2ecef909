import {
  chmod,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { DiskCalls } from './atomic-write.ts';
import { expectFailure } from './conformance.ts';
import { readMark } from './folder/process-mark.ts';
import { openLocalFolder } from './local-folder.ts';
import { deadPid, spyOnWrite } from './testing/dead-processes.ts';
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

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** A disk that refuses the first `times` renames onto a document, and counts them and the waiting. */
function blockingDisk(code: string, times: number) {
  const seen = { renames: 0, waited: 0 };
  const disk: Partial<DiskCalls> = {
    async rename(from, to) {
      if (to.endsWith('.json')) {
        seen.renames += 1;
        if (seen.renames <= times) throw systemError(code);
      }
      await rename(from, to);
    },
    async sleep(milliseconds) {
      seen.waited += milliseconds;
    },
  };
  return { disk, seen };
}

// --- opening and reading ---

it('creates and changes nothing by opening, reading, listing and closing', async () => {
  const { root, inside } = await newFolder();
  await mkdir(join(root, 'profile_tester'));
  await writeFile(join(root, 'x.json'), 'x');
  const look = async () => [
    await inside(),
    ...(await Promise.all(
      ['', 'profile_tester', 'x.json'].map(async (path) => (await stat(join(root, path))).mtimeMs),
    )),
  ];
  const before = await look();
  const backend = await openLocalFolder(root);
  await backend.list('');
  await backend.read('x.json');
  await backend.stat('missing');
  await backend.delete('missing');
  await backend.close();
  expect(await look()).toEqual(before);
});

it('refuses a missing folder as offline and a file as invalid', async () => {
  const { root } = await newFolder();
  await expectFailure(openLocalFolder(join(root, 'missing')), 'offline');
  await writeFile(join(root, 'file'), '');
  await expectFailure(openLocalFolder(join(root, 'file')), 'invalid');
});

it('leaves nothing but the objects behind when closed', async () => {
  const { root, inside } = await newFolder();
  const backend = await openLocalFolder(root);
  await backend.write('profile_results/abc/x.jpg', text('x'));
  await backend.write('profile_results/abc/x.jpg', text('y'));
  await backend.close();
  expect(await inside()).toEqual(['profile_results', 'profile_results/abc', 'profile_results/abc/x.jpg']);
});

it('sweeps what dead processes left, with the folder made for it, and nothing else', async () => {
  const { root, inside } = await newFolder();
  const dead = deadPid();
  const backend = await openLocalFolder(root);
  await mkdir(join(root, 'a'));
  const { mark } = await spyOnWrite(root, 'a/x.json');
  const otherRun = mark.slice(0, 6) + (mark[6] === '0' ? '1' : '0') + mark.slice(7);
  const otherHost = (mark[0] === '0' ? '1' : '0') + mark.slice(1);
  expect(readMark(`${dead}.${mark}`)?.pid).toBe(dead);
  await mkdir(join(root, 'profile_results/new'), { recursive: true });
  await writeFile(join(root, `profile_results/new/x.jpg.${dead}.${mark}.tmp`), 'torn');
  await writeFile(join(root, `a/x.json.${dead}.${mark}.tmp`), 'torn');
  await writeFile(join(root, `a/reused.json.${process.pid}.${otherRun}.tmp`), 'torn');
  await mkdir(join(root, 'profile_tester/locks/abc.lock'), { recursive: true });
  await writeFile(join(root, `profile_tester/locks/abc.lock/${dead}.${mark}`), '');
  const living = [
    `a/x.json.${process.pid}.${mark}.tmp`,
    `a/x.json.${dead}.${otherHost}.tmp`,
    'a/x.json.unsaved.tmp',
    'a/own.tmp',
  ];
  for (const name of living) await writeFile(join(root, name), 'kept');
  await backend.close();
  const reopened = await openLocalFolder(root);
  expect(await inside()).toEqual(['a', ...living, 'a/x.json', 'profile_results'].sort());
  expect((await reopened.list('')).map((listed) => listed.key)).toEqual(['a/own.tmp', 'a/x.json']);
});

// --- the disk gets in the way ---

it('tries a rename again that is blocked five times', async () => {
  const { root, inside } = await newFolder();
  const { disk, seen } = blockingDisk('EPERM', 5);
  const backend = await openLocalFolder(root, { disk: { ...disk, patience: 30_000 } });
  await backend.write('x.json', text('new'));
  expect(seen).toEqual({ renames: 6, waited: 10 + 20 + 40 + 80 + 160 });
  await backend.close();
  expect(await inside()).toEqual(['x.json']);
});

it.each(['EPERM', 'EACCES', 'EBUSY'])(
  'gives up on a rename blocked by %s for good, keeps both versions, says so',
  async (code) => {
    const { root, inside } = await newFolder();
    await writeFile(join(root, 'x.json'), 'old');
    const { disk, seen } = blockingDisk(code, Number.POSITIVE_INFINITY);
    const backend = await openLocalFolder(root, { disk: { ...disk, patience: 30_000 } });
    const error = await expectFailure(backend.write('x.json', text('new')), 'denied');
    expect(error.message).toContain('x.json.unsaved.tmp');
    expect(seen.waited).toBeGreaterThanOrEqual(30_000);
    expect(await readFile(join(root, 'x.json'), 'utf8')).toBe('old');
    expect(await readFile(join(root, 'x.json.unsaved.tmp'), 'utf8')).toBe('new');
    await backend.close();
    await openLocalFolder(root);
    expect(await inside()).toEqual(['x.json', 'x.json.unsaved.tmp']);
  },
);

it.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'denied'],
  ['EIO', 'offline'],
])('says the reason of %s, keeps the old version and no temp', async (code, reason) => {
  const { root, inside } = await newFolder();
  await writeFile(join(root, 'x.json'), 'old');
  const backend = await openLocalFolder(root, {
    disk: {
      async open(path, flags, mode) {
        const handle = await open(path, flags, mode);
        if (flags === 'wx') handle.sync = () => Promise.reject(systemError(code));
        return handle;
      },
    },
  });
  await expectFailure(backend.write('x.json', text('new')), reason);
  await expectFailure(backend.write('new/y.json', text('new')), reason);
  expect(await readFile(join(root, 'x.json'), 'utf8')).toBe('old');
  await backend.close();
  expect(await inside()).toEqual(['x.json']);
});

it('respects write protection and keeps the rights of a file', async ({ skip }) => {
  if (process.platform === 'win32') return skip('not run: Windows has no such bits');
  const { root } = await newFolder();
  await writeFile(join(root, 'x.json'), 'old');
  await chmod(join(root, 'x.json'), 0o640);
  const backend = await openLocalFolder(root);
  await backend.write('x.json', text('new'));
  expect((await stat(join(root, 'x.json'))).mode & 0o777).toBe(0o640);
  if (process.getuid?.() === 0) return;
  await chmod(join(root, 'x.json'), 0o440);
  await expectFailure(backend.write('x.json', text('newer')), 'denied');
});

it('takes an unplugged folder for offline, never for an empty one, and goes on when it is back', async () => {
  const { root, around } = await newFolder();
  const backend = await openLocalFolder(root);
  await backend.write('profile_results/x.json', text('x'));
  await backend.close();
  const reopened = await openLocalFolder(root);
  await rename(root, join(around, 'unplugged'));
  for (const bare of [false, true]) {
    // A bare mount point: the folder is there, but it is another, empty one.
    if (bare) await mkdir(root);
    await expectFailure(reopened.read('profile_results/x.json'), 'offline');
    await expectFailure(reopened.stat('profile_results/x.json'), 'offline');
    await expectFailure(reopened.list(''), 'offline');
    await expectFailure(reopened.list('profile_results/'), 'offline');
    await expectFailure(reopened.write('profile_results/x.json', text('y')), 'offline');
    await expectFailure(reopened.append('log/x.jsonl', text('y')), 'offline');
    await expectFailure(reopened.delete('profile_results/x.json'), 'offline');
    if (bare) expect(await readdir(root)).toEqual([]);
  }
  await rm(root, { recursive: true });
  await rename(join(around, 'unplugged'), root);
  expect(decode((await reopened.read('profile_results/x.json')).bytes)).toBe('x');
  await reopened.write('profile_results/x.json', text('y'));
});

it('creates under the lock where the disk refuses hard links', async () => {
  const { root, inside } = await newFolder();
  const link = () => Promise.reject(systemError('EPERM'));
  const backend = await openLocalFolder(root, { disk: { link } });
  await backend.write('new/x.json', text('first'), { ifVersion: 'absent' });
  await expectFailure(backend.write('new/x.json', text('second'), { ifVersion: 'absent' }), 'conflict');
  expect(decode((await backend.read('new/x.json')).bytes)).toBe('first');
  await backend.close();
  expect(await inside()).toEqual(['new', 'new/x.json']);
});

it('lets one of many create a file, whether the others look before or after', async () => {
  const { root, inside } = await newFolder();
  const backends = await Promise.all(Array.from({ length: 8 }, () => openLocalFolder(root)));
  for (let round = 0; round < 20; round++) {
    const key = `x${round}.json`;
    const outcomes = await Promise.allSettled(
      backends.map((backend, index) => backend.write(key, text(`${index}`), { ifVersion: 'absent' })),
    );
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(join(root, key), 'utf8')).toBe(`${winner}`);
  }
  expect((await inside()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

// --- what other programs do ---

it('sees an edit of another program that kept size and time', async () => {
  const { root } = await newFolder();
  const path = join(root, 'x.json');
  const backend = await openLocalFolder(root);
  const { version } = await backend.write('x.json', text('one'));
  const { atime, mtime } = await stat(path);
  await writeFile(path, 'two');
  await utimes(path, atime, mtime);
  await expectFailure(backend.write('x.json', text('mine'), { ifVersion: version }), 'conflict');
});

it('lists a file with two names under both', async () => {
  const { root } = await newFolder();
  await writeFile(join(root, 'a.json'), 'x');
  await link(join(root, 'a.json'), join(root, 'b.json'));
  const backend = await openLocalFolder(root);
  await backend.write('a.json', text('y'));
  expect((await backend.list('')).map((listed) => listed.key)).toEqual(['a.json', 'b.json']);
  expect(decode((await backend.read('b.json')).bytes)).toBe('x');
});
