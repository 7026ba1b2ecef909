import fc from 'fast-check';
import { expect, it } from 'vitest';
import { squaredDistance, toHex, toOkLab } from './oklab.ts';
import { findPalette } from './palette.ts';

type Rgb = [number, number, number];

function raster(...areas: { colour: Rgb; pixels: number }[]) {
  const pixels = areas.flatMap(({ colour, pixels: count }) => Array.from({ length: count }, () => colour));
  return { data: Uint8Array.from(pixels.flat()), channels: 3 as const };
}

it('finds the colours of flat areas with their shares, largest first', () => {
  const palette = findPalette(
    raster(
      { colour: [20, 40, 200], pixels: 10 },
      { colour: [250, 250, 250], pixels: 60 },
      { colour: [200, 30, 30], pixels: 30 },
    ),
  );
  expect(palette).toEqual([
    { hex: '#fafafa', share: 0.6 },
    { hex: '#c81e1e', share: 0.3 },
    { hex: '#1428c8', share: 0.1 },
  ]);
});

it('merges near-identical colours into one', () => {
  const palette = findPalette(
    raster({ colour: [120, 120, 120], pixels: 50 }, { colour: [126, 122, 119], pixels: 50 }),
  );
  expect(palette).toHaveLength(1);
  expect(palette[0]?.share).toBe(1);
});

it('keeps a small strong colour on a large dull ground', () => {
  const greys = Array.from({ length: 80 }, (_, step) => ({
    colour: [60 + step, 60 + step, 62 + step] as Rgb,
    pixels: 12,
  }));
  const palette = findPalette(raster(...greys, { colour: [230, 20, 20], pixels: 40 }));
  const red = palette.find(({ hex }) => hex.startsWith('#e6'));
  expect(red?.share).toBeCloseTo(0.04, 2);
});

it('leaves pixels out that cannot be seen', () => {
  const data = Uint8Array.from([255, 0, 0, 0, 0, 0, 255, 255]);
  expect(findPalette({ data, channels: 4 })).toEqual([{ hex: '#0000ff', share: 1 }]);
  expect(findPalette({ data: data.subarray(0, 4), channels: 4 })).toEqual([]);
});

it('gives one to five distinct colours whose shares add up to one, the same every time', () => {
  const pixels = fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(pixels, (colours) => {
      const picture = { data: Uint8Array.from(colours.flat()), channels: 3 as const };
      const palette = findPalette(picture);
      expect(palette.length).toBeGreaterThanOrEqual(1);
      expect(palette.length).toBeLessThanOrEqual(5);
      expect(new Set(palette.map(({ hex }) => hex)).size).toBe(palette.length);
      expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(findPalette(picture)).toEqual(palette);
    }),
  );
});

it('takes every sRGB colour to OKLab and back', () => {
  fc.assert(
    fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (red, green, blue) => {
      const hex = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
      expect(toHex(toOkLab(red, green, blue))).toBe(hex);
    }),
  );
});

it('agrees with the published OKLab values of white and red', () => {
  expect(squaredDistance(toOkLab(255, 255, 255), [1, 0, 0])).toBeLessThan(1e-6);
  expect(squaredDistance(toOkLab(255, 0, 0), [0.628, 0.2249, 0.1258])).toBeLessThan(1e-6);
});
