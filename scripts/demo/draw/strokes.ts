import { clamp, luminance, type Rgb } from './color.ts';
import { createNoise, createRandom } from './noise.ts';
import { blur, createRaster, pick, put, type Raster, remap } from './raster.ts';

/** How a brush painting is made; lengths are in pixels. */
export interface BrushPlan {
  /** Brush radii, largest first; each layer covers what the one before left wrong. */
  readonly radii: readonly number[];
  /** Stroke length in radii. */
  readonly length: number;
  /** How far strokes leave the picture's own direction, 0–1. */
  readonly wander: number;
  /** Spread of a stroke's colour around the true one, 0–0.3. */
  readonly variety: number;
  /** Height of the paint as the light shows it, 0–1. */
  readonly relief: number;
  readonly seed: number;
}

/** Paints a picture over with curved brush strokes, after Hertzmann (1998), with bristles and raised paint. */
export function paintOver(source: Raster, plan: BrushPlan): Raster {
  const { width, height } = source;
  const canvas = blur(source, plan.radii[0] ?? 8);
  const paint = new Float32Array(width * height);
  const random = createRandom(plan.seed);
  const noise = createNoise(plan.seed);
  const angles = directions(
    source,
    (plan.radii[plan.radii.length - 1] ?? 4) * 1.5,
    (x, y) => noise.fractal(x, y, 2),
    plan.wander,
  );
  for (const [layer, radius] of plan.radii.entries()) {
    const reference = blur(source, Math.max(1, radius * 0.45));
    const spacing = radius * 0.8;
    const places = shuffledGrid(width, height, spacing, random);
    for (const place of places) {
      const pixel = Math.floor(place.y) * width + Math.floor(place.x);
      const color = pick(reference.data, pixel);
      if (layer > 0 && distance(color, pick(canvas.data, pixel)) < 0.045) continue;
      const shade = 1 + (random() - 0.5) * plan.variety * 2;
      const warmth = (random() - 0.5) * plan.variety * 0.7;
      const varied: Rgb = [
        color[0] * shade * (1 + warmth),
        color[1] * shade,
        color[2] * shade * (1 - warmth),
      ];
      drawStroke({
        canvas,
        paint,
        reference,
        angles,
        radius,
        color: varied,
        start: place,
        steps: plan.length * radius,
        random,
      });
    }
  }
  return lightPaint(canvas, paint, plan.relief);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Stroke {
  readonly canvas: Raster;
  readonly paint: Float32Array;
  readonly reference: Raster;
  readonly angles: Float32Array;
  readonly radius: number;
  readonly color: Rgb;
  readonly start: Point;
  readonly steps: number;
  readonly random: () => number;
}

function drawStroke(stroke: Stroke): void {
  const { canvas, paint, radius } = stroke;
  const { width, height } = canvas;
  const bristles = Float32Array.from({ length: 24 }, () => 0.55 + stroke.random() * 0.45);
  const body = 0.4 + stroke.random() * 0.6;
  const stride = Math.max(0.7, radius * 0.11);
  const count = Math.ceil(stroke.steps / stride);
  let { x, y } = stroke.start;
  let angle = stroke.angles[Math.floor(y) * width + Math.floor(x)] ?? 0;
  if (stroke.random() < 0.5) angle += Math.PI;
  for (let step = 0; step < count; step += 1) {
    const pixel = Math.floor(y) * width + Math.floor(x);
    if (step > count * 0.3 && distance(pick(stroke.reference.data, pixel), stroke.color) > 0.3) return;
    const wanted = stroke.angles[pixel] ?? angle;
    angle += Math.sin(wanted - angle) * Math.sign(Math.cos(wanted - angle)) * 0.12;
    const taper = Math.sqrt(Math.min(1, (step + 2) / (count * 0.15), (count - step) / (count * 0.25)));
    for (let across = -1; across <= 1; across += 0.6 / radius) {
      const column = Math.round(x - Math.sin(angle) * across * radius * taper);
      const row = Math.round(y + Math.cos(angle) * across * radius * taper);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const bristle = bristles[Math.floor((across + 1) * 11.9)] ?? 1;
      const cover = clamp((1 - Math.abs(across) ** 4) * bristle * 1.25) * 0.55;
      const target = row * width + column;
      const below = pick(canvas.data, target);
      put(canvas, target, [
        below[0] + (stroke.color[0] - below[0]) * cover,
        below[1] + (stroke.color[1] - below[1]) * cover,
        below[2] + (stroke.color[2] - below[2]) * cover,
      ]);
      paint[target] = (paint[target] ?? 0) * (1 - cover) + body * bristle * cover;
    }
    x += Math.cos(angle) * stride;
    y += Math.sin(angle) * stride;
    if (x < 0 || y < 0 || x >= width || y >= height) return;
  }
}

/** Shades the canvas as if lit from the upper left. */
function lightPaint(canvas: Raster, paint: Float32Array, relief: number): Raster {
  const { width, height } = canvas;
  return remap(canvas, (color, _x, _y, pixel) => {
    const column = pixel % width;
    const row = (pixel - column) / width;
    if (column === 0 || row === 0 || column === width - 1 || row === height - 1) return color;
    const dx = (paint[pixel + 1] ?? 0) - (paint[pixel - 1] ?? 0);
    const dy = (paint[pixel + width] ?? 0) - (paint[pixel - width] ?? 0);
    const light = 1 + clamp((dx + dy) * -0.9, -0.5, 0.6) * relief;
    return [color[0] * light, color[1] * light, color[2] * light];
  });
}

/** Stroke directions along the picture's edges, from a smoothed structure tensor; noise where nothing leads. */
function directions(
  source: Raster,
  radius: number,
  wander: (x: number, y: number) => number,
  share: number,
): Float32Array {
  const { width, height } = source;
  const light = remap(source, (color) => {
    const value = Math.sqrt(Math.max(0, luminance(color)));
    return [value, value, value];
  });
  const calm = blur(light, radius);
  const tensor = createRaster(width, height);
  for (let row = 1; row < height - 1; row += 1) {
    for (let column = 1; column < width - 1; column += 1) {
      const pixel = row * width + column;
      const dx = (calm.data[(pixel + 1) * 3] ?? 0) - (calm.data[(pixel - 1) * 3] ?? 0);
      const dy = (calm.data[(pixel + width) * 3] ?? 0) - (calm.data[(pixel - width) * 3] ?? 0);
      put(tensor, pixel, [dx * dx, dx * dy, dy * dy]);
    }
  }
  const even = blur(tensor, radius * 2.5);
  const scale = 3 / height;
  return Float32Array.from({ length: width * height }, (_, pixel) => {
    const [xx, xy, yy] = pick(even.data, pixel);
    const along = 0.5 * Math.atan2(2 * xy, xx - yy) + Math.PI / 2;
    const strength = Math.min(1, Math.sqrt(xx + yy) * 60);
    const column = pixel % width;
    const drift = wander(column * scale, ((pixel - column) / width) * scale) * Math.PI * 1.6;
    return along * strength + drift * (1 - strength) + drift * share * strength;
  });
}

function shuffledGrid(width: number, height: number, spacing: number, random: () => number): Point[] {
  const places: Point[] = [];
  for (let y = spacing / 2; y < height; y += spacing) {
    for (let x = spacing / 2; x < width; x += spacing) {
      places.push({
        x: clamp(x + (random() - 0.5) * spacing, 0, width - 1),
        y: clamp(y + (random() - 0.5) * spacing, 0, height - 1),
      });
    }
  }
  for (let index = places.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const kept = places[index];
    const moved = places[other];
    if (kept && moved) {
      places[index] = moved;
      places[other] = kept;
    }
  }
  return places;
}

function distance(a: Rgb, b: Rgb): number {
  return Math.abs(a[0] - b[0]) * 0.6 + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) * 0.4;
}
