import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { isFailure } from '../failure.ts';
import { extensionOf, isPictureType, mediaType, requirePicture, sniffType } from './magic-bytes.ts';

const text = (value: string) => new TextEncoder().encode(value);

it.each(['png', 'jpeg', 'webp'] as const)('knows a real %s by its bytes', async (type) => {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
    .toFormat(type)
    .toBuffer();
  expect(sniffType(bytes)).toBe(type);
  expect(requirePicture(bytes)).toBe(type);
  expect(mediaType(type)).toBe(`image/${type}`);
});

it.each(['gif', 'avif', 'tiff'] as const)('recognises a real %s and refuses it', async (type) => {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
    .toFormat(type)
    .toBuffer();
  expect(sniffType(bytes)).toBe(type);
  expect(() => requirePicture(bytes, 'picture.png')).toThrow(/picture\.png is .*(GIF|AVIF|TIFF)/);
});

it.each([
  ['svg', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['svg', text('\uFEFF  <?xml version="1.0"?>\n<!-- a -->\n<svg/>')],
  ['svg', Buffer.from('\uFEFF<svg/>', 'utf16le')],
  ['html', text('\n<!DOCTYPE html><html></html>')],
  ['html', text('<script>alert(1)</script>')],
  ['xml', text('<?xml version="1.0"?><note/>')],
  ['pdf', text('%PDF-1.7')],
  ['zip', Buffer.from('504b030414', 'hex')],
  ['mp4', text('\0\0\0\u0018ftypmp42')],
  ['heic', text('\0\0\0\u0018ftypheic')],
  ['bmp', text('BM\u0001\u0002')],
] as const)('recognises %s and refuses it as unsupported', (type, bytes) => {
  expect(sniffType(bytes)).toBe(type);
  expect(() => requirePicture(bytes)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

it('says that an empty file is empty', () => {
  expect(() => requirePicture(new Uint8Array(), 'a.png')).toThrow(
    expect.objectContaining({ code: 'invalid', message: expect.stringContaining('a.png is empty') }),
  );
});

it('takes RIFF files other than WebP for no picture', () => {
  expect(sniffType(text('RIFF\0\0\0\0WAVEfmt '))).toBeUndefined();
});

it('gives any bytes a type or a Failure, never another error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const type = sniffType(bytes);
      if (isPictureType(type)) return expect(extensionOf(requirePicture(bytes))).toMatch(/^(png|jpg|webp)$/);
      try {
        requirePicture(bytes);
        expect.unreachable();
      } catch (error) {
        expect(isFailure(error, 'invalid', 'unsupported')).toBe(true);
      }
    }),
  );
});
