import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';

/** A leaded window: rising sun, hills, a winding river, framed by an arch. */
export const stainedGlass: Scene = (stage) => {
  const { look, noise, aspect, seed } = stage;
  const air = look.air.dusk;
  const lead = scale(look.air.night.dark, 0.8);
  const sun = { x: look.shift * 0.4, y: 0.06, radius: 0.27 * look.zoom };
  const hill = (x: number, layer: number): number =>
    -0.08 - layer * 0.25 + 0.14 * Math.sin(x * (2.6 + layer) + layer * 2.1 + look.shift * 2);
  const region = (x: number, y: number): { id: number; color: Rgb } => {
    const away = Math.hypot(x - sun.x, y - sun.y);
    const river =
      Math.abs(x - sun.x * 0.6 - 0.24 * Math.sin(y * 4.4 + 0.4)) < 0.03 + 0.19 * Math.max(0, -0.12 - y);
    if (y < hill(x, 0) && river) {
      const band = Math.floor((y + 1) * 9);
      return { id: 500 + band, color: look.water(0.4 + 0.5 * hash(band, 1, seed)) };
    }
    for (let layer = 2; layer >= 0; layer -= 1) {
      if (y >= hill(x, layer)) continue;
      const cell = Math.floor(x * 3.4 + y * (layer % 2 === 0 ? 3 : -3) + layer * 4 + 30);
      return {
        id: 100 + layer * 60 + cell,
        color: look.leaf(0.25 + layer * 0.14 + 0.3 * hash(cell, layer, seed)),
      };
    }
    if (away < sun.radius) return { id: 1, color: mix(look.accents[2], air.sun, 0.45) };
    const ray = Math.floor(((Math.atan2(y - sun.y, x - sun.x) + Math.PI) / (Math.PI * 2)) * 26);
    const ring = Math.floor((away - sun.radius) / 0.29 + hash(ray, 7, seed) * 0.6);
    return {
      id: 1000 + ray * 20 + ring,
      color: mix(
        air.sky(0.08 + ring * 0.25 + 0.2 * hash(ray, ring, seed)),
        look.accents[ray % 2 === 0 ? 0 : 3],
        ray % 3 === 0 ? 0.45 : 0.08,
      ),
    };
  };
  const line = 0.011;
  return paint(stage.width, stage.height, (x, y) => {
    const half = aspect - 0.085;
    const top = 0.93 - half;
    const inside = y > top ? half - Math.hypot(x, y - top) : Math.min(half - Math.abs(x), y + 0.93);
    if (inside < 0) {
      const stone = look.stone(0.2 + 0.12 * noise.fractal(x * 6, y * 6, 4));
      return add(scale(stone, 0.55), air.sun, Math.exp(inside * 16) * 0.2);
    }
    const border = inside < 0.075;
    const tile = Math.floor((Math.atan2(y - 0.1, x) + 4) * 7);
    const here = border
      ? { id: 5000 + tile, color: tile % 2 === 0 ? look.accents[1] : look.accents[0] }
      : region(x, y);
    let edge = inside < 0.016 || Math.abs(inside - 0.075) < 0.009 ? 1 : 0;
    if (!border && edge === 0) {
      for (const [dx, dy] of AROUND) {
        if (region(x + dx * line, y + dy * line).id !== here.id) edge = 1;
      }
    } else if (border && Math.abs(((Math.atan2(y - 0.1, x) + 4) * 7) % 1) < 0.09) edge = 1;
    if (edge === 1) return scale(lead, 0.8 + 0.7 * smooth(-0.2, 0.5, noise.at(x * 40, y * 40)));
    const swirl = noise.fractal(x * 8 + here.id, y * 8, 4);
    const streak = noise.fractal(x * 3 + here.id * 3.3, y * 15, 3);
    const light =
      0.85 + swirl * 0.35 + streak * 0.25 + 0.5 * Math.exp(-Math.hypot(x - sun.x, y - sun.y) * 1.6);
    return scale(mix(here.color, air.sun, 0.08 + 0.12 * Math.max(0, swirl)), light * 1.05);
  });
};

const AROUND = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
