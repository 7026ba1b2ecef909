import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { clouds, skyAt } from '../parts/sky.ts';

/** Towers above a sea of fog, seen from high up. */
export const foggyCity: Scene = (stage) => {
  const { look, noise, aspect, seed } = stage;
  const air = look.air.dusk;
  const disc = { x: look.shift * aspect * 0.8, y: 0.16, radius: 0.17 * look.zoom, glow: 0.9 };
  const layers = Array.from({ length: 6 }, (_, index) => {
    const near = index / 5;
    return {
      near,
      width: 0.07 + 0.27 * near ** 1.4,
      base: -0.08 - 1.0 * near ** 1.2,
      reach: 0.42 + 0.72 * near,
      salt: seed + index * 97,
    };
  });
  return paint(stage.width, stage.height, (x, y) => {
    const rise = Math.max(0, (y + 0.12) / 1.12);
    let color = clouds(stage, air, skyAt(air, rise, x, y, disc), x, rise, 0.7);
    for (const layer of layers) {
      const tower = towerAt(x, y, layer);
      const fogLine =
        layer.base +
        0.2 +
        noise.fractal(x * (1.4 - layer.near * 0.4) + layer.near * 9, y * 2.2 + layer.near * 5, 4) * 0.34;
      const bank = smooth(fogLine + 0.22, fogLine - 0.2, y);
      if (tower.cover > 0) {
        const depth = (1 - layer.near) * (0.62 + 0.22 * look.mist);
        const face = mix(air.dark, look.stone(0.35), 0.3 + 0.5 * tower.side);
        const sunny = add(face, air.sun, 0.28 * tower.side * (1 - layer.near * 0.4));
        let body = mix(sunny, mix(air.haze, air.sky(0.1), 0.4), Math.min(0.92, depth));
        body = add(body, mix(air.sun, look.accents[2], 0.5), tower.window * (0.35 + 0.65 * layer.near));
        color = mix(color, body, tower.cover);
      }
      const glow = Math.exp(-Math.hypot((x - disc.x) * 0.8, y - disc.y) * 1.5);
      const swirl = 0.5 + 0.5 * noise.fractal(x * 2.1 + layer.near * 3, y * 4.5, 4);
      const fog: Rgb = add(
        mix(scale(air.haze, 0.8), air.sky(0.06), 0.25 + 0.4 * swirl * (1 - layer.near * 0.5)),
        air.sun,
        glow * 0.3 * swirl,
      );
      color = mix(
        color,
        scale(fog, 1 - layer.near * 0.38),
        bank * (0.5 + 0.4 * Math.min(1, look.mist)) * (0.55 + 0.45 * swirl),
      );
    }
    return color;
  });
};

interface TowerLayer {
  readonly near: number;
  readonly width: number;
  readonly base: number;
  readonly reach: number;
  readonly salt: number;
}

function towerAt(x: number, y: number, layer: TowerLayer): { cover: number; side: number; window: number } {
  const cell = Math.floor(x / layer.width);
  if (hash(cell, 1, layer.salt) < 0.2 + 0.34 * layer.near) return { cover: 0, side: 0, window: 0 };
  const middle = (cell + 0.5) * layer.width;
  const half = layer.width * (0.26 + 0.2 * hash(cell, 2, layer.salt));
  const top = layer.base + layer.reach * (0.25 + 0.95 * hash(cell, 3, layer.salt) ** 2.2);
  const kind = hash(cell, 4, layer.salt);
  const across = (x - middle) / half;
  const up = (top - y) / layer.reach;
  let width = 1;
  if (kind < 0.3) width = up < 0.1 ? 0.45 : up < 0.22 ? 0.72 : 1;
  else if (kind < 0.5) width = Math.min(1, 0.12 + up * 3.2);
  const mast = kind > 0.72 && y < top + 0.09 * layer.reach * 2 && Math.abs(across) < 0.045;
  const inside = y < top && Math.abs(across) < width;
  if (!inside && !mast) return { cover: 0, side: 0, window: 0 };
  const lane = Math.floor(across * 5 + 40);
  const floor = Math.floor((y * 52) / (0.5 + layer.near));
  const gapX = Math.abs(across * 5 + 40 - lane - 0.5) < 0.3;
  const gapY = Math.abs((y * 52) / (0.5 + layer.near) - floor - 0.5) < 0.28;
  const lamp =
    inside && gapX && gapY && hash(lane + cell * 13, floor, layer.salt) > 0.84
      ? hash(lane, floor, layer.salt + 1)
      : 0;
  return {
    cover: 1,
    side: smooth(0.5, -0.5, across) * 0.6 + (across < -0.15 ? 0.4 : 0),
    window: layer.near > 0.25 ? lamp : 0,
  };
}
