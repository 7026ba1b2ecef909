import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.ts';
import { forkImageWorker } from './fork-image-worker.ts';
import { createPictureService, type PictureService, type PictureServiceOptions } from './picture-service.ts';

/** A library of pictures in memory, with a picture service on a temporary cache, for tests. */
export interface TestLibrary {
  readonly cacheFolder: string;
  /** Keys that were read, in order. */
  readonly reads: string[];
  /** Process ids of the workers that were started, in order. */
  readonly workers: (number | undefined)[];
  /** What the cache complained of. */
  readonly problems: unknown[];
  put(id: string, bytes: Uint8Array, stamp?: string): void;
  remove(id: string): void;
  /** A service on this library; the cache stays from one to the next. */
  open(options?: Partial<PictureServiceOptions>): PictureService;
  /** Closes every service and removes the cache. */
  dispose(): Promise<void>;
}

const workerEntry = fileURLToPath(new URL('./image-worker.ts', import.meta.url));

export async function createTestLibrary(): Promise<TestLibrary> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'pictures-'));
  const pictures = new Map<string, { bytes: Uint8Array; stamp: string }>();
  const services: PictureService[] = [];
  const library: TestLibrary = {
    cacheFolder,
    reads: [],
    workers: [],
    problems: [],
    put: (id, bytes, stamp = '1') => void pictures.set(id, { bytes, stamp }),
    remove: (id) => void pictures.delete(id),
    open(options = {}) {
      const service = createPictureService({
        cacheFolder,
        library: 'test',
        startWorker: () => {
          const worker = forkImageWorker(workerEntry);
          library.workers.push(worker.pid);
          return worker;
        },
        read: async (key) => {
          library.reads.push(key);
          const found = pictures.get(key.slice('secret/'.length));
          if (found === undefined) throw new Failure('not-found', `No ${key}.`);
          return { bytes: found.bytes, version: 'v' };
        },
        lookup: (id) => {
          const stamp = pictures.get(id)?.stamp;
          return stamp === undefined ? undefined : { key: `secret/${id}`, stamp };
        },
        onProblem: (problem) => void library.problems.push(problem),
        ...options,
      });
      services.push(service);
      return service;
    },
    async dispose() {
      await Promise.all(services.map((service) => service.close()));
      await rm(cacheFolder, { recursive: true, force: true });
    },
  };
  return library;
}

/** Real pictures of the predecessor's library, where that lies beside the repository; else undefined. */
export async function readRealPictures(): Promise<{ name: string; bytes: Buffer }[] | undefined> {
  const beside = fileURLToPath(new URL('../../../../shared/legacy-library', import.meta.url));
  const folder = join(process.env.LEGACY_LIBRARY ?? beside, 'profile_results');
  const names = await readdir(folder, { recursive: true }).catch(() => undefined);
  const pictures = names?.filter((name) => /\.(jpg|png)$/.test(name));
  return (
    pictures &&
    Promise.all(pictures.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })))
  );
}
