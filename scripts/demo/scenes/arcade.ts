import { mix, scale, smooth } from '../draw/color.ts';
import { box, createCamera, type Field, normalize, type Vec3 } from '../draw/march.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { clouds, skyAt } from '../parts/sky.ts';
import { studioShader } from '../parts/studio.ts';

/** Stacked concrete arches and a stair in hard late sun. */
export const arcade: Scene = (stage) => {
  const { look, noise } = stage;
  const air = look.air.day;
  const side = look.shift < 0 ? -1 : 1;
  const arch = (x: number, y: number, width: number, spring: number): number =>
    y > spring ? Math.hypot(x, y - spring) - width : Math.abs(x) - width;
  const building: Field = (x, y, z) => {
    const storey = y < 2.35 ? 0 : 2.35;
    const pitch = 1.5;
    const cell = x - pitch * Math.round(x / pitch);
    const block = box(x + side * 1.2, y - 2.35, z + 1.5, [5.2, 2.42, 1.4], 0.01);
    const opening = Math.max(arch(cell, y - storey, 0.52, 1.25), 0.12 - (y - storey), -1.6 - z);
    const shelf = box(x + side * 1.2, y - 2.35, z + 1.5, [5.26, 0.08, 1.5], 0.01);
    return Math.min(Math.max(block, -opening), shelf);
  };
  const tower: Field = (x, y, z) => {
    const around = Math.hypot(x + side * 4.6, z + 3.6);
    return Math.max(around - 1.25, y - 7.2, -Math.max(around - 1.05, 6.9 - y));
  };
  const ball: Field = (x, y, z) => Math.hypot(x + side * 1.5, y - 0.42, z - 1.6) - 0.42;
  const field: Field = (x, y, z) => Math.min(y, building(x, y, z), tower(x, y, z), ball(x, y, z));
  const eye: Vec3 = [side * 3.1 - look.shift, 1.15, 5.7];
  const light = normalize([side * 0.72, 0.52, 0.62]);
  return paint(
    stage.width,
    stage.height,
    studioShader({
      field,
      eye,
      camera: createCamera(eye, [-side * 0.75, 2.2, -1], 1.62 * look.zoom ** 0.7),
      light,
      lightColor: scale(air.sun, 2),
      far: 40,
      hardness: 40,
      around: (ray, x, y) =>
        clouds(stage, air, skyAt(air, Math.max(0, ray[1] * 1.7), x, y), x, Math.max(0, ray[1] * 1.7), 0.8),
      haze: (distance) => Math.min(0.6, 1 - Math.exp(-distance * 0.012 * look.mist)),
      surface: ([x, y, z], normal) => {
        if (ball(x, y, z) < 0.004) return { albedo: look.accents[0], gloss: 0.3, polish: 30, mirror: 0.15 };
        if (y < 0.004) {
          const slab = Math.min(
            Math.abs(x - Math.round(x / 1.2) * 1.2),
            Math.abs(z - Math.round(z / 1.2) * 1.2),
          );
          return {
            albedo: scale(
              look.stone(0.68 + 0.1 * noise.fractal(x * 0.8, z * 0.8, 4)),
              slab < 0.012 ? 0.7 : 1,
            ),
            mirror: 0.12,
          };
        }
        const stain = noise.fractal(x * 1.2 + z, y * 0.35, 4);
        const board = noise.at(x * 0.4, Math.floor(y * 9) * 3.1, z * 0.4) * 0.05;
        const joint =
          Math.abs(y - Math.round(y / 0.78) * 0.78) < 0.008 && Math.abs(normal[1]) < 0.5 ? 0.82 : 1;
        const wall = mix(
          look.stone(0.78 + stain * 0.22 + board),
          look.accents[3],
          tower(x, y, z) < 0.004 ? 0.45 : 0.05,
        );
        return { albedo: scale(wall, joint * (0.92 + 0.08 * smooth(0, 0.6, y))), gloss: 0.03, polish: 8 };
      },
    }),
  );
};
