import { add, clamp, fromOklab, luminance, mix, type Rgb, scale, smooth, toOklab } from './color.ts';
import { hash } from './noise.ts';
import { blur, blurMask, type Mask, pick, type Raster, remap } from './raster.ts';
import type { Stage } from './stage.ts';

/** Adds a soft glow around light above `threshold`. */
export function bloom(
  raster: Raster,
  radius: number,
  threshold: number,
  strength: number,
  color: Rgb,
): Raster {
  const bright = remap(raster, (pixel) => {
    const excess = Math.max(0, luminance(pixel) - threshold);
    return scale(pixel, Math.min(excess / (luminance(pixel) + 0.001), 1) * Math.min(1, 3 / (1 + excess)));
  });
  const wide = blur(bright, radius);
  const narrow = blur(bright, radius / 4);
  return remap(raster, (pixel, _x, _y, index) => {
    const light = add(pick(wide.data, index), pick(narrow.data, index), 0.5);
    return add(pixel, [light[0] * color[0], light[1] * color[1], light[2] * color[2]], strength);
  });
}

/** Compresses values above 0.7 so that nothing clips hard. */
export function shoulder(color: Rgb): Rgb {
  const bend = (value: number): number =>
    value < 0.7 ? value : 0.7 + 0.3 * (1 - Math.exp(-(value - 0.7) / 0.42));
  return [bend(color[0]), bend(color[1]), bend(color[2])];
}

/** Contrast around middle grey, saturation, and a tint for shadows and lights, in Oklab. */
export function grade(
  color: Rgb,
  options: { contrast?: number; saturation?: number; shadows?: Rgb; lights?: Rgb; strength?: number },
): Rgb {
  const lab = toOklab(color);
  const pivot = 0.55;
  const contrast = options.contrast ?? 1;
  const level = pivot + (lab[0] - pivot) * contrast;
  const saturation = options.saturation ?? 1;
  const strength = options.strength ?? 0;
  const low = toOklab(options.shadows ?? [0.2, 0.2, 0.2]);
  const high = toOklab(options.lights ?? [0.8, 0.8, 0.8]);
  const place = smooth(0.15, 0.9, level);
  const a = lab[1] * saturation + (low[1] * (1 - place) + high[1] * place) * strength;
  const b = lab[2] * saturation + (low[2] * (1 - place) + high[2] * place) * strength;
  return fromOklab([clamp(level, 0, 1.2), a, b]);
}

/** Brightness factor that falls towards the corners. */
export function vignette(x: number, y: number, aspect: number, strength: number): number {
  const distance = Math.hypot(x / Math.max(1, aspect), y * Math.min(1, 1 / aspect) ** 0.15);
  return 1 - strength * smooth(0.45, 1.45, distance);
}

/** Soft random grain in about [-1, 1], one value per pixel; `size` is the blur radius in pixels (0 for none). */
export function grainMask(stage: Stage, size: number, salt = 1): Mask {
  const { width, height } = stage;
  const data = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      data[row * width + column] =
        hash(column, row, stage.seed + salt) + hash(column, row, stage.seed + salt + 7) - 1;
    }
  }
  if (size <= 0) return { width, height, data };
  const soft = blurMask({ width, height, data }, size);
  const gain = 2.4 * size;
  return { width, height, data: soft.data.map((value) => value * gain) };
}

/**
 * Smooths into even patches with firm borders (Kuwahara, 1976): each pixel takes the mean
 * of the calmest of its four neighbouring squares.
 */
export function patches(raster: Raster, radius: number): Raster {
  const { width, height } = raster;
  const size = Math.max(1, Math.round(radius));
  const sums = integrals(raster);
  const stride = width + 1;
  const area = (plane: Float64Array, left: number, top: number, right: number, bottom: number): number =>
    (plane[bottom * stride + right] ?? 0) -
    (plane[top * stride + right] ?? 0) -
    (plane[bottom * stride + left] ?? 0) +
    (plane[top * stride + left] ?? 0);
  return remap(raster, (color, _x, _y, pixel) => {
    const column = pixel % width;
    const row = (pixel - column) / width;
    let calmest = Number.POSITIVE_INFINITY;
    let best = color;
    for (const [dx, dy] of QUADRANTS) {
      const left = Math.max(0, column + Math.min(0, dx * size));
      const right = Math.min(width, column + 1 + Math.max(0, dx * size));
      const top = Math.max(0, row + Math.min(0, dy * size));
      const bottom = Math.min(height, row + 1 + Math.max(0, dy * size));
      const share = 1 / ((right - left) * (bottom - top));
      const mean = area(sums.light, left, top, right, bottom) * share;
      const spread = area(sums.square, left, top, right, bottom) * share - mean * mean;
      if (spread < calmest) {
        calmest = spread;
        best = [
          area(sums.red, left, top, right, bottom) * share,
          area(sums.green, left, top, right, bottom) * share,
          area(sums.blue, left, top, right, bottom) * share,
        ];
      }
    }
    return best;
  });
}

