import { err, ok, type Result } from '#shared/result.ts';
import { toAppError } from '../failure.ts';
import type { ImageWorkerProcess } from '../platform.ts';
import type { StoredObject } from '../storage/backend.ts';
import { createByteLru } from './byte-lru.ts';
import type { CachedThumbnail } from './cache-file.ts';
import { createContentIndex } from './content-index.ts';
import { createImagePool } from './image-pool.ts';
import { mediaType, type PictureType, requirePicture } from './magic-bytes.ts';
import type { Swatch } from './palette.ts';
import { type TakeInOptions, type TakenIn, takeInPicture } from './picture-intake.ts';
import { defaultThumbnailWidth, snapWidth, type ThumbnailWidth } from './picture-limits.ts';
import {
  createMaker,
  nameOf,
  type PictureCallOptions,
  type PictureLocation,
  type Wanted,
} from './picture-maker.ts';
import { type PrepareReport, type PrepareStep, preparePictures } from './prepare-pictures.ts';
import { createSharedCalls } from './shared-calls.ts';
import { readSmallJpeg } from './small-jpeg.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

/** A picture as it lies in the library. */
export interface OriginalPicture {
  bytes: Uint8Array;
  mediaType: `image/${PictureType}`;
}

/** A picture made small, or one that is small as it is. */
export interface Thumbnail {
  bytes: Uint8Array;
  mediaType: `image/${PictureType}`;
  /** Natural size of the picture, in pixels, orientation applied. */
  width: number;
  height: number;
}

/**
 * The pictures of one library: thumbnails, palettes, originals, and new ones made ready. A picture is
 * read when it is first asked for, never on opening, and not again while its stamp stays the same.
 * Every method rejects with a `Failure`: `not-found` for an id that names no picture, `invalid` or
 * `unsupported` for a picture that cannot be read, `cancelled`, or what reading the storage threw.
 */
