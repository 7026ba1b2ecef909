import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { isFailure } from '../failure.ts';
import { forkImageWorker } from './fork-image-worker.ts';
import { createImagePool } from './image-pool.ts';
import { noise, plain, pngHeaderBomb, rightTurned } from './test-pictures.ts';

const entry = fileURLToPath(new URL('./image-worker.ts', import.meta.url));
const pool = createImagePool({ startWorker: () => forkImageWorker(entry) });
afterAll(() => pool.close());

it('makes a WebP thumbnail of the width asked for and tells the natural size', async () => {
  const result = await pool.run({
    kind: 'thumbnail',
    bytes: await noise(800, 600, 'png'),
    width: 160,
    withPalette: false,
  });
  expect(result).toMatchObject({ width: 800, height: 600, palette: null });
  expect(await sharp(result.webp).metadata()).toMatchObject({ format: 'webp', width: 160, height: 120 });
});

it('never enlarges', async () => {
  const result = await pool.run({
    kind: 'thumbnail',
    bytes: await noise(50, 40, 'webp'),
    width: 480,
    withPalette: false,
  });
  expect(await sharp(result.webp).metadata()).toMatchObject({ width: 50, height: 40 });
});

it('turns a picture as its EXIF orientation says', async () => {
  const result = await pool.run({
    kind: 'thumbnail',
    bytes: await rightTurned(400, 200),
    width: 160,
    withPalette: false,
  });
  expect(result).toMatchObject({ width: 200, height: 400 });
  expect(await sharp(result.webp).metadata()).toMatchObject({ width: 160, height: 320 });
});

it('keeps the thumbnail of a ribbon of a picture small', async () => {
  const bytes = await plain(20, 20_000, '#456', 'png');
  const { webp } = await pool.run({ kind: 'thumbnail', bytes, width: 160, withPalette: false });
  expect((await sharp(webp).metadata()).height).toBeLessThanOrEqual(640);
});

it('keeps transparency in thumbnails', async () => {
  const bytes = await plain(100, 100, { r: 0, g: 0, b: 0, alpha: 0.5 }, 'png');
  const { webp } = await pool.run({ kind: 'thumbnail', bytes, width: 160, withPalette: false });
  expect((await sharp(webp).metadata()).hasAlpha).toBe(true);
});

it('gives one palette, whether asked for alone or with a thumbnail of any width', async () => {
  const bytes = await noise(700, 500, 'jpeg');
  const alone = await pool.run({ kind: 'palette', bytes });
  expect(alone.palette).toHaveLength(5);
  for (const width of [160, 960]) {
    const { palette } = await pool.run({ kind: 'thumbnail', bytes, width, withPalette: true });
    expect(palette).toEqual(alone.palette);
  }
});

it('measures the colours of grey and of CMYK pictures', async () => {
  const grey = await sharp(await plain(60, 60, '#808080', 'png'))
    .toColourspace('b-w')
    .png()
    .toBuffer();
  expect(await pool.run({ kind: 'palette', bytes: grey })).toEqual({
    palette: [{ hex: '#808080', share: 1 }],
  });
  const cmyk = await sharp(await plain(60, 60, '#808080', 'png'))
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
  expect((await pool.run({ kind: 'palette', bytes: cmyk })).palette).toHaveLength(1);
});

it('writes the compact JPEG as the predecessor does: within 1024 × 1024, on white, sRGB', async () => {
  const bytes = await plain(2000, 1500, { r: 255, g: 0, b: 0, alpha: 0 }, 'png');
  const { jpeg, width, height } = await pool.run({ kind: 'compact', bytes });
  expect([width, height]).toEqual([2000, 1500]);
  expect(await sharp(jpeg ?? undefined).metadata()).toMatchObject({
    format: 'jpeg',
    width: 1024,
    height: 768,
    space: 'srgb',
  });
  const { channels } = await sharp(jpeg ?? undefined).stats();
  expect(channels.map(({ min }) => min)).toEqual([255, 255, 255]);
});

it('leaves a JPEG that is compact already as it is, and no other', async () => {
  const compact = await sharp(await noise(1024, 500, 'png'))
    .jpeg({ quality: 90 })
    .toBuffer();
  expect((await pool.run({ kind: 'compact', bytes: compact })).jpeg).toBeNull();
  for (const other of [
    await noise(1025, 500, 'jpeg'),
    await rightTurned(400, 200),
    Buffer.concat([compact, Buffer.alloc(4_000_000)]),
    await sharp(compact).toColourspace('cmyk').jpeg().toBuffer(),
    await sharp(compact).withIccProfile('p3').jpeg().toBuffer(),
  ]) {
    expect((await pool.run({ kind: 'compact', bytes: other })).jpeg).not.toBeNull();
  }
});

it('probes type and size', async () => {
  expect(await pool.run({ kind: 'probe', bytes: await rightTurned(40, 20) })).toEqual({
    type: 'jpeg',
    width: 20,
    height: 40,
  });
});

it('refuses 30,000 × 30,000 pixels from the header', async () => {
  for (const kind of ['probe', 'palette', 'compact'] as const) {
    await expect(pool.run({ kind, bytes: pngHeaderBomb(30_000, 30_000) })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('30,000 × 30,000'),
    });
  }
});

it('refuses truncated pictures as damaged, wherever they end', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const whole = await noise(300, 200, format);
    for (const part of [0.1, 0.5, 0.9]) {
      const bytes = whole.subarray(0, Math.floor(whole.length * part));
      await expect(
        pool.run({ kind: 'thumbnail', bytes, width: 160, withPalette: true }),
      ).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  }
});

it('refuses SVG, HTML and emptiness before sharp sees them', async () => {
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', 'GIF89a']) {
    await expect(pool.run({ kind: 'probe', bytes: Buffer.from(text) })).rejects.toMatchObject({
      code: expect.stringMatching(/^(unsupported|invalid)$/),
    });
  }
});

it('answers damaged bytes with a Failure or a picture, and stays alive', async () => {
  const whole = await noise(64, 48, 'jpeg');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      async (at, wrong) => {
        const bytes = Uint8Array.from(whole);
        bytes.set(wrong.subarray(0, bytes.length - at), at);
        try {
          await pool.run({ kind: 'thumbnail', bytes, width: 160, withPalette: true });
        } catch (error) {
          expect(isFailure(error, 'invalid', 'unsupported')).toBe(true);
        }
      },
    ),
    { numRuns: 100 },
  );
});
