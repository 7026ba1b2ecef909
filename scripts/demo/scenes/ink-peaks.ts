import { mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { paperTooth } from '../parts/media.ts';

/** Ink-wash peaks in cloud, a few birds, a red seal. */
export const inkPeaks: Scene = (stage) => {
  const { look, noise, aspect, random } = stage;
  const ink = mix(look.air.night.dark, look.stone(0.12), 0.4);
  const side = look.shift < 0 ? -1 : 1;
  const layers = Array.from({ length: 6 }, (_, index) => ({
    near: index / 5,
    middle: (index % 2 === 0 ? 0.3 : -0.35) * side + (random() - 0.5) * 0.5,
    reach: 0.28 + 0.2 * random(),
  }));
  const moon = { x: -side * 0.3, y: 0.62, radius: 0.13 * look.zoom };
  return paint(stage.width, stage.height, (x, y) => {
    const tooth = paperTooth(stage, x, y);
    let color: Rgb = scale(look.paper, 0.97 + tooth * 0.03);
    const wash = smooth(-0.4, 0.6, noise.fractal(x * 1.1, y * 1.6, 4));
    color = mix(color, mix(ink, look.water(0.5), 0.6), wash * 0.1);
    const away = Math.hypot(x - moon.x, y - moon.y);
    color = mix(
      color,
      look.accents[0],
      smooth(moon.radius + 0.008, moon.radius - 0.006, away + tooth * 0.004) * 0.82,
    );
    for (const layer of layers) {
      const near = layer.near;
      const dx = (x - layer.middle) / (layer.reach + 0.2 * near);
      const tall = (1 - near * 0.55) * 0.95 * look.zoom;
      const crag = noise.ridged(x * 2.4 + near * 13, near * 5, 6) * 0.34 - 0.1;
      const edge =
        -0.42 -
        near * 0.5 +
        tall * Math.exp(-dx * dx * 1.6) +
        crag * (0.5 + 0.5 * Math.exp(-dx * dx)) +
        noise.at(x * 40, near * 9) * 0.008;
      const below = edge - y;
      if (below < -0.01) continue;
      const dark = (0.16 + 0.62 * near ** 1.2) * smooth(-0.006, 0.012, below + tooth * 0.006);
      const fade = smooth(0.62 - 0.16 * near, 0.02, below + noise.fractal(x * 3, y * 3, 3) * 0.22);
      const texture = noise.fractal(x * 14 + y * 5, y * 3.2 - x * 2, 4);
      const stroke = smooth(0.02, 0.3, texture) * 0.55 * near + smooth(0.06, 0, below) * 0.4 * (0.4 + near);
      const amount = Math.min(0.96, dark * fade * (0.72 + stroke + tooth * 0.12));
      color = mix(color, look.paper, smooth(0.1, 0.6, below) * 0.55 * (1 - near * 0.4));
      color = mix(color, mix(ink, look.water(0.3), 0.35 * (1 - near)), amount);
      const pine =
        smooth(0.25, 0.5, noise.at(x * 26 + near * 7, y * 26)) *
        smooth(0.1, 0, Math.abs(below - 0.03)) *
        near;
      color = mix(color, ink, pine * 0.75);
    }
    for (const [bx, by, size] of BIRDS) {
      const u = ((x - bx * side) / size) * 1;
      const wing = by + size * (0.35 * Math.abs(Math.sin(u * 1.5)) - 0.2 * u * u);
      if (Math.abs(u) < 1.2) color = mix(color, ink, smooth(0.009, 0.003, Math.abs(y - wing)) * 0.85);
    }
    const sealX = side * (aspect - 0.2);
    const inSeal = Math.max(Math.abs(x - sealX), Math.abs(y + 0.76));
    if (inSeal < 0.062 + tooth * 0.006) {
      const cut =
        Math.abs(((x - sealX) * 22) % 1) < 0.22 &&
        Math.abs(y + 0.76) < 0.045 &&
        noise.at(x * 30, y * 30) > -0.15;
      color = cut ? color : mix(color, look.accents[0], 0.9);
    }
    return color;
  });
};

const BIRDS = [
  [0.26, 0.5, 0.055],
  [0.36, 0.56, 0.042],
  [0.43, 0.49, 0.034],
  [0.2, 0.62, 0.03],
] as const;
