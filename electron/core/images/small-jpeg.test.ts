import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readSmallJpeg } from './small-jpeg.ts';
import { noise, plain, pngHeaderBomb, rightTurned } from './test-pictures.ts';

async function progressive(): Promise<Buffer> {
  return sharp(await noise(200, 120, 'png'))
    .jpeg({ progressive: true })
    .toBuffer();
}

it('reads the size of small JPEGs: plain, progressive, grey, and with something behind their end', async () => {
  const jpeg = await noise(200, 120, 'jpeg');
  const grey = await sharp(jpeg).greyscale().toColourspace('b-w').jpeg().toBuffer();
  const named = Buffer.concat([jpeg, Buffer.from('p0000017')]);
  for (const bytes of [jpeg, await progressive(), grey, named, new Uint8Array(named)]) {
    expect(readSmallJpeg(bytes, 160)).toEqual({ width: 200, height: 120 });
  }
});

it('takes no picture that is more than twice as wide as the thumbnail, very high, or of many bytes', async () => {
  const jpeg = await plain(480, 270, '#846', 'jpeg');
  expect(readSmallJpeg(jpeg, 240)).toEqual({ width: 480, height: 270 });
  expect(readSmallJpeg(await plain(481, 270, '#846', 'jpeg'), 240)).toBeUndefined();
  expect(readSmallJpeg(await plain(40, 961, '#846', 'jpeg'), 240)).toBeUndefined();
  const heavy = Buffer.concat([jpeg, Buffer.alloc(32 * 1024)]);
  expect(readSmallJpeg(heavy, 960)).toBeUndefined();
});

it('leaves to the decoder whatever is turned, in four colours, no JPEG, or a bomb', async () => {
  const print = await sharp(await noise(90, 60, 'png'))
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer();
  const bomb = Buffer.from(await plain(90, 60, '#846', 'jpeg'));
  const frame = bomb.indexOf(Buffer.of(0xff, 0xc0));
  bomb.writeUInt16BE(65_000, frame + 5);
  bomb.writeUInt16BE(65_000, frame + 7);
  const others = [
    await rightTurned(90, 60),
    print,
    bomb,
    await noise(90, 60, 'png'),
    await noise(90, 60, 'webp'),
    pngHeaderBomb(30_000, 30_000),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    new Uint8Array(),
  ];
  for (const bytes of others) expect(readSmallJpeg(bytes, 960)).toBeUndefined();
});

it('takes no JPEG that is cut off anywhere', async () => {
  for (const whole of [await noise(120, 80, 'jpeg'), await progressive()]) {
    const jpeg = whole.subarray(0, whole.lastIndexOf(Buffer.of(0xff, 0xd9)));
    for (let length = 0; length <= jpeg.length; length += 7) {
      expect(readSmallJpeg(jpeg.subarray(0, length), 960)).toBeUndefined();
    }
    expect(readSmallJpeg(jpeg, 960)).toBeUndefined();
  }
});

it('reads any bytes without harm, and says no size that is not small', async () => {
  const jpeg = await noise(120, 80, 'jpeg');
  const change = fc.record({ at: fc.nat(jpeg.length - 1), byte: fc.nat(255) });
  const changed = fc.array(change, { maxLength: 12 }).map((changes) => {
    const bytes = Uint8Array.from(jpeg);
    for (const { at, byte } of changes) bytes[at % 700] = byte;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      const size = readSmallJpeg(bytes, 240);
      if (size === undefined) return;
      expect(size.width).toBeLessThanOrEqual(480);
      expect(size.height).toBeLessThanOrEqual(960);
      expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});
