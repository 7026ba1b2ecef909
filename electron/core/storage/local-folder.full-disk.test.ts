import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StorageBackend } from './backend.ts';
import { expectFailure } from './conformance.ts';
import { openLocalFolder } from './local-folder.ts';

const disk = await mkdtemp(join(tmpdir(), 'full-disk-'));
const reason = mountSmallDisk(disk);
const ballast = join(disk, 'ballast');
const library = join(disk, 'library');

afterAll(async () => {
  if (reason === undefined) execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

it(`keeps the old or has the new document at 50 sizes of free space${note()}`, {
  skip: reason !== undefined,
}, async () => {
  const outcomes = { saved: 0, full: 0 };
  for (let step = 0; step < 50; step++) {
    const backend = await freshLibrary();
    const old = Buffer.alloc(100_000, 'o');
    const young = Buffer.alloc(120_000, 'n');
    await backend.write('documents/x.json', old);
    await leaveFree(step * 4_096);
    const outcome = await saved(backend.write('documents/x.json', young));
    outcomes[outcome] += 1;
    const expected = outcome === 'saved' ? young : old;
    expect(Buffer.compare((await backend.read('documents/x.json')).bytes, expected)).toBe(0);
    expect((await backend.list('')).map((listed) => listed.key)).toEqual(['documents/x.json']);
    await backend.close();
  }
  expect(outcomes.saved).toBeGreaterThan(0);
  expect(outcomes.full).toBeGreaterThan(0);
});

it(`leaves neither stump nor folder when a new file does not fit${note()}`, {
  skip: reason !== undefined,
}, async () => {
  const backend = await freshLibrary();
  await leaveFree(8_192);
  await expectFailure(backend.write('profile_results/new/x.jpg', Buffer.alloc(50_000)), 'full');
  await expectFailure(backend.append('history/new.jsonl', Buffer.alloc(50_000)), 'full');
  expect(await backend.list('')).toEqual([]);
  await backend.close();
  expect(execFileSync('find', [library, '-mindepth', '1']).toString()).toBe('');
});

it(`cuts back what was appended in part${note()}`, { skip: reason !== undefined }, async () => {
  const backend = await freshLibrary();
  await backend.append('log.jsonl', Buffer.from('first\n'));
  await leaveFree(8_192);
  await expectFailure(backend.append('log.jsonl', Buffer.alloc(50_000, 'x')), 'full');
  expect(await readFile(join(library, 'log.jsonl'), 'utf8')).toBe('first\n');
  await truncate(ballast, 0);
  await backend.append('log.jsonl', Buffer.from('second\n'));
  expect(await readFile(join(library, 'log.jsonl'), 'utf8')).toBe('first\nsecond\n');
});

/** Undefined when it is mounted, else why not. */
function mountSmallDisk(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n').at(1) ?? error.message) : String(error);
  }
}

function note(): string {
  return reason === undefined ? '' : ` (not run: no small disk could be mounted, ${reason})`;
}

async function freshLibrary(): Promise<StorageBackend> {
  await rm(library, { recursive: true, force: true });
  await writeFile(ballast, '');
  await mkdir(library);
  return openLocalFolder(library);
}

/** Fills the disk up to so many free bytes. */
async function leaveFree(bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

async function saved(call: Promise<unknown>): Promise<'saved' | 'full'> {
  const result = await call.then(
    () => 'saved' as const,
    () => 'full' as const,
  );
  if (result === 'full') await expectFailure(call, 'full');
  return result;
}
