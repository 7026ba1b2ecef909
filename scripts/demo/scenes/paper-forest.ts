import { mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { paperTooth } from '../parts/media.ts';
import { STAG } from '../parts/silhouettes.ts';
import { conifers } from '../parts/trees.ts';

/** Layers of cut paper opening on a stag before a full moon. */
export const paperForest: Scene = async (stage) => {
  const { look, noise, width, height, aspect, seed } = stage;
  const air = look.air.dusk;
  const side = look.shift < 0 ? -1 : 1;
  const stag = await svgMask(
    width,
    height,
    `<g transform="translate(0 520) scale(${side * 2.05} 2.05)">${STAG}</g>`,
  );
  const layers = Array.from({ length: 6 }, (_, index) => {
    const near = index / 5;
    return {
      near,
      row: {
        height: 0.55 + 0.5 * near,
        spacing: 0.11 + 0.08 * near,
        ground: (x: number) =>
          -0.62 - 0.07 * index + 0.22 * (x / aspect) ** 2 + 0.07 * Math.sin(x * 4 + index * 1.7),
        seed: seed + index * 5,
        cover: 0.85,
        where: (trunk: number) => Math.abs(trunk) / aspect > 0.3 + 0.05 * index,
      },
      open: 0.4 + 0.085 * index,
    };
  });
  const cover = (index: number, x: number, y: number): number => {
    const layer = layers[index];
    if (!layer) return 0;
    const wobble =
      0.07 * Math.sin(Math.atan2(y, x) * 5 + index * 1.3) + 0.04 * noise.at(x * 3 + index * 9, y * 3);
    const frame = smooth(
      -0.004,
      0.004,
      Math.hypot(x / aspect, (y + 0.02) * 0.86) * 0.9 - (0.42 + layer.open * 0.5 + wobble),
    );
    return Math.max(frame, conifers(layer.row, noise, x, y).cover);
  };
  const moon = { x: 0, y: 0.2, radius: 0.33 * look.zoom };
  return paint(width, height, (x, y) => {
    const fiber = 1 + paperTooth(stage, x, y) * 0.045;
    const away = Math.hypot(x - moon.x, y - moon.y);
    let color: Rgb = air.sky(Math.min(1, 0.1 + away * 0.5));
    color = mix(color, look.paper, smooth(moon.radius + 0.003, moon.radius - 0.003, away));
    color = scale(color, 1 - 0.3 * smooth(0.06, 0, away - moon.radius) * (away > moon.radius ? 1 : 0));
    for (const [index, layer] of layers.entries()) {
      if (index === 3) {
        color = scale(color, 1 - 0.35 * maskAt(stag, x - 0.014, y + 0.018));
        color = mix(color, mix(air.dark, look.accents[0], 0.16), maskAt(stag, x, y));
      }
      const drop = 0.012 + 0.012 * layer.near;
      const shadow = Math.max(
        cover(index, x - drop, y + drop * 1.3),
        cover(index, x - drop * 0.4, y + drop * 0.6) * 0.9,
      );
      color = scale(color, 1 - 0.42 * shadow);
      const tone = mix(
        mix(air.sky(0.25 + layer.near * 0.6), look.leaf(0.5), 0.3),
        air.dark,
        0.1 + layer.near * 0.72,
      );
      color = mix(color, tone, cover(index, x, y));
    }
    return scale(color, fiber);
  });
};
