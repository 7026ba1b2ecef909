import { mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { box, createCamera, type Field, normalize, type Vec3, weld } from '../draw/march.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { studioShader } from '../parts/studio.ts';

/** A toy house with trees on a floating slice of ground. */
export const tinyHouse: Scene = (stage) => {
  const { look, noise } = stage;
  const air = look.air.dawn;
  const ground: Field = (x, y, z) => {
    const around = Math.hypot(x, z);
    const top = box(x, y + 0.12, z, [1.62, 0.12, 1.62], 0.1);
    const rock = (around - 1.5 - y * 0.95 - noise.at(x * 2.2, y * 2.2, z * 2.2) * 0.28) * 0.55;
    return Math.min(top, Math.max(rock, y + 0.2, -1.75 - y));
  };
  const walls: Field = (x, y, z) => box(x + 0.25, y - 0.5, z + 0.1, [0.62, 0.52, 0.5], 0.03);
  const roof: Field = (x, y, z) => {
    const u = Math.abs(z + 0.1);
    const slope = (y - 1.62 + u * 0.95) * 0.72;
    return Math.max(Math.abs(slope) - 0.06, Math.abs(x + 0.25) - 0.74, u - 0.68, 0.9 - y);
  };
  const gable: Field = (x, y, z) =>
    Math.max(
      (y - 1.55 + Math.abs(z + 0.1) * 0.95) * 0.72,
      Math.abs(x + 0.25) - 0.6,
      0.9 - y,
      Math.abs(z + 0.1) - 0.5,
    );
  const chimney: Field = (x, y, z) => box(x + 0.55, y - 1.6, z + 0.32, [0.11, 0.36, 0.11], 0.02);
  const trunks: Field = (x, y, z) =>
    Math.min(
      Math.max(Math.hypot(x - 0.95, z - 0.62) - 0.07, Math.abs(y - 0.3) - 0.4),
      Math.max(Math.hypot(x - 0.85, z + 0.95) - 0.07, Math.abs(y - 0.3) - 0.4),
      Math.max(Math.hypot(x + 1.2, z - 0.95) - 0.05, Math.abs(y - 0.2) - 0.3),
    );
  const ball = (x: number, y: number, z: number, radius: number): number => Math.hypot(x, y, z) - radius;
  const crowns: Field = (x, y, z) => {
    const lumps = noise.at(x * 7, y * 7, z * 7) * 0.035;
    const one = weld(ball(x - 0.95, y - 0.95, z - 0.62, 0.4), ball(x - 1.1, y - 0.72, z - 0.75, 0.28), 0.15);
    const two = weld(ball(x - 0.85, y - 1.15, z + 0.95, 0.46), ball(x - 0.7, y - 1.55, z + 0.9, 0.28), 0.15);
    const three = ball(x + 1.2, y - 0.66, z - 0.95, 0.32);
    return (Math.min(one, two, three) + lumps) * 0.8;
  };
  const path: Field = (x, y, z) =>
    Math.max(
      Math.abs(x + 0.25 - 0.12 * Math.sin(z * 3)) - 0.17,
      Math.abs(y) - 0.025,
      Math.abs(z - 1.0) - 0.58,
    );
  const parts: readonly Field[] = [ground, walls, roof, gable, chimney, trunks, crowns, path];
  const field: Field = (x, y, z) => {
    const outside = box(x, y - 0.2, z, [1.75, 2.1, 1.75], 0);
    if (outside > 0.3) return outside;
    let near = 9;
    for (const part of parts) near = Math.min(near, part(x, y, z));
    return near;
  };
  const eye: Vec3 = [5.2, 4.3, 6.2];
  const sun = normalize([-0.35, 0.75, 0.62]);
  const grass = look.leaf(0.66);
  return paint(
    stage.width,
    stage.height,
    studioShader({
      field,
      eye,
      camera: createCamera(eye, [0, 0.12, 0], 3.5 * look.zoom),
      light: sun,
      lightColor: scale(air.sun, 1.55),
      far: 20,
      hardness: 14,
      around: (_ray, x, y) => mix(air.sky(0.3 + 0.35 * y), air.sun, 0.55 * Math.exp(-Math.hypot(x, y) * 1.6)),
      surface: ([x, y, z], normal) => {
        const gaps = parts.map((part) => part(x, y, z));
        const nearest = gaps.indexOf(Math.min(...gaps));
        const plain = (albedo: Rgb): { albedo: Rgb } => ({ albedo });
        if (nearest === 0) {
          const layered = 0.5 + 0.5 * Math.sin(y * 16 + noise.at(x * 2, z * 2) * 3);
          const lawn = scale(grass, 0.9 + noise.fractal(x * 5, z * 5, 3) * 0.3);
          return plain(
            mix(
              look.stone(0.34 + 0.18 * layered),
              lawn,
              smooth(-0.2, -0.12, y) * smooth(-0.1, 0.4, normal[1] + 0.3),
            ),
          );
        }
        if (nearest === 1 || nearest === 3) {
          const side = Math.abs(normal[0]) > 0.6;
          const u = side ? z + 0.1 : x + 0.25;
          const door = !side && z > 0 && Math.abs(u) < 0.13 && y < 0.56;
          const pane =
            (side ? Math.abs(Math.abs(u) - 0.0) < 0.16 : Math.abs(Math.abs(u) - 0.37) < 0.12) &&
            Math.abs(y - 0.56) < 0.15;
          const frame =
            pane && (Math.abs(Math.abs(u) - (side ? 0 : 0.37)) < 0.015 || Math.abs(y - 0.56) < 0.015);
          if (door) return plain(look.accents[1]);
          if (pane && !frame)
            return {
              albedo: scale(air.sun, 0.4),
              glow: scale(mix(air.sun, look.accents[2], 0.4), 0.75),
              mirror: 0.3,
            };
          return plain(look.stone(0.93));
        }
        if (nearest === 2)
          return plain(
            scale(
              look.accents[0],
              (Math.floor((y - 0.9) * 14) % 2 === 0 ? 1 : 0.86) + noise.at(x * 12, y * 8) * 0.08,
            ),
          );
        if (nearest === 4) return plain(look.stone(0.45));
        if (nearest === 5) return plain(look.stone(0.25));
        if (nearest === 6)
          return { albedo: mix(look.leaf(0.5), look.petal(0.55), z < 0 ? 0.65 : 0.1), translucent: 0.25 };
        return plain(look.stone(0.75));
      },
    }),
  );
};
