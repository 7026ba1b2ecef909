import { add, mix, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { skyAt } from '../parts/sky.ts';
import { conifers } from '../parts/trees.ts';

/** Rows of snow-laden firs fading into fog, a path of light between them. */
export const snowForest: Scene = (stage) => {
  const { look, noise, aspect, seed } = stage;
  const air = look.air.dawn;
  const gap = look.shift * aspect * 0.6;
  const disc = { x: gap, y: 0.3, radius: 0.11 * look.zoom, glow: 0.7 };
  const rows = Array.from({ length: 7 }, (_, index) => {
    const near = index / 6;
    const base = 0.02 - 0.82 * near ** 1.25;
    const valley = (x: number): number => Math.min(1, ((x - gap) / (0.5 + 0.75 * near)) ** 2);
    return {
      near,
      height: (0.34 + 1.15 * near ** 1.5) * look.zoom,
      spacing: 0.075 + 0.26 * near,
      ground: (x: number) => base + 0.1 * valley(x) + noise.fractal(x * 1.6 + index * 7, index, 3) * 0.06,
      seed: seed + index * 31,
      cover: 0.92 - 0.35 * near,
      where: (trunk: number) => near < 0.4 || valley(trunk) > 0.3,
    };
  });
  return paint(stage.width, stage.height, (x, y) => {
    let color = skyAt(air, Math.max(0, y * 0.75 + 0.18), x, y, disc);
    for (const row of rows) {
      const hit = conifers(row, noise, x, y);
      if (hit.cover > 0) {
        const snowy =
          hit.rise > 0 ? smooth(0.45, 0.95, hit.bough + noise.fractal(x * 22, y * 22, 2) * 0.8) * 0.85 : 1;
        const shade = mix(air.dark, look.leaf(0.22), 0.55);
        const snow = mix(
          mix(air.sky(0.8), look.stone(0.9), 0.55),
          air.sun,
          0.3 + 0.3 * (hit.side * Math.sign(gap - x)),
        );
        const dapple = hit.rise > 0 ? 1 : 0.82 + 0.25 * noise.fractal(x * 5, y * 16, 4);
        const body = mix(
          shade,
          scale(snow, (0.45 + 0.35 * (1 - row.near)) * dapple),
          hit.rise > 0 ? snowy * (0.75 - row.near * 0.2) : 0.92,
        );
        const depth = Math.min(0.95, (1 - row.near) ** 1.1 * (0.6 + 0.25 * look.mist));
        color = mix(color, mix(body, mix(air.haze, air.sky(0.1), 0.5), depth), hit.cover);
      }
      const glow = Math.exp(-Math.hypot(x - disc.x, (y - disc.y) * 0.8) * 1.7);
      const fog =
        smooth(-0.25, 0.5, noise.fractal(x * 1.1 + row.near * 11, y * 2.4 - row.near * 7, 4)) *
        smooth(0.55, -0.15, y - 0.2 + row.near * 0.65);
      color = mix(
        color,
        add(mix(air.haze, air.sky(0.05), 0.5), air.sun, glow * 0.35),
        fog * 0.42 * look.mist * (1 - row.near * 0.55),
      );
      color = add(color, air.sun, glow * 0.05 * (1 - row.near));
    }
    return add(color, [1, 1, 1], flakes(x, y, seed) * 0.5);
  });
};

function flakes(x: number, y: number, seed: number): number {
  let light = 0;
  for (const size of [9, 17, 30]) {
    const cellX = Math.floor(x * size);
    const cellY = Math.floor(y * size);
    if (hash(cellX, cellY, seed + size) > 0.4) continue;
    const dx = x * size - cellX - 0.2 - 0.6 * hash(cellX, cellY, seed + size + 1);
    const dy = y * size - cellY - 0.2 - 0.6 * hash(cellX, cellY, seed + size + 2);
    const radius = 0.05 + 0.07 * hash(cellX, cellY, seed + 5);
    light += smooth(radius, radius * 0.2, Math.hypot(dx, dy)) * 0.8;
  }
  return light;
}
