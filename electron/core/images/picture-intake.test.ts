import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { forkImageWorker } from './fork-image-worker.ts';
import { createImagePool } from './image-pool.ts';
import { takeInPicture } from './picture-intake.ts';
import { readPictureMetadata } from './picture-metadata.ts';
import { readRealPictures } from './test-library.ts';
import { noise, plain, pngChunk, pngHeaderBomb, withPngChunks } from './test-pictures.ts';

const entry = fileURLToPath(new URL('./image-worker.ts', import.meta.url));
const pool = createImagePool({ startWorker: () => forkImageWorker(entry) });
afterAll(() => pool.close());

const jobId = '93c6b313-c018-4597-b0d3-8b1f7cfaf208';
const prompt = 'a lighthouse — “at dawn” --ar 3:4 --raw --stylize 0 --v 7';
const latin = 'a lighthouse --ar 3:4 --v 7';
const description = `${latin} Job ID: ${jobId}`;

function textChunk(keyword: string, text: string): Buffer {
  return pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'));
}

it('makes the compact JPEG and keeps the original beside it when asked to', async () => {
  const bytes = withPngChunks(
    await noise(1600, 900, 'png'),
    textChunk('Description', description),
    textChunk('Author', 'u143'),
  );
  const taken = await takeInPicture(pool, bytes, 'a.png', { keepOriginal: true });
  expect(taken).toMatchObject({
    originalExtension: 'png',
    width: 1600,
    height: 900,
    metadata: { description: latin, author: 'u143', jobId },
  });
  expect(taken.original).toBe(bytes);
  expect(await sharp(taken.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1024, height: 576 });
  const without = await takeInPicture(pool, bytes, 'a.png', { keepOriginal: false });
  expect(without).not.toHaveProperty('original');
  expect(without.contentHash).toBe(taken.contentHash);
});

it('keeps a compact JPEG byte by byte and no second copy of it', async () => {
  const bytes = await sharp(await noise(800, 600, 'png'))
    .jpeg({ quality: 92 })
    .toBuffer();
  const taken = await takeInPicture(pool, bytes, 'a.jpg', { keepOriginal: true });
  expect(Buffer.compare(taken.jpeg, bytes)).toBe(0);
  expect(taken).not.toHaveProperty('original');
});

it('tells the type from the bytes, whatever the name says', async () => {
  const taken = await takeInPicture(pool, await noise(40, 40, 'webp'), 'a.png', { keepOriginal: true });
  expect(taken.originalExtension).toBe('webp');
});

it('gives equal hashes for the same picture under two names', async () => {
  const bytes = await plain(30, 30, '#abc', 'png');
  const [one, other] = await Promise.all(
    ['one.png', 'other.png'].map((name) => takeInPicture(pool, bytes, name, { keepOriginal: false })),
  );
  expect(one?.contentHash).toBe(other?.contentHash);
});

it.each([
  ['unsupported', 'a web page', () => Buffer.from('<!DOCTYPE html><html></html>')],
  ['unsupported', 'SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['invalid', 'empty', () => Buffer.alloc(0)],
  ['invalid', 'too large', () => pngHeaderBomb(30_000, 30_000)],
  ['invalid', 'damaged', async () => (await noise(300, 300, 'jpeg')).subarray(0, 3_000)],
  ['invalid', 'larger than 200 MB', () => Buffer.alloc(200 * 1024 * 1024 + 1)],
] as const)('refuses with %s what is %s, naming the file', async (code, text, make) => {
  await expect(
    takeInPicture(pool, await make(), 'holiday.png', { keepOriginal: true }),
  ).rejects.toMatchObject({
    code,
    message: expect.stringMatching(new RegExp(`^holiday\\.png.*${text}`)),
  });
});

it('stops on abort', async () => {
  const bytes = await noise(600, 600, 'png');
  const taking = takeInPicture(pool, bytes, 'a.png', { keepOriginal: true, signal: AbortSignal.abort() });
  await expect(taking).rejects.toMatchObject({ code: 'cancelled', message: 'This was cancelled.' });
});

it('reads text in all three chunk kinds of PNG', async () => {
  const png = await plain(4, 4, '#123', 'png');
  const full = Buffer.from(`${prompt} Job ID: ${jobId}`);
  const chunks = {
    tEXt: textChunk('Description', description),
    iTXt: pngChunk('iTXt', Buffer.concat([Buffer.from('Description\0\0\0\0\0'), full])),
    zTXt: pngChunk(
      'zTXt',
      Buffer.concat([Buffer.from('Description\0\0'), deflateSync(Buffer.from(description))]),
    ),
  };
  expect(await readPictureMetadata(withPngChunks(png, chunks.tEXt))).toEqual({ description: latin, jobId });
  expect(await readPictureMetadata(withPngChunks(png, chunks.iTXt))).toEqual({ description: prompt, jobId });
  expect(await readPictureMetadata(withPngChunks(png, chunks.zTXt))).toEqual({ description: latin, jobId });
});

it('reads the same fields from the XMP of pictures of each type', async () => {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
      Iptc4xmpExt:DigitalImageGUID="${jobId.toUpperCase()}">
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">${latin}</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>u143</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const png = await plain(8, 8, '#123', 'png');
  for (const bytes of [
    await sharp(png).withXmp(xmp).jpeg().toBuffer(),
    await sharp(png).withXmp(xmp).webp().toBuffer(),
    withPngChunks(png, pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`))),
  ]) {
    expect(await readPictureMetadata(bytes)).toEqual({ description: latin, author: 'u143', jobId });
  }
});

it('reads EXIF where there is nothing else, and gives nothing for a bare picture', async () => {
  const exif = { IFD0: { ImageDescription: latin, Artist: 'u143' } };
  const bytes = await sharp(await plain(8, 8, '#123', 'png'))
    .withExif(exif)
    .jpeg()
    .toBuffer();
  expect(await readPictureMetadata(bytes)).toEqual({ description: latin, author: 'u143' });
  expect(await readPictureMetadata(await plain(8, 8, '#123', 'jpeg'))).toEqual({});
});

it('reads nothing from rubbish and from text that inflates without end', async () => {
  const bomb = pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from('Description\0\0'), deflateSync(Buffer.alloc(50_000_000, 65))]),
  );
  const png = await plain(4, 4, '#123', 'png');
  for (const bytes of [
    Buffer.from('rubbish'),
    Buffer.alloc(0),
    png.subarray(0, 20),
    withPngChunks(png, bomb),
  ]) {
    expect(await readPictureMetadata(bytes)).toEqual({});
  }
});

const real = await readRealPictures();

it.skipIf(real === undefined)(
  `leaves every picture of the real library as it is${real ? '' : ' (not run: no real library here)'}`,
  async () => {
    for (const { name, bytes } of real?.slice(0, 20) ?? []) {
      const taken = await takeInPicture(pool, bytes, name, { keepOriginal: true });
      expect(Buffer.compare(taken.jpeg, bytes)).toBe(0);
    }
  },
);
