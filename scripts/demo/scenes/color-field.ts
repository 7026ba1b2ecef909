import { add, mix, scale, smooth } from '../draw/color.ts';
import { paint } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { paperTooth } from '../parts/media.ts';

/** Two breathing fields of thin colour, one over the other. */
export const colorField: Scene = (stage) => {
  const { look, noise, aspect } = stage;
  const ground = mix(look.petal(0.28), look.accents[3], 0.35);
  const fields = [
    { low: 0.02 + look.shift * 0.12, high: 0.84, color: look.accents[2], under: look.accents[0] },
    { low: -0.84, high: -0.08 + look.shift * 0.12, color: look.accents[0], under: look.air.night.dark },
  ];
  return paint(stage.width, stage.height, (x, y) => {
    const stain = noise.fractal(x * 2, y * 2, 5);
    let color = scale(ground, 0.82 + stain * 0.3);
    for (const field of fields) {
      const feather = 0.05 + 0.035 * noise.fractal(x * 3, y * 3 + field.low * 9, 4);
      const wander = noise.fractal(x * 5, y * 5, 4) * 0.035;
      const inX = aspect * 0.86 - Math.abs(x + wander);
      const inY = Math.min(y - field.low, field.high - y) + wander;
      const cover = smooth(-feather, feather, Math.min(inX, inY));
      const breath = smooth(0, 0.5, Math.min(inX, inY));
      const veil = smooth(-0.55, 0.55, noise.fractal(x * 1.6 + 3, y * 5 + field.high * 7, 5));
      const body = mix(mix(field.under, field.color, 0.45 + 0.4 * veil), field.color, breath * 0.55);
      color = mix(color, add(body, field.color, breath * 0.16), cover * (0.82 + 0.14 * veil));
    }
    const canvas = 1 + paperTooth(stage, x, y) * 0.035 + Math.sin(x * 520) * Math.sin(y * 520) * 0.012;
    return scale(color, canvas);
  });
};
