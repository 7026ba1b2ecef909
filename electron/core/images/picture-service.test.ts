import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestLibrary, readRealPictures, type TestLibrary } from './test-library.ts';
import { noise, plain, pngHeaderBomb } from './test-pictures.ts';

let library: TestLibrary;
beforeEach(async () => {
  library = await createTestLibrary();
});
afterEach(() => library.dispose());

async function cacheFiles(): Promise<string[]> {
  const entries = await readdir(library.cacheFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.parentPath.includes('thumbnails-'))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function put(count: number): Promise<string[]> {
  // No JPEG, for a small one needs no thumbnail.
  const bytes = await noise(600, 400, 'png');
  const ids = Array.from({ length: count }, (_, index) => `picture-${String(index).padStart(4, '0')}`);
  for (const [index, id] of ids.entries()) {
    library.put(id, Buffer.concat([bytes, Buffer.from([index >> 8, index & 255])]));
  }
  return ids;
}

it('reads no picture and starts no process when it opens a library of 10,000', async () => {
  for (let index = 0; index < 10_000; index++) library.put(`picture-${index}`, new Uint8Array([1]));
  const service = library.open();
  expect(service.stampOf('picture-9999')).toBe('1');
  await service.close();
  expect(library.reads).toEqual([]);
  expect(library.workers).toEqual([]);
});

it('makes a thumbnail once, and serves it again and after a restart without picture or worker', async () => {
  const [id = ''] = await put(1);
  const first = library.open();
  const made = await first.thumbnail(id, 300);
  expect(made).toMatchObject({ width: 600, height: 400 });
  expect((await sharp(made.bytes).metadata()).width).toBe(320);
  expect(Buffer.compare((await first.thumbnail(id, 320)).bytes, made.bytes)).toBe(0);
  await first.close();
  const second = library.open();
  expect(Buffer.compare((await second.thumbnail(id, 300)).bytes, made.bytes)).toBe(0);
  expect(library.reads).toHaveLength(1);
  expect(library.workers).toHaveLength(1);
  expect(library.problems).toEqual([]);
});

it('shows a small JPEG as it is, without worker or cache, and a larger one of the same library not', async () => {
  const small = await plain(300, 200, '#37a', 'jpeg');
  library.put('small-01', small);
  library.put('large-01', await plain(900, 600, '#37a', 'jpeg'));
  const service = library.open();
  const shown = { bytes: small, mediaType: 'image/jpeg', width: 300, height: 200 };
  expect(await service.thumbnail('small-01', 160)).toEqual(shown);
  expect(await service.thumbnail('small-01', 320)).toEqual(shown);
  expect([library.reads, library.workers]).toEqual([['secret/small-01'], []]);
  const made = await service.thumbnail('large-01', 160);
  expect(made).toMatchObject({ mediaType: 'image/webp', width: 900 });
  expect((await sharp(made.bytes).metadata()).width).toBe(160);
});

it('shows a small JPEG anew when it has changed, and its thumbnail once that was prepared', async () => {
  library.put('small-01', await plain(300, 200, '#37a', 'jpeg'), '1');
  const service = library.open();
  await service.thumbnail('small-01', 480);
  library.put('small-01', await plain(200, 200, '#37a', 'jpeg'), '2');
  expect(await service.thumbnail('small-01', 480)).toMatchObject({ width: 200 });
  expect(await service.prepare(['small-01'])).toMatchObject({ made: 1 });
  expect(await service.prepare(['small-01'])).toMatchObject({ made: 0, cached: 1 });
  await service.close();
  expect(await library.open().thumbnail('small-01', 480)).toMatchObject({ mediaType: 'image/webp' });
});

it('makes the thumbnail again when the picture has changed', async () => {
  library.put('changing-1', await plain(100, 50, '#f00', 'png'), 'first');
  const service = library.open();
  expect(await service.thumbnail('changing-1', 160)).toMatchObject({ width: 100 });
  library.put('changing-1', await plain(60, 30, '#00f', 'png'), 'second');
  expect(await service.thumbnail('changing-1', 160)).toMatchObject({ width: 60 });
});

it('reads a renamed picture once, but does not make its thumbnail again', async () => {
  const bytes = await noise(200, 200, 'png');
  library.put('old-name', bytes);
  const first = library.open();
  await first.thumbnail('old-name', 160);
  await first.close();
  library.put('new-name', bytes);
  await library.open().thumbnail('new-name', 160);
  expect(library.workers).toHaveLength(1);
});

it('makes one thumbnail for many requests at the same time', async () => {
  const [id = ''] = await put(1);
  const service = library.open();
  await Promise.all(Array.from({ length: 30 }, () => service.thumbnail(id, 480)));
  expect(library.reads).toHaveLength(1);
});

it('aborts one request and not the other for the same picture', async () => {
  const [id = ''] = await put(1);
  const service = library.open();
  const stop = new AbortController();
  const given = service.thumbnail(id, 480, { signal: stop.signal });
  const kept = service.thumbnail(id, 480);
  stop.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  expect(await kept).toMatchObject({ width: 600 });
});

it('remakes what was truncated, zeroed or changed in the cache', async () => {
  const [id = ''] = await put(1);
  const first = library.open();
  const made = await first.thumbnail(id, 160);
  await first.close();
  const [path = ''] = await cacheFiles();
  const whole = await readFile(path);
  const flipped = Uint8Array.from(whole);
  flipped[whole.length >> 1] = (whole[whole.length >> 1] ?? 0) ^ 1;
  for (const damaged of [whole.subarray(0, 40), Buffer.alloc(whole.length), new Uint8Array(), flipped]) {
    await writeFile(path, damaged);
    const service = library.open();
    expect(Buffer.compare((await service.thumbnail(id, 160)).bytes, made.bytes)).toBe(0);
    await service.close();
    expect(Buffer.compare(await readFile(path), whole)).toBe(0);
  }
});

it('survives its cache being deleted and its index being damaged', async () => {
  const [one = '', two = ''] = await put(2);
  const service = library.open();
  await service.thumbnail(one, 160);
  await rm(library.cacheFolder, { recursive: true });
  expect(await service.thumbnail(two, 160)).toMatchObject({ width: 600 });
  expect(await service.thumbnail(one, 240)).toMatchObject({ width: 600 });
  await service.close();
  const index = (await readdir(library.cacheFolder, { recursive: true })).find((name) =>
    name.endsWith('.txt'),
  );
  const path = join(library.cacheFolder, index ?? '');
  await truncate(path, (await readFile(path)).length - 5);
  const again = library.open();
  expect(await again.thumbnail(one, 160)).toMatchObject({ width: 600 });
  expect(await again.thumbnail(two, 160)).toMatchObject({ width: 600 });
  expect(library.problems).toEqual([]);
});

it('gives thumbnails, and says so, when nothing can be written to the cache', async () => {
  const [id = ''] = await put(1);
  await writeFile(join(library.cacheFolder, 'file'), '');
  const service = library.open({ cacheFolder: join(library.cacheFolder, 'file') });
  expect(await service.thumbnail(id, 160)).toMatchObject({ width: 600 });
  expect(library.problems.length).toBeGreaterThan(0);
});

it('finishes every thumbnail although the worker process is killed during the work', async () => {
  const ids = await put(40);
  const service = library.open();
  const thumbnails = Promise.all(ids.map((id) => service.thumbnail(id, 960)));
  while (library.reads.length < 25) await pause(5);
  const [worker] = library.workers;
  if (worker !== undefined) process.kill(worker, 'SIGKILL');
  expect(await thumbnails).toHaveLength(40);
  expect(library.workers.length).toBeGreaterThan(1);
});

it('says which pictures it could not prepare, and prepares all others', async () => {
  const ids = await put(20);
  const jpeg = await noise(300, 300, 'jpeg');
  library.put('bad-bomb', pngHeaderBomb(30_000, 30_000));
  library.put('bad-truncated', jpeg.subarray(0, jpeg.length >> 1));
  library.put('bad-html', Buffer.from('<!doctype html><script>alert(1)</script>'));
  library.put('bad-empty', new Uint8Array());
  const all = [...ids, 'bad-bomb', 'bad-truncated', 'bad-html', 'bad-empty', 'bad-missing'];
  const service = library.open();
  const steps: number[] = [];
  const report = await service.prepare(all, ({ done }) => void steps.push(done));
  expect(report).toMatchObject({ made: 20, cached: 0, wasCancelled: false });
  expect(Object.fromEntries(report.failed.map(({ id, error }) => [id, error.code]))).toEqual({
    'bad-bomb': 'invalid',
    'bad-truncated': 'invalid',
    'bad-html': 'unsupported',
    'bad-empty': 'invalid',
    'bad-missing': 'not-found',
  });
  expect(steps).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  expect(await service.prepare(ids)).toMatchObject({ made: 0, cached: 20 });
});

it('does not read a broken picture again while it stays the same', async () => {
  library.put('bad-html', Buffer.from('<html>'), '1');
  const service = library.open();
  await expect(service.thumbnail('bad-html', 160)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(service.thumbnail('bad-html', 480)).rejects.toMatchObject({ code: 'unsupported' });
  expect(library.reads).toHaveLength(1);
  library.put('bad-html', await noise(90, 90, 'png'), '2');
  expect(await service.thumbnail('bad-html', 160)).toMatchObject({ width: 90 });
});

it('stops preparing on abort and says that it did', async () => {
  const ids = await put(60);
  const stop = new AbortController();
  const report = await library.open().prepare(ids, ({ done }) => done === 5 && stop.abort(), stop.signal);
  expect(report.wasCancelled).toBe(true);
  expect(report.failed).toEqual([]);
  expect(report.made).toBeLessThan(60);
});

it('measures palettes once and keeps them over a restart', async () => {
  const [one = '', two = ''] = await put(2);
  const first = library.open();
  const found = await first.palettes([one, two, 'missing-1']);
  expect([...found.keys()]).toEqual([one, two, 'missing-1']);
  expect(found.get(one)).toMatchObject({ ok: true });
  expect(found.get('missing-1')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  await first.close();
  expect(await library.open().palettes([one, two, 'missing-1'])).toEqual(found);
  expect(library.reads).toHaveLength(2);
});

it('gives originals as they are, and only pictures', async () => {
  const bytes = await noise(40, 40, 'webp');
  library.put('original', bytes);
  library.put('drawing-1', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  const service = library.open();
  expect(await service.original('original')).toEqual({ bytes, mediaType: 'image/webp' });
  await expect(service.original('drawing-1')).rejects.toMatchObject({ code: 'unsupported' });
});

it('rejects what is asked after closing, and closes while it works', async () => {
  const ids = await put(10);
  const service = library.open();
  const results = ids.map((id) => service.thumbnail(id, 960).catch((error) => error.code));
  await service.close();
  expect(new Set(await Promise.all(results)).has('cancelled')).toBe(true);
  await expect(service.thumbnail(ids[0] ?? '', 240)).rejects.toMatchObject({ code: 'cancelled' });
});

const real = await readRealPictures();

it.skipIf(real === undefined)(
  `prepares the real library${real ? '' : ' (not run: no real library here)'}`,
  async () => {
    const ids = (real ?? []).map(({ bytes }, index) => {
      library.put(`real-${String(index).padStart(4, '0')}`, bytes);
      return `real-${String(index).padStart(4, '0')}`;
    });
    const service = library.open();
    const report = await service.prepare(ids);
    expect(report.failed).toEqual([]);
    expect(report.made + report.cached).toBe(ids.length);
    const palettes = await service.palettes(ids);
    for (const palette of palettes.values()) {
      expect(palette).toMatchObject({ ok: true });
      if (palette.ok) expect(palette.value.length).toBeGreaterThan(0);
    }
    expect(new Set(library.reads).size).toBe(library.reads.length);
  },
  60_000,
);
