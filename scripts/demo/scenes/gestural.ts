import { mix, type Rgb, scale } from '../draw/color.ts';
import { createRandom, hash } from '../draw/noise.ts';
import { createRaster, pick, put, type Raster } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';

/** Broad loaded-brush gestures, drips and spatter on a pale ground. */
export const gestural: Scene = (stage) => {
  const { look, noise, random, width, height } = stage;
  const canvas = createRaster(width, height);
  const unit = height / 100;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const x = (pixel % width) / height;
    const y = Math.floor(pixel / width) / height;
    const cloud = noise.fractal(x * 2, y * 2, 4);
    put(
      canvas,
      pixel,
      scale(mix(look.paper, look.backdrop(0.8), 0.3 + cloud * 0.6), 0.96 + noise.at(x * 90, y * 90) * 0.03),
    );
  }
  const night = look.air.night.dark;
  const colors: readonly Rgb[] = [
    look.accents[0],
    look.accents[1],
    night,
    look.accents[2],
    look.accents[3],
    look.petal(0.75),
    look.paper,
    night,
  ];
  const middle = width / 2 + look.shift * width * 0.12;
  for (let index = 0; index < 24; index += 1) {
    const color = colors[Math.floor(random() * colors.length)] ?? night;
    sweep(canvas, stage.seed + index, {
      x: middle + between(random, -0.34, 0.34) * width,
      y: height * between(random, 0.2, 0.8),
      angle: between(random, -0.9, 0.6) + (random() < 0.25 ? 1.5 : 0),
      bend: between(random, -0.011, 0.011) / unit,
      radius: unit * (index < 10 ? between(random, 6, 16) : between(random, 0.8, index < 18 ? 5 : 2.2)),
      length: height * between(random, 0.3, 1.05),
      color,
    });
  }
  for (let index = 0; index < 260; index += 1) {
    const color = colors[Math.floor(random() * colors.length)] ?? night;
    const radius = unit * 0.22 * (1 + random() ** 8 * 9);
    const cx = middle + (random() + random() + random() - 1.5) * width * 0.55;
    const cy = height * (0.5 + (random() + random() - 1) * 0.5);
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const column = Math.round(cx + dx);
        const row = Math.round(cy + dy);
        if (dx * dx + dy * dy > radius * radius || column < 0 || row < 0 || column >= width || row >= height)
          continue;
        put(canvas, row * width + column, color);
      }
    }
  }
  return canvas;
};

interface Gesture {
  x: number;
  y: number;
  angle: number;
  readonly bend: number;
  readonly radius: number;
  readonly length: number;
  readonly color: Rgb;
}

function sweep(canvas: Raster, seed: number, gesture: Gesture): void {
  const { width, height } = canvas;
  const random = createRandom(seed);
  const hairs = Math.max(10, Math.round(gesture.radius * 0.9));
  const loads = Array.from({ length: hairs + 1 }, () => 0.5 + random() * 0.7);
  const tones = Array.from({ length: hairs + 1 }, () => 0.72 + random() * 0.5);
  let { x, y, angle } = gesture;
  x -= (Math.cos(angle) * gesture.length) / 2;
  y -= (Math.sin(angle) * gesture.length) / 2;
  const stride = 0.6;
  const count = gesture.length / stride;
  for (let step = 0; step < count; step += 1) {
    const t = step / count;
    angle += gesture.bend * stride * (1 + Math.sin(t * 9));
    x += Math.cos(angle) * stride;
    y += Math.sin(angle) * stride;
    for (let across = -1; across <= 1; across += 0.55 / gesture.radius) {
      const hair = ((across + 1) / 2) * hairs;
      const index = Math.floor(hair);
      const load = (loads[index] ?? 1) - t * 0.75 * (1.1 - (loads[index] ?? 1) * 0.5);
      const dry = load < 0.3 && hash(index * 3, Math.floor(step / 7), seed) > load * 2.6;
      if (dry || load < 0) continue;
      const column = Math.round(x - Math.sin(angle) * across * gesture.radius);
      const row = Math.round(y + Math.cos(angle) * across * gesture.radius);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const pixel = row * width + column;
      const ridge = 1 - 0.22 * Math.abs(hair - index - 0.5) * 2;
      const below = pick(canvas.data, pixel);
      const wet = scale(mix(gesture.color, below, 0.1 + t * 0.15), (tones[index] ?? 1) * ridge);
      put(canvas, pixel, mix(below, wet, Math.abs(across) > 0.96 ? 0.5 : 0.9));
    }
  }
}
