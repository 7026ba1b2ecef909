import { add, mix, scale, smooth } from '../draw/color.ts';
import {
  along,
  box,
  createCamera,
  dot,
  type Field,
  normalAt,
  normalize,
  reflect,
  trace,
  type Vec3,
} from '../draw/march.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { studioShader } from '../parts/studio.ts';

/** A faceted glass bottle with amber liquid on a wet plinth. */
export const perfumeBottle: Scene = (stage) => {
  const { look, noise } = stage;
  const turn = 0.42;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const spin = (x: number, z: number): readonly [number, number] => [x * cos - z * sin, x * sin + z * cos];
  const bottle: Field = (x, y, z) => {
    const [u, w] = spin(x, z);
    const body = box(u, y - 1.02, w, [0.62, 0.82, 0.34], 0.1);
    const cut = (Math.abs(u) + Math.abs(w) - 0.86) * 0.7;
    const neck = Math.max(Math.hypot(u, w) - 0.17, Math.abs(y - 1.92) - 0.14);
    return Math.min(Math.max(body, cut), neck);
  };
  const cap: Field = (x, y, z) => {
    const [u, w] = spin(x, z);
    return box(u, y - 2.3, w, [0.26, 0.27, 0.26], 0.05);
  };
  const plinth: Field = (x, y, z) => Math.max(Math.hypot(x, z) - 1.45, Math.abs(y) - 0.2) - 0.02;
  const pebbles: Field = (x, y, z) =>
    Math.min(
      Math.hypot((x + 0.98) * 0.9, (y - 0.3) * 1.7, z - 0.42) - 0.17,
      Math.hypot((x - 1.02) * 0.85, (y - 0.27) * 1.9, z - 0.3) - 0.2,
    ) * 0.55;
  const solid: Field = (x, y, z) => Math.min(y + 0.2, plinth(x, y, z), cap(x, y, z), pebbles(x, y, z));
  const eye: Vec3 = [0.4, 1.65, 6.4];
  const camera = createCamera(eye, [0, 1.28, 0], 3.1 * look.zoom ** 0.5);
  const light = normalize([-0.75, 0.7, 0.35]);
  const sun = look.air.dusk.sun;
  const around = (ray: Vec3, x: number, y: number) => {
    const glow = Math.exp(-((x * 0.9 + 0.1) ** 2 + (y - 0.1) ** 2) * 1.6);
    const base = look.backdrop(0.12 + 0.5 * glow + 0.22 * ray[1]);
    const panel =
      smooth(0.62, 0.7, ray[0] * -0.8 + ray[1] * 0.3) * smooth(0.98, 0.9, ray[0] * -0.8 + ray[1] * 0.3);
    return add(base, sun, panel * 0.9 + 0.12 * glow);
  };
  const shade = studioShader({
    field: solid,
    eye,
    camera,
    light,
    lightColor: scale(sun, 1.5),
    far: 20,
    hardness: 9,
    around,
    haze: (distance) => smooth(6.5, 13, distance),
    surface: ([x, y, z]) => {
      if (cap(x, y, z) < 0.003)
        return { albedo: scale(look.accents[2], 0.7), gloss: 1.1, polish: 90, mirror: 0.9 };
      if (pebbles(x, y, z) < 0.003)
        return {
          albedo: scale(look.stone(0.4 + 0.2 * noise.fractal(x * 9, y * 9, 3)), 0.8),
          gloss: 0.3,
          polish: 40,
          mirror: 0.3,
        };
      const marble = Math.abs(noise.fractal(x * 1.4 + noise.fractal(x * 3, z * 3, 3) * 1.5, z * 1.4 + y, 4));
      const stone = mix(look.stone(0.62), look.stone(0.3), smooth(0.09, 0, marble) * 0.8);
      return { albedo: scale(stone, y < -0.1 ? 0.6 : 1), gloss: 0.25, polish: 50, mirror: 0.35 };
    },
  });
  const liquid = mix(look.accents[0], look.accents[2], 0.45);
  return paint(stage.width, stage.height, (x, y) => {
    const back = shade(x, y);
    const ray = camera(x, y);
    const hit = trace(bottle, eye, ray, 12, 160);
    const wall = trace(solid, eye, ray, 12, 160);
    if (hit < 0 || (wall > 0 && wall < hit)) return back;
    const point = along(eye, ray, hit);
    const normal = normalAt(bottle, point, 0.002);
    const bent = 0.22;
    const through = shade(x - normal[0] * bent, y - normal[1] * bent * 0.6);
    const deep = smooth(0.1, 0.9, -dot(normal, ray));
    const filled = smooth(1.5, 1.47, point[1]) * smooth(0.28, 0.34, point[1]);
    const lift = smooth(0.2, 1.5, point[1]);
    const body = scale(liquid, 0.35 + 0.75 * lift + 0.5 * Math.exp(-((x + 0.12) ** 2) * 20));
    let color = mix(scale(through, 0.92), body, filled * (0.42 + 0.38 * deep));
    const rim = Math.abs(spin(point[0], point[2])[0]);
    color = mix(
      color,
      scale(look.stone(0.05), 0.6),
      Math.max(
        smooth(0.55, 0.05, -dot(normal, ray)) * 0.6,
        smooth(0.5, 0.6, rim) * 0.35,
        smooth(0.3, 0.2, point[1]) * 0.3,
      ),
    );
    color = add(color, sun, smooth(0.03, 0, Math.abs(rim - 0.46)) * 0.3 * smooth(0.3, 1.7, point[1]));
    const mirrored = reflect(ray, normal);
    const glance = 0.05 + 0.75 * (1 - Math.max(0, -dot(normal, ray))) ** 3;
    color = mix(color, around(mirrored, mirrored[0], mirrored[1]), glance);
    const half = normalize([light[0] - ray[0], light[1] - ray[1], light[2] - ray[2]]);
    color = add(color, sun, Math.max(0, dot(normal, half)) ** 70 * 1.6);
    const label =
      Math.abs(point[1] - 0.98) < 0.24 && Math.abs(spin(point[0], point[2])[0]) < 0.3 && normal[2] > 0.6;
    if (!label) return color;
    const [u] = spin(point[0], point[2]);
    const ink =
      Math.abs(Math.hypot(u, (point[1] - 1.06) * 1) - 0.075) < 0.012 ||
      (Math.abs(point[1] - 0.85) < 0.01 && Math.abs(u) < 0.16)
        ? 0.25
        : 1;
    return mix(color, scale(look.paper, 0.85 * ink), 0.9);
  });
};
