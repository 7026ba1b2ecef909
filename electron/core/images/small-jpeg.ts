/** Size of a picture in pixels. */
interface PixelSize {
  width: number;
  height: number;
}

/** Largest file that is shown in the place of a thumbnail, in bytes: no more than a large thumbnail takes. */
const maxBytes = 32 * 1024;

/** How many times wider and higher than a thumbnail: four times the pixels cost the page little to draw. */
const maxEnlargement = 2;

/**
 * The size of a JPEG that can be shown in the place of its thumbnail, for it is small in bytes and in pixels.
 * Making one would take ten times as long as sending it. Read from the header, nothing is decoded; a file that
 * is cut off, turned by EXIF or of a rare kind is none, so that whoever decodes pictures says what it is.
 * (ITU-T T.81, annex B)
 * @param width of the thumbnail, in pixels.
 */
export function readSmallJpeg(bytes: Uint8Array, width: number): PixelSize | undefined {
  if (bytes.length > maxBytes || bytes[0] !== 0xff || bytes[1] !== startOfImage) return undefined;
  const size = readFrame(bytes);
  const most = width * maxEnlargement;
  const isSmall = size && size.width > 0 && size.height > 0 && size.width <= most && size.height <= most * 2;
  return isSmall ? size : undefined;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const exifSegment = 0xe1;
/** Baseline, extended and progressive, as browsers know them. */
const frames = [0xc0, 0xc1, 0xc2];

/** Goes from segment to segment up to the pixels, then looks whether these have their end. */
function readFrame(bytes: Uint8Array): PixelSize | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: PixelSize | undefined;
  for (let at = 2; at + 4 <= view.length && view[at] === 0xff; ) {
    const marker = view.readUInt8(at + 1);
    const length = view.readUInt16BE(at + 2);
    const segment = view.subarray(at + 4, at + 2 + length);
    if (marker === exifSegment && segment.toString('latin1', 0, 4) === 'Exif') return undefined;
    if (frames.includes(marker)) size = readSize(segment);
    // Within the pixels 0xff is followed by zero or a restart, so this is the end and nothing else.
    if (marker === startOfScan)
      return view.includes(Buffer.of(0xff, endOfImage), at + 2 + length) ? size : undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Of a frame with eight bits a sample, grey or in three colours; prints have four. */
function readSize(frame: Buffer): PixelSize | undefined {
  if (frame.length < 6 || frame[0] !== 8 || (frame[5] !== 1 && frame[5] !== 3)) return undefined;
  return { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1) };
}
