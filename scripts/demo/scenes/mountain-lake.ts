import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { along, createCamera, dot, normalize, type Vec3 } from '../draw/march.ts';
import { paint } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { bakeTerrain } from '../draw/terrain.ts';
import { clouds, skyAt } from '../parts/sky.ts';
import { conifers } from '../parts/trees.ts';

/** Snowy range over a still lake at dawn, with a dark shore in front. */
export const mountainLake: Scene = (stage) => {
  const { look, noise, random, aspect } = stage;
  const air = look.air.dawn;
  const side = look.shift < 0 ? -1 : 1;
  const sun = normalize([-0.75 * side, 0.36, -0.42]);
  const peakX = look.shift * 2.2 + between(random, -0.4, 0.4);
  const terrain = bakeTerrain(
    (x, z) => {
      const bend = noise.fractal(x * 0.35, z * 0.35, 3) * 0.9;
      const crest = noise.ridged(x * 0.34 + bend, z * 0.34 - bend * 0.5, 8);
      const peak = Math.exp(-(((x - peakX) / 2.3) ** 2) - ((z + 6.6) / 1.9) ** 2) * 2.1 * look.zoom;
      const wall = smooth(-2.6, -6.5, z) * (0.35 + 0.5 * smooth(0.5, 4, Math.abs(x - peakX * 0.4)));
      return (
        (crest - 0.32) * (0.5 + 1.15 * peak + 1.7 * wall) * smooth(-1.6, -5, z) +
        peak * 0.78 +
        wall * 0.45 -
        0.34
      );
    },
    -9,
    -11,
    18,
    1000,
  );
  const eye: Vec3 = [0, 0.55, 3.2];
  const camera = createCamera(eye, [0, 0.98, -6], 1.95);
  const fog = 0.034 * look.mist;
  const light = scale(air.sun, 1.9);

  const land = (from: Vec3, ray: Vec3, x: number, y: number, rise: number): Rgb => {
    const distance = terrain.trace(from, ray, 1, 24);
    const disc = { x: -side * aspect * 0.62, y: 0.42, radius: 0.001, glow: 0.75 };
    const sky = clouds(stage, air, skyAt(air, rise, x, y, disc), x, rise, 0.8);
    if (distance < 0) return sky;
    const point = along(from, ray, distance);
    const normal = terrain.normal(point[0], point[2], 0.012 + distance * 0.0012);
    const broad = terrain.normal(point[0], point[2], 0.12);
    const snowy = smooth(
      0.25,
      0.75,
      point[1] * 0.55 + broad[1] * 0.75 + noise.fractal(point[0] * 4, point[2] * 4, 3) * 0.5 - 0.25,
    );
    const rock = look.stone(0.3 + 0.25 * noise.fractal(point[0] * 6, point[1] * 12, 4));
    const albedo = mix(rock, look.stone(0.98), snowy * smooth(0.45, 0.72, normal[1]));
    const direct = Math.max(0, dot(normal, sun)) * terrain.sunlight(point, sun, 0.12);
    const ambient = scale(mix(air.sky(0.75), air.haze, 0.4), 0.42 + 0.3 * normal[1]);
    const lit = add(
      [albedo[0] * ambient[0], albedo[1] * ambient[1], albedo[2] * ambient[2]],
      [albedo[0] * light[0], albedo[1] * light[1], albedo[2] * light[2]],
      direct,
    );
    const low = Math.exp(-Math.max(0, point[1]) * 2.2) * 1.6 + 0.35;
    const drift = 0.75 + 0.5 * noise.fractal(point[0] * 0.6, point[1] * 2.2, 3);
    const veil = 1 - Math.exp(-distance * fog * low * drift);
    return mix(lit, mix(air.haze, air.sky(0.12), 0.45), Math.min(0.94, veil));
  };

  const shore = {
    height: 0.42 * look.zoom,
    spacing: 0.1,
    ground: (x: number) =>
      -0.93 + 0.55 * smooth(0.15, 1.1, (x * side) / aspect) ** 1.4 + noise.fractal(x * 2, 4, 3) * 0.06,
    seed: stage.seed,
    cover: 0.75,
  };
  return paint(stage.width, stage.height, (x, y) => {
    const ray = camera(x, y);
    const near = conifers(shore, noise, x, y);
    let color: Rgb;
    const reach = ray[1] < 0 ? -eye[1] / ray[1] : -1;
    const ground = terrain.trace(eye, ray, 1, reach > 0 ? reach : 1.01);
    if (reach > 0 && ground < 0) {
      const point = along(eye, ray, reach);
      const ripple =
        noise.fractal(point[0] * 3, point[2] * 14, 3) * 0.012 +
        noise.at(point[0] * 1.2, point[2] * 3) * 0.006;
      const mirror = normalize([ray[0] + ripple * 0.6, -ray[1] + ripple, ray[2]]);
      const seen = land([point[0], 0.004, point[2]], mirror, x, -y, Math.max(0, mirror[1] * 2.1));
      const facing = 1 - Math.min(1, -ray[1] * 2.4);
      const depth = look.water(0.25 + 0.15 * noise.fractal(point[0], point[2] * 2, 3));
      color = mix(depth, scale(seen, 0.9), 0.35 + 0.55 * facing);
      const mist =
        smooth(0.35, 0.8, 0.5 + noise.fractal(point[0] * 0.5, point[2] * 0.7, 3)) *
        smooth(2.2, 8, reach) *
        0.35 *
        look.mist;
      color = mix(color, mix(air.haze, air.sky(0.05), 0.6), Math.min(0.8, mist));
    } else {
      color = land(eye, ray, x, y, Math.max(0, ray[1] * 2.1));
    }
    const bank = add(scale(air.dark, 1), look.leaf(0.2 + 0.3 * near.bough), 0.18 + 0.12 * near.side * -side);
    return mix(color, bank, near.cover);
  });
};
