import sharp from 'sharp';
import type { Rgb } from './color.ts';
import { encode } from './color.ts';

/** Pixels in linear light, three numbers each, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** One number per pixel. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/**
 * Colour at a point of the picture plane: the middle is (0, 0), up is positive, the top
 * edge is y = 1 and the right edge x = width / height.
 */
export type Shader = (x: number, y: number) => Rgb;

/** An empty (black) raster. */
export function createRaster(width: number, height: number): Raster {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/** Evaluates a shader at every pixel, with three more samples where neighbours differ. */
export function paint(width: number, height: number, shader: Shader): Raster {
  const raster = createRaster(width, height);
  const sample = (column: number, row: number): Rgb =>
    shader(((column + 0.5) * 2 - width) / height, 1 - ((row + 0.5) * 2) / height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      put(raster, row * width + column, sample(column, row));
    }
  }
  const first = raster.data.slice();
  for (let row = 1; row < height - 1; row += 1) {
    for (let column = 1; column < width - 1; column += 1) {
      const pixel = row * width + column;
      if (!isEdge(first, pixel, width)) continue;
      let sum = pick(first, pixel);
      for (const [dx, dy] of SUBPIXELS) {
        const color = sample(column + dx, row + dy);
        sum = [sum[0] + color[0], sum[1] + color[1], sum[2] + color[2]];
      }
      put(raster, pixel, [sum[0] / 4, sum[1] / 4, sum[2] / 4]);
    }
  }
  return raster;
}

/** Replaces every pixel by a function of its colour and place (plane coordinates as in `Shader`). */
export function remap(
  raster: Raster,
  change: (color: Rgb, x: number, y: number, pixel: number) => Rgb,
): Raster {
  const { width, height } = raster;
  const result = createRaster(width, height);
  for (let row = 0; row < height; row += 1) {
    const y = 1 - ((row + 0.5) * 2) / height;
    for (let column = 0; column < width; column += 1) {
      const pixel = row * width + column;
      put(result, pixel, change(pick(raster.data, pixel), ((column + 0.5) * 2 - width) / height, y, pixel));
    }
  }
  return result;
}

/** The colour at a plane position, bilinear, edges repeated. */
export function sampleAt(raster: Raster, x: number, y: number): Rgb {
  const { width, height, data } = raster;
  const column = Math.min(width - 1.001, Math.max(0, (x * height + width) / 2 - 0.5));
  const row = Math.min(height - 1.001, Math.max(0, ((1 - y) * height) / 2 - 0.5));
  const left = Math.floor(column);
  const top = Math.floor(row);
  const fx = column - left;
  const fy = row - top;
  const base = top * width + left;
  const a = pick(data, base);
  const b = pick(data, base + 1);
  const c = pick(data, base + width);
  const d = pick(data, base + width + 1);
  const blend = (i: 0 | 1 | 2): number =>
    (a[i] * (1 - fx) + b[i] * fx) * (1 - fy) + (c[i] * (1 - fx) + d[i] * fx) * fy;
  return [blend(0), blend(1), blend(2)];
}

/** The mask's value at a plane position, bilinear, edges repeated. */
export function maskAt(mask: Mask, x: number, y: number): number {
  const { width, height, data } = mask;
  const column = Math.min(width - 1.001, Math.max(0, (x * height + width) / 2 - 0.5));
  const row = Math.min(height - 1.001, Math.max(0, ((1 - y) * height) / 2 - 0.5));
  const left = Math.floor(column);
  const top = Math.floor(row);
  const fx = column - left;
  const fy = row - top;
  const base = top * width + left;
  const upper = (data[base] ?? 0) * (1 - fx) + (data[base + 1] ?? 0) * fx;
  const lower = (data[base + width] ?? 0) * (1 - fx) + (data[base + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Blurs by three box passes, which come close to a Gaussian of the given radius in pixels. */
export function blur(raster: Raster, radius: number): Raster {
  return { ...raster, data: boxes(raster.data, raster.width, raster.height, 3, radius) };
}

/** Blurs a mask as `blur` does. */
export function blurMask(mask: Mask, radius: number): Mask {
  return { ...mask, data: boxes(mask.data, mask.width, mask.height, 1, radius) };
}

/** Draws SVG elements in a view box whose height is 2000 and whose middle is 0 0 (y down); the mask is their opacity. */
export async function svgMask(width: number, height: number, elements: string): Promise<Mask> {
  const half = (width / height) * 1000;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-half} -1000 ${half * 2} 2000">${elements}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).ensureAlpha().extractChannel(3).raw().toBuffer();
  return { width, height, data: Float32Array.from(pixels, (value) => value / 255) };
}

/** Reads one pixel. */
export function pick(data: Float32Array, pixel: number): Rgb {
  return [data[pixel * 3] ?? 0, data[pixel * 3 + 1] ?? 0, data[pixel * 3 + 2] ?? 0];
}

/** Writes one pixel. */
export function put(raster: Raster, pixel: number, color: Rgb): void {
  raster.data[pixel * 3] = color[0];
  raster.data[pixel * 3 + 1] = color[1];
  raster.data[pixel * 3 + 2] = color[2];
}

/** Encodes as JPEG, trellis-quantised; values above 1 are cut, so finish with a shoulder first. */
export async function toJpeg(raster: Raster, quality: number): Promise<Buffer> {
  const { width, height } = raster;
  const bytes = Uint8Array.from(raster.data, (value) => Math.round(encode(value) * 255));
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer();
}

const SUBPIXELS = [
  [0.33, -0.17],
  [-0.33, 0.2],
  [0.08, 0.4],
] as const;

function isEdge(data: Float32Array, pixel: number, width: number): boolean {
  for (const step of [1, -1, width, -width]) {
    for (let channel = 0; channel < 3; channel += 1) {
      const here = data[pixel * 3 + channel] ?? 0;
      const there = data[(pixel + step) * 3 + channel] ?? 0;
      if (Math.abs(here - there) > 0.03 + 0.12 * Math.min(1, here)) return true;
    }
  }
  return false;
}

function boxes(
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  radius: number,
): Float32Array {
  const size = Math.max(1, Math.round(radius * 0.95));
  let from = data;
  for (let pass = 0; pass < 3; pass += 1) {
    from = boxLines(from, width, height, channels, size, channels, width * channels);
    from = boxLines(from, height, width, channels, size, width * channels, channels);
  }
  return from;
}

function boxLines(
  data: Float32Array,
  length: number,
  lines: number,
  channels: number,
  radius: number,
  step: number,
  lineStep: number,
): Float32Array {
  const result = new Float32Array(data.length);
  const share = 1 / (radius * 2 + 1);
  for (let line = 0; line < lines; line += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      const start = line * lineStep + channel;
      const value = (index: number): number =>
        data[start + (index < 0 ? 0 : index >= length ? length - 1 : index) * step] ?? 0;
      let sum = 0;
      for (let index = -radius; index <= radius; index += 1) sum += value(index);
      for (let index = 0; index < length; index += 1) {
        result[start + index * step] = sum * share;
        sum += value(index + radius + 1) - value(index - radius);
      }
    }
  }
  return result;
}
