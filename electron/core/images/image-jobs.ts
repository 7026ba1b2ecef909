import sharp, { type Metadata, type Sharp } from 'sharp';
import { Failure } from '../failure.ts';
import { requirePicture } from './magic-bytes.ts';
import { findPalette, type Swatch } from './palette.ts';
import { compactQuality, compactSide, maxPixels, maxThumbnailRatio } from './picture-limits.ts';
import { readPictureMetadata } from './picture-metadata.ts';
import { thumbnailFormat } from './thumbnail-format.ts';
import type { WorkerJob, WorkerJobKind, WorkerResult } from './worker-messages.ts';

/**
 * Does one job of the picture worker.
 * @throws Failure `unsupported` for what is no PNG, JPEG or WebP, `invalid` for a damaged picture or one
 *   of more than `maxPixels`, which is told from the header before anything is decoded.
 */
export async function runJob(job: WorkerJob): Promise<WorkerResult<WorkerJobKind>> {
  const type = requirePicture(job.bytes, 'This picture');
  const { header, ...size } = await readHeader(job.bytes);
  switch (job.kind) {
    case 'probe':
      return { type, ...size };
    case 'palette':
      return { palette: await makePalette(job.bytes) };
    case 'compact':
      return {
        ...size,
        jpeg: await makeCompact(job.bytes, header),
        metadata: await readPictureMetadata(job.bytes),
      };
    case 'thumbnail': {
      const [webp, palette] = await Promise.all([
        makeThumbnail(job.bytes, job.width),
        job.withPalette ? makePalette(job.bytes) : null,
      ]);
      return { webp, ...size, palette };
    }
  }
}

/** Turns what sharp throws into a `Failure` in the user's words. */
export function toPictureFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Failure('invalid', 'This picture is damaged and cannot be shown. The file was left as it is.', {
    detail,
    cause: error,
  });
}

const paletteSide = 96;
const secondsPerJob = 40;

/** How many times larger than our own JPEG a small JPEG may be and still be kept as it came. */
const keptSizeRatio = 2;

function makeThumbnail(bytes: Uint8Array, width: number): Promise<Buffer> {
  return decode(bytes)
    .resize({ width, height: width * maxThumbnailRatio, fit: 'inside', withoutEnlargement: true })
    .webp(thumbnailFormat)
    .toBuffer();
}

/** A raster of its own, whatever thumbnail is made beside it, so that a picture has one palette only. */
async function makePalette(bytes: Uint8Array): Promise<Swatch[]> {
  const { data, info } = await decode(bytes)
    .resize({ width: paletteSide, height: paletteSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 && info.channels !== 4) {
    throw new Failure('invalid', 'The colours of this picture cannot be read.');
  }
  return findPalette({ data, channels: info.channels });
}

/**
 * The predecessor's JPEG; null for a JPEG that is as small already, which stays as it came, for each new encoding costs
 * quality; it was decoded whole all the same, so it is known to be sound.
 */
async function makeCompact(bytes: Uint8Array, header: Metadata): Promise<Buffer | null> {
  const jpeg = await decode(bytes)
    .resize({ width: compactSide, height: compactSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: compactQuality })
    .toBuffer();
  return isCompact(header) && bytes.length <= jpeg.length * keptSizeRatio ? null : jpeg;
}

function isCompact(header: Metadata): boolean {
  return (
    header.format === 'jpeg' &&
    Math.max(header.width, header.height) <= compactSide &&
    (header.orientation ?? 1) === 1 &&
    header.space === 'srgb' &&
    header.channels === 3 &&
    !header.hasProfile
  );
}

function decode(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: secondsPerJob })
    .autoOrient();
}

/** Reads the header only, so a bomb of a picture is refused before it costs memory. */
async function readHeader(bytes: Uint8Array): Promise<{ header: Metadata; width: number; height: number }> {
  const header = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  if (header.width * header.height > maxPixels) {
    const size = `${header.width.toLocaleString('en')} × ${header.height.toLocaleString('en')}`;
    const limit = `${maxPixels / 1_000_000} megapixels`;
    throw new Failure('invalid', `This picture is too large: ${size} pixels; up to ${limit} can be shown.`);
  }
  return { header, width: header.autoOrient.width, height: header.autoOrient.height };
}
