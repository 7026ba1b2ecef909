import { crc32 } from 'node:zlib';
import sharp, { type Color } from 'sharp';

/** Pictures for the tests beside this file. */

type Format = 'png' | 'jpeg' | 'webp';

/** Coloured noise over a few flat areas; the same for the same size. */
export async function noise(width: number, height: number, format: Format): Promise<Buffer> {
  const data = new Uint8Array(width * height * 3);
  let state = 2463534242;
  for (let at = 0; at < data.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const area = Math.floor((at / data.length) * 6);
    data[at] = ((area * 53 + (at % 3) * 80 * (area % 3)) % 230) + (state & 15);
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

/** One colour all over; with transparency where the colour has it and the format can. */
export function plain(width: number, height: number, background: Color, format: Format): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background } })
    .toFormat(format)
    .toBuffer();
}

/** A JPEG whose pixels lie as given and which EXIF says to turn right: it is seen as `height` × `width`. */
export async function rightTurned(width: number, height: number): Promise<Buffer> {
  return sharp(await noise(width, height, 'png'))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A PNG of a few bytes whose header promises the given size. */
export function pngHeaderBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG with chunks of text put in before its pixels. */
export function withPngChunks(png: Uint8Array, ...chunks: Buffer[]): Buffer {
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** One PNG chunk with its length and checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
