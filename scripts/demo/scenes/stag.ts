import { add, mix, scale, smooth } from '../draw/color.ts';
import { blurMask, maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { STAG } from '../parts/silhouettes.ts';
import { skyAt } from '../parts/sky.ts';
import { conifers } from '../parts/trees.ts';

/** A stag on a rise at first light, forest dissolving behind it. */
export const stag: Scene = async (stage) => {
  const { look, noise, width, height, aspect, seed, grain } = stage;
  const air = look.air.dawn;
  const face = look.shift < 0 ? 1 : -1;
  const spotX = look.shift * 0.7;
  const hill = (x: number): number =>
    -0.52 + 0.14 * Math.exp(-(((x - spotX) / 0.8) ** 2)) + noise.fractal(x * 1.4, 3, 4) * 0.07;
  const foot = hill(spotX) - 0.035;
  const size = 3.1 * look.zoom;
  const shape = await svgMask(
    width,
    height,
    `<g transform="translate(${spotX * 1000} ${-foot * 1000}) scale(${size * face} ${size})">${STAG}</g>`,
  );
  const soft = blurMask(shape, 7 * grain);
  const disc = { x: spotX + face * 0.34, y: 0.16, radius: 0.3 * look.zoom, glow: 0.75 };
  const rows = [0, 1, 2, 3].map((index) => ({
    near: index / 3,
    height: 0.55 + 0.4 * index,
    spacing: 0.1 + 0.08 * index,
    ground: (x: number) =>
      -0.24 -
      0.1 * index +
      0.22 * Math.min(1, ((x - spotX) / 1.3) ** 2) +
      noise.fractal(x * 1.2 + index * 5, index, 3) * 0.14,
    seed: seed + index,
    cover: 0.85,
    where: (trunk: number) => index < 2 || Math.abs(trunk - spotX) > 0.55,
  }));
  return paint(width, height, (x, y) => {
    let color = skyAt(air, Math.max(0, y * 0.7 + 0.25), x, y, disc);
    for (const row of rows) {
      const hit = conifers(row, noise, x, y);
      const depth = 0.86 - row.near * 0.36;
      color = mix(
        color,
        mix(mix(air.dark, look.leaf(0.3), 0.4), mix(air.haze, air.sky(0.12), 0.5), depth),
        hit.cover,
      );
      const fog =
        smooth(-0.3, 0.5, noise.fractal(x * 1.2 + row.near * 9, y * 2.6, 4)) * smooth(0.45, -0.25, y);
      color = mix(
        color,
        add(mix(air.haze, air.sky(0.06), 0.5), air.sun, 0.2),
        fog * 0.5 * Math.min(1.2, look.mist),
      );
    }
    const blade = noise.fractal(x * 46 + noise.at(x * 5, y * 6) * 3, y * 5, 3);
    const top = hill(x) + Math.abs(blade) * 0.075 + 0.012;
    const grass = smooth(top + 0.006, top - 0.008, y);
    const lit = smooth(top - 0.16, top, y);
    const meadow = mix(
      scale(air.dark, 0.8),
      look.leaf(0.5 + 0.4 * lit),
      0.15 + 0.55 * lit * (0.5 + Math.abs(blade)),
    );
    const body = maskAt(shape, x, y);
    if (body > 0.003) {
      const step = 5 / height;
      const dx = maskAt(soft, x + step, y) - maskAt(soft, x - step, y);
      const dy = maskAt(soft, x, y + step) - maskAt(soft, x, y - step);
      const rim = Math.max(0, -dx * face * 0.7 - dy * 0.75) * 3.4;
      const fur = noise.fractal(x * 30, y * 22 + x * 10, 3);
      const coat = mix(scale(air.dark, 0.9), look.skin(0.35), 0.22 + fur * 0.2);
      color = mix(color, add(coat, air.sun, Math.min(0.9, rim) * (0.8 + fur)), body);
    }
    color = mix(color, add(meadow, air.sun, lit * 0.07), grass);
    const glow = Math.exp(-Math.hypot(x - disc.x, y - disc.y) * 2.2);
    return add(color, air.sun, glow * 0.09 * (1 - Math.abs(x) / (aspect * 2)));
  });
};
