import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/libraries.ts';
import { type ObjectCache, openObjectCache } from './object-cache.ts';

let root: string;
let folder: string;
let problems: unknown[];

beforeEach(async () => {
  root = await temporaryFolder();
  folder = join(root, 'objects');
  problems = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the cache of objects', () => {
  it('gives what was put under a key and a version, and nothing under others', async () => {
    const cache = open();
    await cache.put('a', '1', bytes('first'));
    await cache.put('a', '2', bytes('second'));
    for (const one of [cache, open()]) {
      expect(await text(one, 'a', '1')).toBe('first');
      expect(await text(one, 'a', '2')).toBe('second');
      expect(await text(one, 'a', '3')).toBeUndefined();
      expect(await text(one, 'b', '1')).toBeUndefined();
    }
  });

  it('gives copies: nobody spoils what another one reads', async () => {
    const cache = open();
    const given = bytes('first');
    await cache.put('a', '1', given);
    given.fill(0);
    (await cache.get('a', '1'))?.fill(0);
    expect(await text(cache, 'a', '1')).toBe('first');
  });

  it.each<[string, (stored: Buffer) => Uint8Array]>([
    ['cut off', (stored) => stored.subarray(0, -1)],
    ['empty', () => new Uint8Array()],
    ['shorter than its checksum', (stored) => stored.subarray(0, 10)],
    ['changed in one bit', (stored) => stored.fill((stored[40] ?? 0) ^ 1, 40, 41)],
    ['another file', () => bytes('<html>Please sign in.</html>')],
  ])('takes a file that is %s for absent, and removes it', async (_, spoil) => {
    await open().put('a', '1', bytes('a document of some length'));
    const [path = ''] = await paths();
    await writeFile(path, spoil(await readFile(path)));
    expect(await text(open(), 'a', '1')).toBeUndefined();
    expect(await paths()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('may be deleted at any time, and works on', async () => {
    const cache = open();
    await cache.put('a', '1', bytes('first'));
    await rm(folder, { recursive: true });
    expect(await text(cache, 'a', '1')).toBe('first');
    expect(await cache.has('a', '1')).toBe(false);
    await cache.put('b', '1', bytes('second'));
    expect(await text(open(), 'b', '1')).toBe('second');
    expect(problems).toEqual([]);
  });

  it('reports trouble with its folder, and goes on without it', async () => {
    await writeFile(folder, 'not a folder');
    const cache = open();
    await cache.put('a', '1', bytes('first'));
    expect(await text(cache, 'a', '1')).toBe('first');
    expect(await text(open(), 'a', '1')).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });

  it('stays within its bound, and removes what was used longest ago', async () => {
    const cache = open(20_000);
    for (let count = 0; count < 60; count += 1) {
      await cache.put(`picture ${count}`, '1', new Uint8Array(1_000).fill(count));
      for (const path of await paths()) await backdate(path, 1);
      // The first one is looked at again and again, by an app that has it not in memory.
      await open(20_000).get('picture 0', '1');
      expect(await size()).toBeLessThanOrEqual(20_000 * (1 + 1 / 16) + 1_100);
    }
    expect(await open().get('picture 0', '1')).toBeDefined();
    expect(await open().get('picture 59', '1')).toBeDefined();
    expect(await open().get('picture 5', '1')).toBeUndefined();
  });

  it('removes nothing once everything is to be kept, also after a restart', async () => {
    await open(20_000).keepAll();
    for (const cache of [open(20_000), open(20_000)]) {
      for (let count = 0; count < 60; count += 1) {
        await cache.put(`picture ${count}`, '1', new Uint8Array(1_000));
      }
    }
    expect((await paths()).filter((path) => !path.endsWith('keep-all'))).toHaveLength(60);
    await rm(folder, { recursive: true });
    const again = open(20_000);
    for (let count = 0; count < 60; count += 1)
      await again.put(`picture ${count}`, '1', new Uint8Array(1_000));
    expect(await size()).toBeLessThanOrEqual(20_000 * (1 + 1 / 16) + 1_100);
  });

  it('leaves no half-written file when many write the same object at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => open().put('a', '1', new Uint8Array(100_000).fill(7))),
    );
    expect((await open().get('a', '1'))?.every((byte) => byte === 7)).toBe(true);
    expect(await paths()).toHaveLength(1);
  });
});

function open(maxBytes = 10 ** 9): ObjectCache {
  return openObjectCache({ folder, maxBytes, onProblem: (error) => problems.push(error) });
}

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

async function text(cache: ObjectCache, key: string, version: string): Promise<string | undefined> {
  const found = await cache.get(key, version);
  return found && new TextDecoder().decode(found);
}

async function paths(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function size(): Promise<number> {
  const sizes = await Promise.all((await paths()).map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, one) => sum + one, 0);
}

async function backdate(path: string, hours: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  const past = new Date(mtimeMs - hours * 60 * 60_000);
  await utimes(path, past, past);
}