export interface PictureService {
  /** The stamp of a picture; undefined for an id that names none. */
  stampOf(id: string): string | undefined;
  /** Whether the picture has been read before, so that what is shown of it is in the cache, most likely. */
  wasRead(id: string): Promise<boolean>;
  /**
   * Starts the worker before there is work for it where work is sure to come: when no picture of the library was
   * ever read. Rejects never.
   */
  warmUp(): Promise<void>;
  /**
   * A WebP thumbnail of the next step of `thumbnailWidths` from `width`; never larger than the picture. Of a
   * small JPEG the picture itself, unless a thumbnail of it is there; see `readSmallJpeg`.
   */
  thumbnail(id: string, width: number, options?: PictureCallOptions): Promise<Thumbnail>;
  /** The picture's own bytes. */
  original(id: string, signal?: AbortSignal): Promise<OriginalPicture>;
  /** The main colours of each picture, or why there are none, by id in the order asked. */
  palettes(ids: readonly string[], options?: PictureCallOptions): Promise<Map<string, Result<Swatch[]>>>;
  /**
   * Makes the default thumbnails and palettes that are missing, behind everything visible. Rejects never:
   * problems are in the report, and an abort ends it early.
   */
  prepare(
    ids: readonly string[],
    onProgress?: (step: PrepareStep) => void,
    signal?: AbortSignal,
  ): Promise<PrepareReport>;
  /** The JPEG that the library keeps of these bytes; the bytes themselves when they are compact already. */
  compact(bytes: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
  /** Checks a picture from outside and makes it ready; see `takeInPicture`. */
  takeIn(bytes: Uint8Array, fileName: string, options: TakeInOptions): Promise<TakenIn>;
  /** Ends the worker and writes what is known to the cache. What runs rejects with `cancelled`. */
  close(): Promise<void>;
}

export interface PictureServiceOptions {
  /** Folder for what can be made again. Absolute; made when needed, and may be deleted at any time. */
  cacheFolder: string;
  /** Tells libraries apart in the cache; any text, such as the library's folder. */
  library: string;
  startWorker: () => ImageWorkerProcess;
  /** Reads a picture from the storage. */
  read: (key: string, signal: AbortSignal) => Promise<StoredObject>;
  /** Finds a picture by id; undefined when the library has none of that id. Must be cheap. */
  lookup: (id: string) => PictureLocation | undefined;
  /** Bytes that thumbnails may take on disk; 1 GiB by default. */
  maxCacheBytes?: number;
  /** Hears of trouble with the cache, which costs time but no picture. */
  onProblem?: (error: unknown) => void;
}

/** Opens the pictures of a library. Starts no process and reads no file before it is asked for a picture. */
export function createPictureService(options: PictureServiceOptions): PictureService {
  const onProblem = options.onProblem ?? (() => undefined);
  const index = createContentIndex({ folder: options.cacheFolder, library: options.library, onProblem });
  const cache = createThumbnailCache({
    folder: options.cacheFolder,
    maxBytes: options.maxCacheBytes ?? defaultCacheBytes,
    maxMemoryBytes: thumbnailMemory,
    onProblem,
  });
  const pool = createImagePool({ startWorker: options.startWorker });
  const { locate, obtain, finish } = createMaker({ lookup: options.lookup, read: options.read, index });
  const thumbnails = createSharedCalls<Thumbnail>();
  const palettes = createSharedCalls<Swatch[]>();
  const originals = createSharedCalls<OriginalPicture>();
  const recentOriginals = createByteLru<OriginalPicture>(originalMemory);

  function wantThumbnail(id: string, width: ThumbnailWidth): Wanted<Thumbnail> {
    const made = wantMadeThumbnail(width, false);
    return {
      ...made,
      async make(bytes, hash, run) {
        const small = asThumbnail(bytes, width);
        if (small === undefined) return made.make(bytes, hash, run);
        const { mediaType } = small;
        recentOriginals.set(nameOf(id, locate(id)), { bytes, mediaType }, bytes.length);
        return small;
      },
    };
  }

  function wantMadeThumbnail(width: ThumbnailWidth, withPalette: boolean): Wanted<Thumbnail> {
    return {
      name: `${width}`,
      async find(hash) {
        const found = await cache.get(hash, width);
        return found && toThumbnail(found);
      },
      async make(bytes, hash, run) {
        const needsPalette = withPalette && index.paletteOf(hash) === undefined;
        const job = { kind: 'thumbnail', bytes, width, withPalette: needsPalette } as const;
        const { palette, ...thumbnail } = await pool.run(job, run);
        if (palette !== null) index.rememberPalette(hash, palette);
        await cache.put(hash, width, thumbnail);
        return toThumbnail(thumbnail);
      },
    };
  }

  const wantedPalette: Wanted<Swatch[]> = {
    name: 'palette',
    find: (hash) => index.paletteOf(hash),
    async make(bytes, hash, run) {
      const { palette } = await pool.run({ kind: 'palette', bytes }, run);
      index.rememberPalette(hash, palette);
      return palette;
    },
  };

  async function original(id: string, signal?: AbortSignal): Promise<OriginalPicture> {
    const location = locate(id);
    const picture = nameOf(id, location);
    const recent = recentOriginals.get(picture);
    if (recent !== undefined) return recent;
    const find = async (stop: AbortSignal) => {
      const { bytes } = await options.read(location.key, stop);
      const found = { bytes, mediaType: mediaType(requirePicture(bytes, 'This picture')) };
      recentOriginals.set(picture, found, bytes.length);
      return found;
    };
    return originals.call(picture, find, signal);
  }

  /** Whether the default thumbnail and the palette are there, without reading either. */
  async function isPrepared(id: string): Promise<boolean> {
    await index.open();
    const hash = index.hashOf(id, locate(id).stamp);
    return (
      hash !== undefined && index.paletteOf(hash) !== undefined && cache.has(hash, defaultThumbnailWidth)
    );
  }

  return {
    stampOf: (id) => options.lookup(id)?.stamp,
    async wasRead(id) {
      const stamp = options.lookup(id)?.stamp;
      await index.open();
      return stamp !== undefined && index.hashOf(id, stamp) !== undefined;
    },
    async warmUp() {
      await index.open();
      try {
        if (index.isEmpty()) pool.warmUp();
      } catch (error) {
        // Whoever asks for a picture hears of it.
        onProblem(error);
      }
    },
    async thumbnail(id, width, call = {}) {
      const step = snapWidth(width);
      const recent = recentOriginals.get(nameOf(id, locate(id)));
      const small = recent && asThumbnail(recent.bytes, step);
      return small ?? obtain(thumbnails, id, wantThumbnail(id, step), call);
    },
    original,
    async palettes(ids, call = {}) {
      const find = async (id: string) => obtain(palettes, id, wantedPalette, call);
      const results = ids.map(async (id) => [id, await asResult(find(id))] as const);
      return new Map(await Promise.all(results));
    },
    prepare(ids, onProgress, signal) {
      const behind = { priority: 'background', signal } as const;
      return preparePictures(ids, {
        isPrepared,
        prepare: async (id) => {
          await obtain(thumbnails, id, wantMadeThumbnail(defaultThumbnailWidth, true), behind);
          await obtain(palettes, id, wantedPalette, behind);
        },
        onProgress,
        signal,
      });
    },
    async compact(bytes, signal) {
      const { jpeg } = await pool.run({ kind: 'compact', bytes }, { priority: 'visible', signal });
      return jpeg ?? bytes;
    },
    takeIn: (bytes, fileName, takeIn) => takeInPicture(pool, bytes, fileName, takeIn),
    async close() {
      pool.close();
      await finish();
      await Promise.all([index.close(), cache.close()]);
    },
  };
}

function toThumbnail({ webp, width, height }: CachedThumbnail): Thumbnail {
  return { bytes: webp, mediaType: 'image/webp', width, height };
}

/** A small JPEG in the place of its thumbnail. */
function asThumbnail(bytes: Uint8Array, width: ThumbnailWidth): Thumbnail | undefined {
  const size = readSmallJpeg(bytes, width);
  return size && { bytes, mediaType: 'image/jpeg', ...size };
}

const defaultCacheBytes = 1024 ** 3;
const thumbnailMemory = 48 * 1024 ** 2;
const originalMemory = 32 * 1024 ** 2;

async function asResult<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work);
  } catch (error) {
    const { code, message, detail } = toAppError(error);
    return err(code, message, detail);
  }
}
