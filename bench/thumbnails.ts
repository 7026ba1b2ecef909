import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { forkImageWorker } from '../electron/core/images/fork-image-worker.ts';
import { createPictureService } from '../electron/core/images/picture-service.ts';
import { thumbnailFormat } from '../electron/core/images/thumbnail-format.ts';
import { figure, heading, spread } from './support/figures.ts';

const target = 0.9;
const width = 480;
const cores = availableParallelism();
const workerEntry = fileURLToPath(new URL('../electron/core/images/image-worker.ts', import.meta.url));

/** Rounds alternate, so that a busy machine costs both alike; the medians are compared. */
const rounds = 5;
const count = 200;

/**
 * Thumbnails per second through the picture service, against plain sharp in a loop on all cores: the same
 * pictures, the same output, the same run, cold cache.
 */
export async function benchThumbnails(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'bench-thumbnails-'));
  try {
    heading(`Thumbnails: ${count} drawn pictures, ${cores} cores, ${width} px wide, cold cache`);
    const paths = await drawPictures(scratch);
    const plain: number[] = [];
    const service: number[] = [];
    const prepare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      plain.push(await plainLoop(paths, await mkdtemp(join(scratch, 'plain-'))));
      service.push(await throughService(paths, join(scratch, `service-${round}`), false));
      prepare.push(await throughService(paths, join(scratch, `prepare-${round}`), true));
    }
    figure('plain sharp in a loop, a second', spread(plain).median, '');
    figure('picture service, a second', spread(service).median, '');
    figure('… with colours, a second', spread(prepare).median, '');
    figure('service ÷ loop', spread(service).median / spread(plain).median, '×', { atLeast: target });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * What a script of ten lines would do: read, decode, resize, encode, write. Two more at once than cores, as in
 * the service, for with one a core each core idles while the next file is read.
 */
async function plainLoop(paths: readonly string[], folder: string): Promise<number> {
  return rate(paths.length, () =>
    forEachAtOnce(cores + 2, [...paths.entries()], async ([index, path]) => {
      await sharp(await readFile(path))
        .autoOrient()
        .resize({ width, withoutEnlargement: true })
        .webp(thumbnailFormat)
        .toFile(join(folder, `${index}.webp`));
    }),
  );
}

async function throughService(
  paths: readonly string[],
  cacheFolder: string,
  isPreparing: boolean,
): Promise<number> {
  const ids = paths.map((_, index) => `picture-${index}`);
  const keys = new Map(ids.map((id, index) => [id, paths[index] ?? '']));
  const service = createPictureService({
    cacheFolder,
    library: 'bench',
    startWorker: () => forkImageWorker(workerEntry),
    read: async (key) => ({ bytes: await readFile(key), version: '' }),
    lookup: (id) => ({ key: keys.get(id) ?? '', stamp: '1' }),
    onProblem: (problem) => console.error(problem),
  });
  // The worker is up when somebody scrolls; its start is no part of the rate.
  await service.compact(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  );
  const result = await rate(paths.length, async () => {
    if (isPreparing) {
      const { failed } = await service.prepare(ids);
      if (failed.length > 0) throw new Error(`${failed.length} pictures failed: ${failed[0]?.error.message}`);
    } else {
      await Promise.all(ids.map((id) => service.thumbnail(id, width)));
    }
  });
  await service.close();
  return result;
}

async function drawPictures(folder: string): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index}.jpg`));
  await forEachAtOnce(cores, paths, async (path) => {
    const index = paths.indexOf(path);
    const turned = `hsl(${(index * 47) % 360},70%,55%)`;
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="576">
      <filter id="f"><feTurbulence baseFrequency="0.0${(index % 8) + 1}" numOctaves="4" seed="${index}"/></filter>
      <rect width="1024" height="576" fill="${turned}"/>
      <rect width="1024" height="576" filter="url(#f)" opacity="0.7"/></svg>`;
    await sharp(Buffer.from(drawing)).flatten().jpeg({ quality: 90 }).toFile(path);
  });
  return paths;
}

async function forEachAtOnce<T>(count: number, items: readonly T[], work: (item: T) => Promise<void>) {
  const rest = items.values();
  const takeNext = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: count }, takeNext));
}

async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1000;
}