/** Prints with a few solid inks; between two inks lies a dot screen of `period` pixels. */
export function screenPrint(raster: Raster, inks: readonly Rgb[], period: number, angle = 0.42): Raster {
  const labs = inks.map(toOklab);
  const pairs = labs.flatMap((from, first) => labs.slice(first + 1).map((to) => ({ from, to })));
  const cos = (Math.cos(angle) * Math.PI) / period;
  const sin = (Math.sin(angle) * Math.PI) / period;
  return remap(raster, (color, _x, _y, pixel) => {
    const column = pixel % raster.width;
    const row = (pixel - column) / raster.width;
    const lab = toOklab(color);
    let nearest = Number.POSITIVE_INFINITY;
    let from = lab;
    let to = lab;
    let share = 0;
    for (const pair of pairs) {
      const edge: Rgb = [pair.to[0] - pair.from[0], pair.to[1] - pair.from[1], pair.to[2] - pair.from[2]];
      const reach: Rgb = [lab[0] - pair.from[0], lab[1] - pair.from[1], lab[2] - pair.from[2]];
      const length = edge[0] ** 2 + edge[1] ** 2 + edge[2] ** 2;
      const place = clamp((edge[0] * reach[0] + edge[1] * reach[1] + edge[2] * reach[2]) / length);
      const miss = Math.hypot(
        reach[0] - edge[0] * place,
        reach[1] - edge[1] * place,
        reach[2] - edge[2] * place,
      );
      const cost = miss + 0.05 * Math.sqrt(length) * Math.min(place, 1 - place);
      if (cost < nearest) {
        nearest = cost;
        share = place;
        from = pair.from;
        to = pair.to;
      }
    }
    const dots = 0.5 + 0.25 * (Math.cos(column * cos + row * sin) + Math.cos(column * sin - row * cos));
    const firm = smooth(0.26, 0.8, share);
    return fromOklab(mix(from, to, smooth(-0.12, 0.12, firm - 0.04 - dots * 0.92)));
  });
}

/** Drawn contours, 0–1, where the picture turns dark: an extended difference of Gaussians (Winnemöller, 2011). */
export function keyLines(raster: Raster, radius: number): Mask {
  const { width, height } = raster;
  const light = Float32Array.from(
    { length: width * height },
    (_, pixel) => toOklab(pick(raster.data, pixel))[0],
  );
  const fine = blurMask({ width, height, data: light }, radius);
  const broad = blurMask({ width, height, data: light }, radius * 2.4);
  const data = fine.data.map((value, pixel) => smooth(0.02, 0.065, (broad.data[pixel] ?? 0) - value));
  return { width, height, data };
}

const QUADRANTS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

function integrals(raster: Raster): Record<'red' | 'green' | 'blue' | 'light' | 'square', Float64Array> {
  const { width, height, data } = raster;
  const stride = width + 1;
  const plane = (): Float64Array => new Float64Array(stride * (height + 1));
  const sums = { red: plane(), green: plane(), blue: plane(), light: plane(), square: plane() };
  for (let row = 0; row < height; row += 1) {
    const line = { red: 0, green: 0, blue: 0, light: 0, square: 0 };
    for (let column = 0; column < width; column += 1) {
      const color = pick(data, row * width + column);
      const light = Math.sqrt(Math.max(0, luminance(color)));
      line.red += color[0];
      line.green += color[1];
      line.blue += color[2];
      line.light += light;
      line.square += light * light;
      const cell = (row + 1) * stride + column + 1;
      for (const key of ['red', 'green', 'blue', 'light', 'square'] as const) {
        sums[key][cell] = (sums[key][cell - stride] ?? 0) + line[key];
      }
    }
  }
  return sums;
}
