import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import type { Air, Stage } from '../draw/stage.ts';

/** Where the sun or moon stands and how it looks, in plane coordinates. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Strength of the glow around it. */
  readonly glow: number;
}

/** The sky's colour at a point; `rise` is 0 on the horizon and 1 at the top of the picture. */
export function skyAt(air: Air, rise: number, x: number, y: number, disc?: Disc): Rgb {
  const base = air.sky(rise);
  if (!disc) return base;
  const away = Math.hypot(x - disc.x, y - disc.y);
  const halo = Math.exp(-away * 2.6) * disc.glow;
  const rim = Math.exp(-Math.max(0, away - disc.radius) * 12) * disc.glow * 0.5;
  const face = smooth(disc.radius + 0.004, disc.radius - 0.004, away);
  return mix(add(base, air.sun, halo * 0.5 + rim * 0.5), scale(air.sun, 1.25), face);
}

/** Wind-drawn clouds over a sky colour, lit from the disc's side. */
export function clouds(stage: Stage, air: Air, base: Rgb, x: number, rise: number, amount: number): Rgb {
  const depth = 0.18 + Math.max(0, rise) * 1.1;
  const u = (x * 0.9) / depth + 3;
  const v = 2.4 / depth;
  const bend = stage.noise.fractal(u * 0.3, v * 0.5, 3) * 1.4;
  const body = stage.noise.fractal(u * 0.5 + bend, v * 0.95 + bend * 0.4, 5);
  const lit = stage.noise.fractal(u * 0.5 + bend + 0.12, v * 0.95 + bend * 0.4 - 0.1, 4);
  const cover = smooth(0.02, 0.42, body) * smooth(0, 0.18, rise) * amount;
  const bright = smooth(-0.05, 0.3, body - lit + 0.1);
  const tone = mix(mix(air.haze, base, 0.35), add(scale(air.sun, 0.75), base, 0.25), bright);
  return mix(base, tone, cover * 0.85);
}

/** Light of the stars at a point; `density` 1 is a clear night. */
export function stars(stage: Stage, x: number, y: number, density: number): number {
  let light = 0;
  for (const [size, share, power] of STAR_LAYERS) {
    const cellX = Math.floor(x * size);
    const cellY = Math.floor(y * size);
    if (hash(cellX, cellY, stage.seed) > share * density) continue;
    const px = (cellX + 0.2 + 0.6 * hash(cellX, cellY, stage.seed + 1)) / size;
    const py = (cellY + 0.2 + 0.6 * hash(cellX, cellY, stage.seed + 2)) / size;
    const away = Math.hypot(x - px, y - py) * size;
    light += power * (0.3 + hash(cellX, cellY, stage.seed + 3)) * Math.exp(-away * away * 22);
  }
  return light;
}

const STAR_LAYERS = [
  [70, 0.16, 1.6],
  [120, 0.14, 0.9],
  [40, 0.05, 3],
] as const;
