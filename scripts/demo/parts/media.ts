import { clamp, luminance, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { grainMask } from '../draw/finish.ts';
import { blur, pick, type Raster, remap, sampleAt } from '../draw/raster.ts';
import type { Stage } from '../draw/stage.ts';

/** Paper's own relief at a point, about [-1, 1]. */
export function paperTooth(stage: Stage, x: number, y: number): number {
  return stage.noise.fractal(x * 70, y * 70, 3) * 1.3 + stage.noise.at(x * 160, y * 160) * 0.5;
}

/** Wet pigment on paper: wavering borders, darker rims, granulation; white (≥ 1) stays bare paper. */
export function watercolor(raster: Raster, stage: Stage, paper: Rgb): Raster {
  const { noise, grain } = stage;
  const warped = remap(raster, (_color, x, y) => {
    const dx = noise.fractal(x * 7, y * 7, 4) * 0.022 + noise.at(x * 30, y * 30) * 0.004;
    const dy = noise.fractal(x * 7 + 40, y * 7, 4) * 0.022;
    return sampleAt(raster, x + dx, y + dy);
  });
  const soft = blur(warped, 3 * grain);
  const wide = blur(warped, 13 * grain);
  return remap(soft, (color, x, y, pixel) => {
    const around = pick(wide.data, pixel);
    const rim = clamp((luminance(around) - luminance(color)) * 2.4, 0, 0.55);
    const bloomOut = smooth(-0.5, 0.6, noise.fractal(x * 3.4, y * 3.4, 5));
    const density = 0.62 + 0.5 * bloomOut + rim * 0.9 + paperTooth(stage, x, y) * 0.1;
    const wash = (channel: 0 | 1 | 2): number =>
      paper[channel] * clamp(color[channel] / Math.max(0.05, paper[channel]), 0.004, 1) ** density;
    return [wash(0), wash(1), wash(2)];
  });
}

/** Charcoal on toothed paper from the picture's lightness. */
export function charcoal(raster: Raster, stage: Stage, paper: Rgb, black: Rgb): Raster {
  const { noise } = stage;
  const soft = blur(raster, 1.5 * stage.grain);
  const wide = blur(raster, 9 * stage.grain);
  const grainy = grainMask(stage, 0.7);
  return remap(soft, (color, x, y, pixel) => {
    const light = Math.sqrt(clamp(luminance(color)));
    const edge = clamp(Math.abs(light - Math.sqrt(clamp(luminance(pick(wide.data, pixel))))) * 2.2, 0, 0.6);
    const hatch = noise.fractal((x + y) * 8, (x - y) * 95, 2) * 0.5;
    const tooth = paperTooth(stage, x, y) * 0.5 + (grainy.data[pixel] ?? 0) * 0.12;
    const dark = clamp((1 - light) * 1.2 + edge - 0.08);
    const stick = smooth(0.12, 0.78, dark + (hatch * 0.45 + tooth * 0.6) * (0.25 + dark * 0.55));
    const smudge = dark * 0.5;
    return mix(scale(paper, 0.98 + tooth * 0.025), black, clamp(Math.max(stick * 0.94, smudge)));
  });
}
