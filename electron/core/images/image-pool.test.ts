import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ImageWorkerProcess } from '../platform.ts';
import { forkImageWorker } from './fork-image-worker.ts';
import { createImagePool, type ImagePool, type ImagePoolOptions } from './image-pool.ts';

/**
 * A worker that does what the first byte says: 1 answers after a moment, 2 ends the process, 3 never
 * answers, 4 answers nonsense.
 */
const fakeWorker = `
process.on('message', ({ id, job }) => {
  const byte = job.bytes[0];
  if (byte === 1) setTimeout(() => process.send({ id, ok: true, value: { type: 'png', width: job.bytes[1], height: 1 } }), 20);
  if (byte === 2) process.exit(1);
  if (byte === 4) process.send({ id, ok: true, value: { type: 'svg' } });
});
process.send({ ready: true });
`;

let folder: string;
let workers: ReturnType<typeof forkImageWorker>[] = [];
let pools: ImagePool[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-pool-'));
  await writeFile(join(folder, 'fake.mjs'), fakeWorker);
  await writeFile(join(folder, 'broken.mjs'), 'process.exit(1);');
});
afterEach(() => {
  for (const pool of pools) pool.close();
  pools = [];
  workers = [];
});
afterAll(() => rm(folder, { recursive: true }));

function openPool(options: Partial<ImagePoolOptions> = {}, entry = 'fake.mjs'): ImagePool {
  const startWorker = (): ImageWorkerProcess => {
    const worker = forkImageWorker(join(folder, entry));
    workers.push(worker);
    return worker;
  };
  const pool = createImagePool({ startWorker, concurrency: 4, ...options });
  pools.push(pool);
  return pool;
}

const probe = (...bytes: number[]) => ({ kind: 'probe', bytes: Uint8Array.from(bytes) }) as const;

it('starts no process before the first job and one for many', async () => {
  const pool = openPool();
  expect(workers).toHaveLength(0);
  const results = await Promise.all(Array.from({ length: 20 }, (_, index) => pool.run(probe(1, index + 1))));
  expect(results.map(({ width }) => width)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(workers).toHaveLength(1);
});

it('fails only the picture that ends the worker; the others of that moment succeed', async () => {
  const pool = openPool();
  const good = [1, 2, 3, 4, 5, 6].map((index) => pool.run(probe(1, index)));
  const bad = pool.run(probe(2), { priority: 'visible' });
  await expect(bad).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('stop') });
  expect((await Promise.all(good)).map(({ width }) => width)).toEqual([1, 2, 3, 4, 5, 6]);
});

it('finishes what was running when the process is killed from outside', async () => {
  const pool = openPool();
  await pool.run(probe(1, 1));
  const running = [1, 2, 3, 4].map((index) => pool.run(probe(1, index)));
  workers[0]?.kill();
  expect(await Promise.all(running)).toHaveLength(4);
  expect(await pool.run(probe(1, 9))).toMatchObject({ width: 9 });
});

it('gives a hanging picture up and finishes the others', async () => {
  const pool = openPool({ timeout: 1_000 });
  await pool.run(probe(1, 1));
  const hanging = pool.run(probe(3));
  const others = [1, 2, 3, 4].map((index) => pool.run(probe(1, index)));
  await expect(hanging).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('too long'),
  });
  expect(await Promise.all(others)).toHaveLength(4);
});

it('runs visible jobs before background ones', async () => {
  const pool = openPool({ concurrency: 1 });
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  await Promise.all([
    pool.run(probe(1, 1)).then(note('running')),
    pool.run(probe(1, 2)).then(note('background')),
    pool.run(probe(1, 3), { priority: 'visible' }).then(note('visible')),
  ]);
  expect(order).toEqual(['running', 'visible', 'background']);
});

it('rejects at once on abort, waiting or running, and keeps working', async () => {
  const pool = openPool({ concurrency: 1 });
  const stop = new AbortController();
  const running = pool.run(probe(1, 1), { signal: stop.signal });
  const waiting = pool.run(probe(1, 2), { signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(await pool.run(probe(1, 3))).toMatchObject({ width: 3 });
});

it('says that no worker starts, and does not try again for every picture', async () => {
  const pool = openPool({}, 'broken.mjs');
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((index) => pool.run(probe(1, index))));
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unknown' } });
  }
  expect(workers.length).toBeLessThan(6);
});

it('takes no answer of the wrong shape', async () => {
  await expect(openPool().run(probe(4))).rejects.toMatchObject({ code: 'unknown' });
});

it('rejects what is running when it is closed', async () => {
  const pool = openPool();
  const running = pool.run(probe(3));
  pool.close();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await expect(pool.run(probe(1, 1))).rejects.toMatchObject({ code: 'cancelled' });
});
