import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** A thumbnail as it lies in the cache. */
export interface CachedThumbnail {
  webp: Uint8Array;
  /** Natural size of the picture it was made from, in pixels, orientation applied. */
  width: number;
  height: number;
}

/** Ending of unfinished files; what a crash leaves of them is swept by the cache. */
export const temporaryEnding = '.tmp';

/**
 * Reads a cache file. Its checksum covers all that follows it, so a torn or damaged file is told apart.
 * @returns undefined when there is none, and `'damaged'` for a file that is not what was written.
 */
export async function readCacheFile(path: string): Promise<CachedThumbnail | 'damaged' | undefined> {
  const bytes = await readFile(path).catch(unlessMissing);
  return bytes === undefined ? undefined : decodeCacheFile(bytes);
}

/** Writes a cache file whole: a reader sees the old file, the new one or none. Makes the folder when needed. */
export async function writeCacheFile(path: string, thumbnail: CachedThumbnail): Promise<number> {
  const bytes = encodeCacheFile(thumbnail);
  await replaceFile(path, bytes);
  return bytes.length;
}

/**
 * Replaces a file that may be lost but not torn; nothing is synced, for a cache can be made again.
 * @param bytes as a whole, or in pieces that are written one after the other.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array | string | readonly string[],
): Promise<void> {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}${temporaryEnding}`;
  try {
    await writeFile(temporary, bytes, { flag: 'wx' }).catch(async (error) => {
      unlessMissing(error);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, bytes, { flag: 'wx' });
    });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** For `catch`: undefined when a file or folder is not there, else throws on. */
export function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** `MPT1`, checksum of what follows, natural width, natural height, length of the picture; then the picture. */
const magic = Buffer.from('MPT1');
const headerLength = 20;

function encodeCacheFile({ webp, width, height }: CachedThumbnail): Buffer {
  const bytes = Buffer.alloc(headerLength + webp.length);
  magic.copy(bytes);
  bytes.writeUInt32LE(width, 8);
  bytes.writeUInt32LE(height, 12);
  bytes.writeUInt32LE(webp.length, 16);
  bytes.set(webp, headerLength);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

function decodeCacheFile(bytes: Buffer): CachedThumbnail | 'damaged' {
  const isWhole =
    bytes.length > headerLength &&
    bytes.subarray(0, 4).equals(magic) &&
    bytes.readUInt32LE(16) === bytes.length - headerLength &&
    bytes.readUInt32LE(4) === crc32(bytes.subarray(8));
  if (!isWhole) return 'damaged';
  return { width: bytes.readUInt32LE(8), height: bytes.readUInt32LE(12), webp: bytes.subarray(headerLength) };
}
