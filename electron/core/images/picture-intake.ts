import { Failure } from '../failure.ts';
import { hashContent } from './content-index.ts';
import type { ImagePool, JobPriority } from './image-pool.ts';
import { extensionOf, requirePicture } from './magic-bytes.ts';
import { maxFileBytes } from './picture-limits.ts';
import type { PictureMetadata } from './picture-metadata.ts';

/** A picture made ready for the library. */
export interface TakenIn {
  /** SHA-256, hex, of the bytes that came in: equal for the same picture under two names. */
  contentHash: string;
  /** The compact JPEG that the library keeps; the very bytes that came in when those are compact already. */
  jpeg: Uint8Array;
  /** The bytes that came in, when they are to be kept and are not `jpeg` itself. */
  original?: Uint8Array;
  /** Ending for the original by its content, whatever its name says. */
  originalExtension: 'png' | 'jpg' | 'webp';
  /** Natural size of what came in, in pixels, orientation applied. */
  width: number;
  height: number;
  metadata: PictureMetadata;
}

export interface TakeInOptions {
  keepOriginal: boolean;
  priority?: JobPriority;
  signal?: AbortSignal;
}

/**
 * Checks a picture from outside and makes the JPEG that the library keeps. Reads and writes no file.
 * @param fileName the name it came with, only for messages.
 * @throws Failure `unsupported` for what is no PNG, JPEG or WebP by its content; `invalid` for an empty,
 *   damaged or too large picture; `cancelled`. Messages begin with the file's name.
 */
export async function takeInPicture(
  pool: ImagePool,
  bytes: Uint8Array,
  fileName: string,
  options: TakeInOptions,
): Promise<TakenIn> {
  if (bytes.length > maxFileBytes) {
    const limit = maxFileBytes / 1024 / 1024;
    throw new Failure('invalid', `${fileName} is larger than ${limit} MB. Nothing was changed.`);
  }
  const type = requirePicture(bytes, fileName);
  const run = { priority: options.priority ?? 'visible', signal: options.signal } as const;
  try {
    const { jpeg, width, height, metadata } = await pool.run({ kind: 'compact', bytes }, run);
    return {
      contentHash: hashContent(bytes),
      jpeg: jpeg ?? bytes,
      ...(options.keepOriginal && jpeg !== null ? { original: bytes } : {}),
      originalExtension: extensionOf(type),
      width,
      height,
      metadata,
    };
  } catch (error) {
    throw naming(fileName, error);
  }
}

/** Many pictures come at once, so each message says which one it means. */
function naming(fileName: string, error: unknown): unknown {
  if (!(error instanceof Failure) || error.code === 'cancelled') return error;
  const detail = error.detail === undefined ? {} : { detail: error.detail };
  return new Failure(error.code, `${fileName}: ${error.message}`, { ...detail, cause: error });
}
