import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createByteLru } from './byte-lru.ts';
import { createContentIndex, hashContent } from './content-index.ts';
import { snapWidth, thumbnailWidths } from './picture-limits.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

let folder: string;
let problems: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnails-'));
  problems = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onProblem = (problem: unknown) => void problems.push(problem);
const hashes = Array.from({ length: 10 }, (_, index) => hashContent(Buffer.from([index])));
const picture = { webp: new Uint8Array(1000).fill(7), width: 10, height: 20 };

function openCache(maxBytes: number) {
  return createThumbnailCache({ folder, maxBytes, maxMemoryBytes: 0, onProblem });
}

function openIndex(library = 'one') {
  return createContentIndex({ folder, library, onProblem });
}

async function fileNames(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

it('removes what was used longest ago when it grows over its limit', async () => {
  const cache = openCache(6_000);
  for (const [index, hash] of hashes.entries()) {
    await cache.put(hash, 160, picture);
    await ageFile(hash, hashes.length - index);
  }
  await cache.close();
  const again = openCache(6_000);
  for (const [index, hash] of hashes.entries()) await ageFile(hash, hashes.length - index);
  await again.get(hashes[0] ?? '', 160);
  const report = await again.trim();
  expect(report.removed).toBe(6);
  expect(report.bytes).toBeLessThanOrEqual(6_000 * 0.8);
  const left = await Promise.all(hashes.map((hash) => again.has(hash, 160)));
  expect(left).toEqual([true, false, false, false, false, false, false, true, true, true]);
});

it('keeps everything while it is within its limit, and sweeps leftovers of crashes', async () => {
  const cache = openCache(1_000_000);
  await cache.put(hashes[0] ?? '', 160, picture);
  const [name = ''] = await fileNames();
  const inner = join(folder, 'thumbnails-1', name.slice(0, 1));
  await writeFile(join(inner, `${name}.1.abc.tmp`), 'torn');
  await writeFile(join(inner, `${name}.2.abc.tmp`), 'being written');
  await utimes(join(inner, `${name}.1.abc.tmp`), 1, 1);
  expect(await cache.trim()).toEqual({ bytes: 1020, removed: 1 });
  expect((await fileNames()).sort()).toEqual([name, `${name}.2.abc.tmp`]);
});

it('trims an absent folder without complaint', async () => {
  await rm(folder, { recursive: true });
  expect(await openCache(10).trim()).toEqual({ bytes: 0, removed: 0 });
  expect(problems).toEqual([]);
});

it('leaves whole files when several writers put the same thumbnail at once', async () => {
  const caches = [openCache(1e9), openCache(1e9), openCache(1e9)];
  await Promise.all(caches.flatMap((cache) => hashes.map((hash) => cache.put(hash, 320, picture))));
  for (const hash of hashes)
    expect(await openCache(1e9).get(hash, 320)).toMatchObject({ width: 10, height: 20 });
  expect((await fileNames()).some((name) => name.endsWith('.tmp'))).toBe(false);
  expect(problems).toEqual([]);
});

it('keeps what it knows of pictures over a restart, per library and stamp', async () => {
  const [hash = ''] = hashes;
  const index = openIndex();
  await index.open();
  index.rememberHash('id', 'stamp', hash);
  index.rememberPalette(hash, [{ hex: '#aabbcc', share: 1 }]);
  await index.close();
  const again = openIndex();
  await again.open();
  expect(again.hashOf('id', 'stamp')).toBe(hash);
  expect(again.hashOf('id', 'other')).toBeUndefined();
  expect(again.paletteOf(hash)).toEqual([{ hex: '#aabbcc', share: 1 }]);
  const other = openIndex('other');
  await other.open();
  expect(other.hashOf('id', 'stamp')).toBeUndefined();
});

it('loses only damaged lines, whatever happens to the file', async () => {
  const index = openIndex();
  await index.open();
  for (const [number, hash] of hashes.entries()) index.rememberHash(`id-${number}`, 's', hash);
  await index.close();
  const [name = ''] = await fileNames();
  const path = join(folder, 'index-1', name);
  const whole = await readFile(path);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      async (at, wrong) => {
        const bytes = Uint8Array.from(whole);
        bytes.set(wrong.subarray(0, bytes.length - at), at);
        await writeFile(path, bytes);
        const reopened = openIndex();
        await reopened.open();
        const known = hashes.map((hash, number) => [hash, reopened.hashOf(`id-${number}`, 's')]);
        expect(known.filter(([hash, found]) => found === hash).length).toBeGreaterThanOrEqual(
          hashes.length - 2,
        );
        expect(known.every(([hash, found]) => found === undefined || found === hash)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
  expect(problems).toEqual([]);
});

it('rewrites its file when most lines are outdated', async () => {
  const index = openIndex();
  await index.open();
  for (let stamp = 0; stamp < 1_200; stamp++)
    index.rememberHash('id', String(stamp), hashes[stamp % 10] ?? '');
  await index.close();
  const again = openIndex();
  await again.open();
  expect(again.hashOf('id', '1199')).toBe(hashes[9]);
  const [name = ''] = await fileNames();
  expect((await stat(join(folder, 'index-1', name))).size).toBeLessThan(200);
});

it('opens although its file is a folder, and says so', async () => {
  const index = openIndex();
  await index.open();
  index.rememberHash('id', 's', hashes[0] ?? '');
  await index.close();
  const [name = ''] = await fileNames();
  await rm(join(folder, 'index-1', name));
  await mkdir(join(folder, 'index-1', name));
  const again = openIndex();
  await again.open();
  expect(again.hashOf('id', 's')).toBeUndefined();
  expect(problems).toHaveLength(1);
});

it('keeps the most recently used values within its bytes', () => {
  const memory = createByteLru<string>(10);
  memory.set('a', 'A', 4);
  memory.set('b', 'B', 4);
  memory.get('a');
  memory.set('c', 'C', 4);
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual(['A', undefined, 'C']);
  memory.set('huge', 'H', 11);
  expect([memory.get('huge'), memory.get('a')]).toEqual([undefined, 'A']);
});

it('rounds every width up to a step, and down to the largest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (width) => {
      const step = snapWidth(width);
      expect(thumbnailWidths).toContain(step);
      expect(step >= Math.min(width, 960)).toBe(true);
    }),
  );
  expect([snapWidth(160), snapWidth(161), snapWidth(960), snapWidth(961)]).toEqual([160, 240, 960, 960]);
});

async function ageFile(hash: string, days: number): Promise<void> {
  const time = Date.now() / 1000 - days * 86_400;
  await utimes(join(folder, 'thumbnails-1', hash.slice(0, 1), `${hash}-160`), time, time);
}
