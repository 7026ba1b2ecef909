import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { skyAt, stars } from '../parts/sky.ts';
import { conifers } from '../parts/trees.ts';

/** A lit tent under the Milky Way. */
export const nightCamp: Scene = async (stage) => {
  const { look, noise, width, height, seed } = stage;
  const air = look.air.night;
  const side = look.shift < 0 ? -1 : 1;
  const spotX = look.shift * 0.4;
  const ground = (x: number): number => -0.66 + noise.fractal(x * 1.5, 8, 4) * 0.08;
  const foot = ground(spotX) - 0.02;
  const size = 1.9 * look.zoom;
  const tent = await svgMask(
    width,
    height,
    `<g transform="translate(${spotX * 1000} ${-foot * 1000}) scale(${size})"><path d="M-120 6L-8 -128Q0 -134 8 -128L120 6Z"/></g>`,
  );
  const trees = [
    {
      height: 0.34,
      spacing: 0.06,
      ground: (x: number) => ground(x) + 0.07 + 0.08 * Math.abs(x - spotX),
      seed,
      cover: 0.9,
    },
    {
      height: 0.85 * look.zoom,
      spacing: 0.15,
      ground: (x: number) => ground(x) - 0.03,
      seed: seed + 4,
      cover: 0.85,
      where: (trunk: number) => Math.abs(trunk - spotX) > 0.3,
    },
  ] as const;
  return paint(width, height, (x, y) => {
    const rise = Math.max(0, (y + 0.55) / 1.55);
    let color: Rgb = skyAt(air, rise, x, y);
    const band = (x * 0.85 * side + y * 0.5 - 0.08) * 1.5 + noise.fractal(x * 1.3, y * 1.3, 4) * 0.36;
    const core = Math.exp(-band * band * 4.6);
    const dust = smooth(
      0.02,
      0.4,
      noise.fractal(x * 2.2 + 4, y * 2.2, 5) + 0.25 * Math.exp(-band * band * 26),
    );
    const cloud = core * (0.5 + 0.6 * noise.fractal(x * 3.5, y * 3.5, 5)) * (1 - dust * 0.75);
    color = add(
      color,
      mix(look.water(0.75), look.petal(0.5), smooth(-0.4, 0.5, noise.at(x * 1.6, y * 1.6))),
      Math.max(0, cloud) * 0.6,
    );
    color = add(color, air.sun, Math.max(0, cloud) ** 2 * 0.9);
    color = add(
      color,
      [1, 0.97, 0.94],
      stars(stage, x, y, 0.32 + core * 1.5) * (0.5 + 0.7 * core) * smooth(-0.05, 0.3, rise),
    );
    color = mix(color, mix(air.haze, air.sun, 0.25), smooth(0.26, 0, rise) * 0.5);
    const peak = -0.5 + 0.4 * look.zoom * noise.ridged(x * 0.7 + 2, 3, 6);
    color = mix(
      color,
      mix(air.dark, air.haze, 0.45 - 0.2 * smooth(-0.5, 0, y)),
      smooth(peak + 0.004, peak - 0.004, y),
    );
    const near = Math.hypot(x - spotX, y - foot - 0.08);
    const warm = Math.exp(-near * 4.2);
    for (const [index, row] of trees.entries()) {
      const hit = conifers(row, noise, x, y);
      color = mix(
        color,
        add(scale(air.dark, 0.9 - index * 0.3), air.sun, warm * 0.22 * (0.4 + hit.bough)),
        hit.cover,
      );
    }
    const soil = smooth(ground(x) + 0.004, ground(x) - 0.004, y);
    const tuft = noise.fractal(x * 30, y * 44, 3);
    color = mix(
      color,
      add(
        scale(mix(air.dark, look.leaf(0.3), 0.3), 0.8 + tuft * 0.5),
        air.sun,
        Math.exp(-near * 3.4) * (0.5 + tuft),
      ),
      soil,
    );
    const cloth = maskAt(tent, x, y);
    if (cloth > 0) {
      const u = (x - spotX) / (0.128 * size);
      const v = (y - foot) / (0.128 * size);
      const lamp = Math.exp(-((u * 1.1) ** 2 + (v - 0.28) ** 2) * 3);
      const seam = Math.abs(u) < 0.018 || Math.abs(Math.abs(u) - (1 - v) * 0.52) < 0.012 ? 0.7 : 1;
      const fold = 0.88 + 0.16 * noise.at(u * 5 + v * 3, v * 2);
      color = mix(
        color,
        scale(mix(look.accents[0], air.sun, 0.25 + 0.7 * lamp), (0.3 + 1.25 * lamp) * seam * fold),
        cloth,
      );
    }
    return add(color, mix(look.accents[0], air.sun, 0.6), warm * warm * 0.3);
  });
};
