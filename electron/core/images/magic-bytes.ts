import { Failure } from '../failure.ts';

/** The picture types that the app reads. */
export const pictureTypes = ['png', 'jpeg', 'webp'] as const;

export type PictureType = (typeof pictureTypes)[number];

/** Types that are recognised only to say what they are when they are refused. */
export type RefusedType =
  | 'gif'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'bmp'
  | 'jxl'
  | 'svg'
  | 'html'
  | 'xml'
  | 'pdf'
  | 'zip'
  | 'mp4'
  | 'empty';

/** What the first bytes say a file is, whatever its name says; `undefined` when they say nothing known. */
export function sniffType(bytes: Uint8Array): PictureType | RefusedType | undefined {
  if (bytes.length === 0) return 'empty';
  const signature = signatures.find(({ offset, pattern }) =>
    pattern.every((byte, index) => bytes[offset + index] === byte),
  );
  if (signature?.type === 'riff') return ascii(bytes, 8, 12) === 'WEBP' ? 'webp' : undefined;
  if (signature?.type === 'container') return containerType(ascii(bytes, 8, 12));
  return signature?.type ?? sniffMarkup(bytes);
}

/** Whether a sniffed type is one that the app reads. */
export function isPictureType(type: string | undefined): type is PictureType {
  return pictureTypes.some((known) => known === type);
}

/**
 * The type of a picture that the app reads, by its first bytes.
 * @param name how the picture is called in the message, such as its file name.
 * @throws Failure `invalid` for an empty file, `unsupported` for everything else that is no PNG, JPEG or WebP.
 */
export function requirePicture(bytes: Uint8Array, name = 'This file'): PictureType {
  const type = sniffType(bytes);
  if (isPictureType(type)) return type;
  if (type === 'empty') {
    throw new Failure('invalid', `${name} is empty. Nothing was changed; get the picture again.`);
  }
  const what = type === undefined ? 'is not a picture' : `is ${refusedNames[type]}`;
  throw new Failure('unsupported', `${name} ${what}. Nothing was changed; use a PNG, JPEG or WebP picture.`);
}

/** The media type of a picture. */
export function mediaType(type: PictureType): `image/${PictureType}` {
  return `image/${type}`;
}

/** The usual file name ending of a picture type, without the dot. */
export function extensionOf(type: PictureType): 'png' | 'jpg' | 'webp' {
  return type === 'jpeg' ? 'jpg' : type;
}

const refusedNames: Record<Exclude<RefusedType, 'empty'>, string> = {
  gif: 'a GIF picture',
  avif: 'an AVIF picture',
  heic: 'a HEIC picture',
  tiff: 'a TIFF picture',
  bmp: 'a BMP picture',
  jxl: 'a JPEG XL picture',
  svg: 'an SVG drawing, which can carry a program',
  html: 'a web page, not a picture',
  xml: 'an XML text, not a picture',
  pdf: 'a PDF document',
  zip: 'a ZIP archive',
  mp4: 'a video',
};

interface Signature {
  type: PictureType | RefusedType | 'riff' | 'container';
  offset: number;
  pattern: readonly number[];
}

const signatures: readonly Signature[] = [
  { type: 'png', offset: 0, pattern: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'jpeg', offset: 0, pattern: [0xff, 0xd8, 0xff] },
  { type: 'riff', offset: 0, pattern: codes('RIFF') },
  { type: 'container', offset: 4, pattern: codes('ftyp') },
  { type: 'gif', offset: 0, pattern: codes('GIF8') },
  { type: 'tiff', offset: 0, pattern: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'tiff', offset: 0, pattern: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'jxl', offset: 0, pattern: [0xff, 0x0a] },
  { type: 'jxl', offset: 4, pattern: codes('JXL ') },
  { type: 'bmp', offset: 0, pattern: codes('BM') },
  { type: 'pdf', offset: 0, pattern: codes('%PDF') },
  { type: 'zip', offset: 0, pattern: [0x50, 0x4b, 0x03, 0x04] },
];

/** The brands of ISO base media files (ISO/IEC 14496-12) that people take for pictures. */
function containerType(brand: string): RefusedType {
  if (brand.startsWith('avi')) return 'avif';
  if (['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'].includes(brand)) return 'heic';
  return 'mp4';
}

/** Tells markup apart by the first kilobyte, where comments and white space may come first. */
function sniffMarkup(bytes: Uint8Array): RefusedType | undefined {
  const text = markupText(bytes.subarray(0, 1024)).toLowerCase();
  if (!text.startsWith('<')) return undefined;
  if (text.includes('<svg')) return 'svg';
  if (/<(!doctype html|html|head|body|script|iframe|title|meta|a |div|p>|p )/.test(text)) return 'html';
  return text.startsWith('<?xml') || text.startsWith('<!--') || text.startsWith('<!doctype')
    ? 'xml'
    : undefined;
}

function markupText(bytes: Uint8Array): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const narrow = isWide ? bytes.filter((byte) => byte !== 0) : bytes;
  return ascii(narrow, 0, narrow.length).replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function codes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
