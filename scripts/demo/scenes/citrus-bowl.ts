import { add, mix, scale, smooth } from '../draw/color.ts';
import { createCamera, normalize, type Vec3, weld } from '../draw/march.ts';
import { paint } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { studioShader } from '../parts/studio.ts';

interface Fruit {
  readonly at: Vec3;
  readonly size: number;
  readonly tone: number;
}

/** A stoneware bowl of clementines with leaves, one fruit rolled away. */
export const citrusBowl: Scene = (stage) => {
  const { look, noise, random } = stage;
  const side = look.shift < 0 ? -1 : 1;
  const fruits: Fruit[] = [];
  const put = (x: number, y: number, z: number): void => {
    fruits.push({ at: [x, y, z], size: between(random, 0.29, 0.34), tone: random() });
  };
  for (let index = 0; index < 6; index += 1) {
    const angle = (index / 6) * Math.PI * 2 + 0.3;
    put(Math.cos(angle) * 0.56, 0.56, Math.sin(angle) * 0.56);
  }
  put(0.05, 0.66, 0.02);
  put(-0.28, 1.02, -0.06);
  put(0.3, 1.0, 0.16);
  put(0.08, 1.02, -0.36);
  put(side * 1.42, 0.31, 0.62);
  put(side * 1.8, 0.3, 0.12);
  const bowl = (x: number, y: number, z: number): number => {
    const around = Math.hypot(x, z);
    const shell = Math.abs(Math.hypot(around, (y - 0.98) * 1.12) - 1.02) - 0.035;
    const wall = Math.max(shell, y - 0.66 - 0.012 * noise.at(x * 2, z * 2));
    const foot = Math.max(Math.abs(around - 0.4) - 0.05, Math.abs(y - 0.03) - 0.06);
    return weld(wall, foot, 0.06) * 0.85;
  };
  const orb = (fruit: Fruit, x: number, y: number, z: number): number => {
    const dx = x - fruit.at[0];
    const dy = y - fruit.at[1];
    const dz = z - fruit.at[2];
    const away = Math.hypot(dx, dy * 1.14, dz);
    const dimple = 0.05 * Math.exp(-(dx * dx + dz * dz) / 0.006) * (dy > 0 ? 1 : 0);
    return (away - fruit.size + dimple) * 0.86;
  };
  const leaf = (x: number, y: number, z: number, at: Vec3, turn: number): number => {
    const u = (x - at[0]) * Math.cos(turn) + (z - at[2]) * Math.sin(turn);
    const w = (z - at[2]) * Math.cos(turn) - (x - at[0]) * Math.sin(turn);
    const t = u / 0.48;
    const half = 0.15 * Math.sin(Math.PI * Math.min(1, Math.max(0, t)) ** 0.8);
    const height = at[1] + 0.16 * Math.sin(t * 2.4) - Math.abs(w) * 0.25;
    const inside = Math.max(Math.abs(w) - half, u - 0.48, -u);
    return Math.max(inside * 0.6, Math.abs(y - height) * 0.7 - 0.008);
  };
  const leaves: readonly (readonly [Vec3, number])[] = [
    [[-0.24, 1.34, -0.05], 2.5 + random()],
    [[-0.26, 1.34, -0.02], 0.4 + random()],
    [[side * 1.42, 0.6, 0.62], 5.4 + random()],
  ];
  const fruitAt = (x: number, y: number, z: number): number => {
    let near = 9;
    for (const fruit of fruits) near = Math.min(near, orb(fruit, x, y, z));
    return near;
  };
  const leafAt = (x: number, y: number, z: number): number => {
    let near = 9;
    for (const [at, turn] of leaves) near = Math.min(near, leaf(x, y, z, at, turn));
    return near;
  };
  const field = (x: number, y: number, z: number): number => {
    const outside = Math.hypot(
      Math.max(0, Math.abs(x) - 2.3),
      Math.max(0, y - 1.75),
      Math.max(0, Math.abs(z) - 1.3),
    );
    if (outside > 0.25) return Math.min(y, outside);
    return Math.min(y, bowl(x, y, z), fruitAt(x, y, z), leafAt(x, y, z));
  };
  const eye: Vec3 = [-0.5 * side, 2.55, 4.6];
  const orange = mix(look.accents[0], look.accents[2], 0.35);
  return paint(
    stage.width,
    stage.height,
    studioShader({
      field,
      eye,
      camera: createCamera(eye, [side * 0.3 - look.shift * 0.35, 0.52, 0], 3.35 * look.zoom),
      light: normalize([-side * 0.8, 0.75, -0.15]),
      lightColor: scale(look.air.dawn.sun, 1.75),
      far: 16,
      hardness: 7,
      around: (ray, x) =>
        mix(
          look.backdrop(0.3 + 0.55 * ray[1] - 0.12 * x * side),
          look.air.dawn.sun,
          0.25 * smooth(0.2, 1, -ray[0] * side),
        ),
      haze: (distance) => smooth(4.8, 9.5, distance) * 0.85,
      surface: (point, normal) => {
        const [x, y, z] = point;
        const gaps = [y, bowl(x, y, z), fruitAt(x, y, z), leafAt(x, y, z)];
        const nearest = gaps.indexOf(Math.min(...gaps));
        if (nearest === 3)
          return {
            albedo: mix(look.leaf(0.55), look.leaf(0.75), Math.abs(noise.at(x * 20, z * 20))),
            gloss: 0.25,
            polish: 30,
            translucent: 0.4,
          };
        if (nearest === 2) {
          const pores = noise.at(x * 46, y * 46, z * 46) * 0.1;
          const fruit = fruits.reduce((best, next) =>
            orb(next, x, y, z) < orb(best, x, y, z) ? next : best,
          );
          const skin = mix(orange, look.accents[0], fruit.tone * 0.7);
          const stem = Math.hypot(x - fruit.at[0], z - fruit.at[2]) < 0.035 && y > fruit.at[1] + 0.2;
          return {
            albedo: stem ? look.leaf(0.4) : scale(skin, 0.95 + pores),
            gloss: 0.35 + pores,
            polish: 26,
            mirror: 0.12,
          };
        }
        if (nearest === 1) {
          const glaze = noise.fractal(x * 5, y * 9, 4, z * 5);
          const speck = noise.at(x * 60, y * 60, z * 60) > 0.55 ? 0.55 : 1;
          const inside = normal[1] > 0.1 ? 1.1 : 1;
          return {
            albedo: scale(mix(look.water(0.3), look.stone(0.8), 0.35 + glaze * 0.35), speck * inside),
            gloss: 0.4,
            polish: 60,
            mirror: 0.25,
          };
        }
        const weave = 0.5 + 0.5 * noise.fractal(x * 1.5, z * 26, 4);
        return {
          albedo: add(scale(look.stone(0.42 + 0.18 * weave), 0.9), [0, 0, 0]),
          gloss: 0.05,
          polish: 12,
        };
      },
    }),
  );
};
