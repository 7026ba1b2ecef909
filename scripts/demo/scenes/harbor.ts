import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { paintOver } from '../draw/strokes.ts';
import { SAILBOAT } from '../parts/silhouettes.ts';
import { clouds, skyAt } from '../parts/sky.ts';

/** Sunrise over a harbour in thick impressionist strokes. */
export const harbor: Scene = async (stage) => {
  const { look, noise, random, width, height, grain, aspect } = stage;
  const air = look.air.dawn;
  const side = look.shift < 0 ? -1 : 1;
  const horizon = 0.08;
  const disc = { x: side * aspect * 0.34, y: 0.36, radius: 0.085 * look.zoom, glow: 0.85 };
  const boats = await Promise.all(
    [
      [-0.42 * side, -0.42, 2.7],
      [0.26 * side, -0.06, 1.0],
      [0.95 * side, -0.18, 1.4],
    ].map(async ([x = 0, y = 0, size = 1], index) => ({
      y,
      shape: await svgMask(
        width,
        height,
        `<g transform="translate(${x * 1000} ${-y * 1000}) scale(${size * (index === 1 ? -1 : 1)} ${size})">${SAILBOAT}</g>`,
      ),
    })),
  );
  const masts = Array.from({ length: 14 }, () => ({
    x: between(random, -aspect, aspect),
    top: between(random, 0.16, 0.4),
  }));
  const scene = (x: number, y: number): Rgb => {
    const rise = Math.max(0, (y - horizon) / (1 - horizon));
    let color: Rgb = clouds(stage, air, skyAt(air, rise, x, y, disc), x, rise, 1);
    const town =
      horizon +
      0.05 +
      0.09 * Math.max(0, noise.fractal(x * 3, 2, 3)) +
      (noise.at(Math.floor(x * 13) * 3.7, 9) > 0.2 ? 0.06 : 0);
    color = mix(
      color,
      mix(mix(look.stone(0.35), look.water(0.4), 0.4), air.haze, 0.5),
      smooth(town, town - 0.012, y),
    );
    for (const mast of masts) {
      if (Math.abs(x - mast.x) < 0.005 && y < mast.top) color = mix(color, look.stone(0.15), 0.6);
    }
    return color;
  };
  const drawn = paint(width, height, (x, y) => {
    let color: Rgb;
    if (y > horizon) color = scene(x, y);
    else {
      const depth = horizon - y;
      const chop = noise.fractal(x * (5 - depth * 2), y * (22 - depth * 9), 3);
      color = mix(
        scene(x + chop * 0.1, horizon + depth * 0.72 + chop * 0.12),
        look.water(0.38 + chop * 0.45),
        0.38 + depth * 0.2,
      );
      const path = Math.exp(-(((x - disc.x) / (0.07 + depth * 0.17)) ** 2)) * smooth(-0.05, 0.25, chop);
      color = add(color, air.sun, path * 0.85);
      color = mix(color, look.accents[1], smooth(0.16, 0.4, chop) * 0.28);
    }
    for (const boat of boats) {
      const cover = maskAt(boat.shape, x, y);
      const ghost =
        y < boat.y ? maskAt(boat.shape, x + noise.at(x * 9, y * 26) * 0.03, boat.y * 2 - y) * 0.45 : 0;
      const sail = y > boat.y + 0.02;
      const tone = sail
        ? mix(look.paper, look.accents[0], smooth(-0.3, 0.4, noise.at(x * 5, 1) + 0.15))
        : mix(look.accents[3], look.air.night.dark, 0.72);
      color = mix(color, mix(tone, scale(look.water(0.2), 0.9), sail ? 0.12 : 0), Math.max(cover, ghost));
    }
    return color;
  });
  return paintOver(drawn, {
    radii: [15 * grain, 8 * grain, 4.4 * grain],
    length: 4.2,
    wander: 0.4,
    variety: 0.16,
    relief: 0.55,
    seed: stage.seed,
  });
};
