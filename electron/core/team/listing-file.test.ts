import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { ListedObject } from '../storage/backend.ts';
import { createKnownObjects, type KnownObjects } from './known-objects.ts';
import { type ListingFile, openListingFile } from './listing-file.ts';

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'listing-file-')), 'cache/listing.jsonl');
});

function object(key: string, stamp = '1'): ListedObject {
  return { key, size: 3, stamp, modified: 1_000, version: stamp };
}

function knowing(count: number): KnownObjects {
  const known = createKnownObjects();
  for (let index = 0; index < count; index += 1) known.set(object(`key ${String(index).padStart(5, '0')}`));
  return known;
}

async function expectKept(known: KnownObjects): Promise<void> {
  const kept = createKnownObjects();
  await openListingFile(path).load(kept);
  expect(kept.under('')).toEqual(known.under(''));
  expect(kept.takeChanged().size).toBe(0);
}

async function sizeAfter(file: ListingFile, known: KnownObjects): Promise<number> {
  await file.save(known);
  return (await stat(path)).size;
}

it('knows nothing where there is no file, and keeps nothing where it has none', async () => {
  const known = createKnownObjects();
  await openListingFile(path).load(known);
  const nowhere = openListingFile(null);
  await nowhere.save(knowing(3));
  await nowhere.load(known);
  expect(known.size).toBe(0);
});

it('adds a line for what has changed, instead of writing everything anew', async () => {
  const known = knowing(2_000);
  const file = openListingFile(path);
  const whole = await sizeAfter(file, known);
  known.set(object('key 00007', '2'));
  known.set(object('one more'));
  known.delete('key 00008');
  const added = (await sizeAfter(file, known)) - whole;
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThan(300);
  await expectKept(known);
  expect(await sizeAfter(file, known)).toBe(whole + added);
});

it('goes on adding after a restart', async () => {
  await openListingFile(path).save(knowing(2_000));
  const known = createKnownObjects();
  const file = openListingFile(path);
  await file.load(known);
  known.set(object('after the restart'));
  const before = (await stat(path)).size;
  expect((await sizeAfter(file, known)) - before).toBeLessThan(200);
  await expectKept(known);
});

it('is written anew when much of it is out of date', async () => {
  const known = knowing(10);
  const file = openListingFile(path);
  const whole = await sizeAfter(file, known);
  let largest = 0;
  for (let round = 0; round < 1_200; round += 1) {
    known.set(object('key 00003', String(round % 7)));
    largest = Math.max(largest, await sizeAfter(file, known));
  }
  expect(largest).toBeGreaterThan(10 * whole);
  expect((await stat(path)).size).toBeLessThan(largest);
  await expectKept(known);
});

it('is written whole when somebody has deleted it', async () => {
  const known = knowing(50);
  const file = openListingFile(path);
  await file.save(known);
  await rm(join(path, '..'), { recursive: true });
  known.set(object('one more'));
  await file.save(known);
  await expectKept(known);
});

it('loses no more than the damaged lines', async () => {
  const known = knowing(50);
  const file = openListingFile(path);
  await file.save(known);
  await appendFile(path, '\n{"key":"torn","si');
  known.set(object('after the torn line'));
  await file.save(known);
  await appendFile(path, '\nnull\n[]\n{"key":7}\n');
  await expectKept(known);
  expect(await readFile(path, 'utf8')).toContain('torn');
});
