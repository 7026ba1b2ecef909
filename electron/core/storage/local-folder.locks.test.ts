import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { expectFailure } from './conformance.ts';
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

it('breaks the lock of a dead process at once, and one whose beat stands still after a while', async () => {
  const { root } = await newFolder();
  const { mark, lock } = await spyOnWrite(root, 'x.json');
  const dead = `${deadPid()}.${mark}`;
  // Of another machine's owner the pid tells nothing: only the beat counts.
  const silent = `${process.pid}.${'f'.repeat(20)}`;
  for (const [owner, stale] of [
    [dead, 600_000],
    [silent, 200],
  ] as const) {
    await mkdir(lock, { recursive: true });
    await writeFile(join(lock, owner), '');
    const backend = await openLocalFolder(root, { lockTimes: { stale } });
    await mkdir(lock, { recursive: true });
    await writeFile(join(lock, owner), '');
    await backend.write('x.json', text(owner));
    expect(decode((await backend.read('x.json')).bytes)).toBe(owner);
  }
});

it('waits for a living lock, and gives up with a reason when it is held too long', async () => {
  const { root } = await newFolder();
  let release = (): void => undefined;
  let reached = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const inside = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const slow = await openLocalFolder(root, {
    lockTimes: { beat: 20 },
    disk: {
      async rename(from, to) {
        reached();
        await held;
        await rename(from, to);
      },
    },
  });
  const writing = slow.write('x.json', text('slow'));
  await inside;
  const other = await openLocalFolder(root, { lockTimes: { stale: 2_000, wait: 300 } });
  await expectFailure(other.write('x.json', text('other')), 'denied');
  await expectFailure(other.write('X.JSON', text('other')), 'denied');
  await other.write('y.json', text('another key'));
  release();
  await writing;
  await other.write('x.json', text('other'));
  expect(decode((await other.read('x.json')).bytes)).toBe('other');
});

it('does not write when its lock was taken away meanwhile', async () => {
  const { root, inside } = await newFolder();
  const backend = await openLocalFolder(root, {
    disk: {
      async open(path, flags, mode) {
        const handle = await open(path, flags, mode);
        if (flags === 'wx') await rm(join(root, 'profile_tester/locks'), { recursive: true });
        return handle;
      },
    },
  });
  await expectFailure(backend.write('x.json', text('x')), 'conflict');
  await backend.close();
  expect((await inside()).filter((name) => name.startsWith('x.json'))).toEqual([]);
});
