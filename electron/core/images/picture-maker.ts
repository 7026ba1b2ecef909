import { Failure, isFailure } from '../failure.ts';
import type { StoredObject } from '../storage/backend.ts';
import { createByteLru } from './byte-lru.ts';
import { type ContentIndex, hashContent } from './content-index.ts';
import type { JobPriority } from './image-pool.ts';
import { maxFileBytes } from './picture-limits.ts';
import type { SharedCalls } from './shared-calls.ts';
import { createTurns } from './turns.ts';

/** Where a picture lies in the library. */
export interface PictureLocation {
  /** Key in the storage; it never leaves the core. */
  key: string;
  /** Changes when the picture may have changed. */
  stamp: string;
}

export interface PictureCallOptions {
  /** `visible` goes before `background`; the default is `visible`. */
  priority?: JobPriority;
  signal?: AbortSignal | undefined;
}

/** Something that is made of a picture's bytes and kept by their hash. */
export interface Wanted<T> {
  /** Tells apart what is made of the same picture. */
  name: string;
  find(hash: string): T | undefined | Promise<T | undefined>;
  make(bytes: Uint8Array, hash: string, run: Run): Promise<T>;
}

interface Run {
  priority: JobPriority;
  signal: AbortSignal;
}

export interface PictureMakerOptions {
  /** Finds a picture by id; undefined when the library has none of that id. */
  lookup: (id: string) => PictureLocation | undefined;
  /** Reads a picture from the storage. */
  read: (key: string, signal: AbortSignal) => Promise<StoredObject>;
  /** Knows the hash of what was read before. */
  index: ContentIndex;
}

/** Makes things of pictures, each once for all who ask meanwhile, those in view first. */
export interface PictureMaker {
  /** @throws Failure `not-found` for an id that names no picture. */
  locate(id: string): PictureLocation;
  /**
   * Finds what was made of a picture before, or reads the picture and makes it. Rejects with a `Failure`:
   * `not-found`, `invalid` or `unsupported`, `cancelled`, or what reading the storage threw.
   * @param calls those that run for the same kind of thing.
   */
  obtain<T>(calls: SharedCalls<T>, id: string, wanted: Wanted<T>, options: PictureCallOptions): Promise<T>;
  /** Waits for what runs; what has not begun rejects with `cancelled`. */
  finish(): Promise<void>;
}

export function createMaker({ lookup, read, index }: PictureMakerOptions): PictureMaker {
  const turns = createTurns(picturesAtOnce);
  /** Pictures that cannot be read, by their name, so that they cost no worker each time they are seen. */
  const broken = createByteLru<Failure>(maxBroken);

  function locate(id: string): PictureLocation {
    const location = lookup(id);
    if (location !== undefined) return location;
    throw new Failure('not-found', 'This picture is not in the library any more.');
  }

  async function readAndMake<T>(
    id: string,
    { key, stamp }: PictureLocation,
    missedHash: string | undefined,
    wanted: Wanted<T>,
    run: Run,
  ): Promise<T> {
    const { bytes } = await read(key, run.signal);
    if (bytes.length > maxFileBytes)
      throw new Failure('invalid', 'This picture file is too large to be read.');
    const hash = hashContent(bytes);
    const isKnown = hash !== missedHash && index.knowsContent(hash);
    index.rememberHash(id, stamp, hash);
    const found = isKnown ? await wanted.find(hash) : undefined;
    return found ?? wanted.make(bytes, hash, run);
  }

  /** Remembers why a picture cannot be read, while it stays the same. */
  async function rememberingBroken<T>(picture: string, work: () => Promise<T>): Promise<T> {
    const known = broken.get(picture);
    if (known !== undefined) throw known;
    try {
      return await work();
    } catch (error) {
      if (isFailure(error, 'invalid', 'unsupported')) broken.set(picture, error, 1);
      throw error;
    }
  }

  return {
    locate,
    async obtain(calls, id, wanted, { priority = 'visible', signal }) {
      const location = locate(id);
      const picture = nameOf(id, location);
      const call = `${picture} ${wanted.name}`;
      turns.raise(call, priority);
      const findOrMake = async (stop: AbortSignal) => {
        await index.open();
        const hash = index.hashOf(id, location.stamp);
        const found = hash === undefined ? undefined : await wanted.find(hash);
        if (found !== undefined) return found;
        const work = () => readAndMake(id, location, hash, wanted, { priority, signal: stop });
        return rememberingBroken(picture, () => turns.take(call, priority, stop, work));
      };
      return calls.call(call, findOrMake, signal);
    },
    finish: () => turns.close(),
  };
}

/** Names a picture as it is at one moment. */
export function nameOf(id: string, { stamp }: PictureLocation): string {
  return `${id} ${stamp}`;
}

/** Pictures between being read and being made: more than the worker takes, so that a slow storage does not idle it. */
const picturesAtOnce = 16;

const maxBroken = 10_000;
