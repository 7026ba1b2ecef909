import { mix, scale, smooth } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { charcoal } from '../parts/media.ts';
import { LIGHTHOUSE } from '../parts/silhouettes.ts';

/** Charcoal lighthouse in a gale, beam cut out with the eraser. */
export const lighthouse: Scene = async (stage) => {
  const { look, noise, width, height } = stage;
  const side = look.shift < 0 ? -1 : 1;
  const spot = { x: side * 0.26, y: -0.34 };
  const size = 2.35 * look.zoom;
  const tower = await svgMask(
    width,
    height,
    `<g transform="translate(${spot.x * 1000} ${-spot.y * 1000}) scale(${size})">${LIGHTHOUSE}</g>`,
  );
  const lamp = { x: spot.x, y: spot.y + 0.285 * size };
  const drawn = paint(width, height, (x, y) => {
    const swirl = noise.fractal(x * 1.2 + noise.fractal(x, y, 3) * 1.6, y * 1.8 - x * 0.4, 5);
    let tone = 0.5 + swirl * 0.62 - 0.2 * smooth(0, 1, y);
    const beamY = lamp.y - (x - lamp.x) * side * -0.1;
    const reach = (lamp.x - x) * side;
    const spread = 0.015 + Math.max(0, reach) * 0.16;
    tone +=
      smooth(spread, spread * 0.25, Math.abs(y - beamY)) *
      smooth(-0.01, 0.05, reach) *
      0.75 *
      Math.exp(-reach * 0.4);
    tone += Math.exp(-Math.hypot(x - lamp.x, y - lamp.y) * 7) * 0.8;
    const sea = -0.34 + noise.fractal(x * 2.2, 2, 4) * 0.2;
    if (y < sea) {
      const roll = noise.fractal(x * 3 + y * 2, y * 8 - x, 5);
      tone = 0.3 + roll * 0.8 + smooth(0.09, 0, sea - y) * 0.45;
    }
    const rock = spot.y - 0.02 - ((x - spot.x) / 0.5) ** 2 * 0.5 + noise.ridged(x * 3, 4, 5) * 0.2 - 0.1;
    if (y < rock)
      tone =
        0.06 +
        0.34 * smooth(0.1, 0.45, noise.fractal(x * 8 + y * 6, y * 5, 4)) +
        smooth(0.03, 0, rock - y) * 0.12;
    const spray = smooth(
      0.1,
      0.6,
      noise.fractal(x * 4, y * 4, 5) +
        0.5 * Math.exp(-Math.hypot(x - spot.x + side * 0.44, (y + 0.42) * 1.2) * 4.5),
    );
    tone = tone + spray * 0.55 * smooth(-1, -0.5, y) * smooth(0.2, -0.2, y);
    const body = maskAt(tower, x, y);
    const round = (x - spot.x) / (0.046 * size);
    const stripe =
      Math.floor((y - spot.y) / (0.0625 * size)) % 2 === 0 && y < spot.y + 0.25 * size ? 0.32 : 0;
    const wall = 0.66 - stripe - 0.42 * smooth(-0.5, 1, round * side);
    const lit = y > lamp.y - 0.03 * size && y < lamp.y + 0.02 * size ? 0.6 : 0;
    tone = tone * (1 - body) + (wall + lit) * body;
    const light = Math.max(0, tone);
    return [light * light, light * light, light * light];
  });
  return charcoal(
    drawn,
    stage,
    mix(look.paper, look.stone(0.8), 0.15),
    scale(mix(look.air.night.dark, [0.02, 0.02, 0.02], 0.5), 0.9),
  );
};
