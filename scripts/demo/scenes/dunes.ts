import { add, mix, type Rgb, scale, smooth, tint } from '../draw/color.ts';
import { along, createCamera, dot, normalize, type Vec3 } from '../draw/march.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { bakeTerrain } from '../draw/terrain.ts';
import { clouds, skyAt } from '../parts/sky.ts';

/** Sharp-crested dunes in low light with one small walker on a crest. */
export const dunes: Scene = async (stage) => {
  const { look, noise, random, aspect } = stage;
  const air = look.air.dusk;
  const side = look.shift < 0 ? 1 : -1;
  const turn = between(random, -0.3, 0.3);
  const wave = (along_: number): number => {
    const place = along_ - Math.floor(along_);
    return place < 0.7 ? (place / 0.7) ** 1.6 : ((1 - place) / 0.3) ** 1.15;
  };
  const terrain = bakeTerrain(
    (x, z) => {
      const bend = noise.fractal(x * 0.16, z * 0.16, 2) * 2.2;
      const flow = (x * (0.55 + turn) * side + z * 0.42) * 0.34 + bend * 0.55;
      const big = wave(flow) * (0.55 + 0.5 * noise.at(x * 0.2 + 5, z * 0.2));
      const small = wave(flow * 2.3 + bend + 0.3) * 0.16;
      return (
        (big + small) * 1.35 +
        noise.fractal(x * 0.4, z * 0.4, 2) * 0.12 +
        Math.sin(x * 26 + bend * 30 + z * 9) * 0.0035
      );
    },
    -14,
    -26,
    29,
    1300,
  );
  const eye: Vec3 = [0, 2.5, 3];
  const camera = createCamera(eye, [0, 1.05, -5], 1.7);
  const sun = normalize([side * 0.86, 0.26, -0.42]);
  const disc = { x: side * aspect * 0.5, y: 0.5, radius: 0.1 * look.zoom, glow: 0.7 };
  const sand = mix(look.stone(0.72), look.accents[2], 0.35);
  let walker: Vec3 = [0, -9, -6];
  for (let z = -3; z > -9; z -= 0.12) {
    for (let x = -2.2; x < 2.2; x += 0.08) {
      const place = x - look.shift * 1.6;
      if (
        terrain.height(place, z) - Math.abs(x) * 0.12 + z * 0.06 >
        walker[1] - Math.abs(walker[0] + look.shift * 1.6) * 0.12 + walker[2] * 0.06
      )
        walker = [place, terrain.height(place, z), z];
    }
  }
  const spot = project(eye, camera, walker, aspect);
  const size = 62 * look.zoom;
  const person = await svgMask(
    stage.width,
    stage.height,
    `<g transform="translate(${spot[0] * 1000} ${-spot[1] * 1000}) scale(${size / 100})"><circle cx="0" cy="-93" r="8"/><path d="M-9 -84Q0 -89 9 -84L13 -50Q18 -30 15 -22L5 -22L9 4L3 4L-1 -22L-4 -22L-9 4L-14 4L-9 -30Q-13 -60 -9 -84Z"/></g>`,
  );
  return paint(stage.width, stage.height, (x, y) => {
    const ray = camera(x, y);
    const distance = terrain.trace(eye, ray, 0.6, 34);
    const rise = Math.max(0, ray[1] * 1.9 + 0.12);
    let color: Rgb = clouds(stage, air, skyAt(air, rise, x, y, disc), x, rise, 0.45);
    if (distance > 0) {
      const point = along(eye, ray, distance);
      const normal = terrain.normal(point[0], point[2], 0.015 + distance * 0.002);
      const direct = Math.max(0, dot(normal, sun)) * terrain.sunlight(point, sun, 0.05);
      const grains = 1 + noise.fractal(point[0] * 9, point[2] * 9, 3) * 0.12;
      const ambient = scale(air.sky(0.85), 0.4 + 0.25 * normal[1]);
      const lit = add(tint(scale(sand, grains), ambient), tint(sand, air.sun), direct * 2.1);
      const rim = smooth(0.75, 0.2, normal[1]) * direct;
      const veil = 1 - Math.exp(-distance * 0.034 * look.mist);
      color = mix(add(lit, air.sun, rim * 0.1), mix(air.haze, air.sky(0.08), 0.55), Math.min(0.9, veil));
    }
    return mix(color, air.dark, maskAt(person, x, y) * 0.95);
  });
};

function project(
  eye: Vec3,
  camera: (x: number, y: number) => Vec3,
  target: Vec3,
  aspect: number,
): readonly [number, number] {
  const wanted = normalize([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  let best: readonly [number, number] = [0, 0];
  let closest = -1;
  for (let x = -aspect; x < aspect; x += 0.01) {
    for (let y = -1; y < 1; y += 0.01) {
      const match = dot(camera(x, y), wanted);
      if (match > closest) {
        closest = match;
        best = [x, y];
      }
    }
  }
  return best;
}
