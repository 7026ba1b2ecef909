import { add, hex, mix, ramp, scale, smooth } from '../draw/color.ts';
import { bloom, grade, grainMask, shoulder, vignette } from '../draw/finish.ts';
import { remap } from '../draw/raster.ts';
import type { Look } from '../draw/stage.ts';

const DARK = hex('#050f14');

/** Teal mist with amber light: wide, low-key, hazy. */
export const cinema: Look = {
  code: 'q4hx7ne',
  air: {
    dawn: {
      sky: ramp('#eebb86', '#b4ad98', '#6f979a', '#2f626d', '#12343f'),
      sun: hex('#ffbf75'),
      haze: hex('#7fa3a3'),
      dark: DARK,
    },
    day: {
      sky: ramp('#c8c8b4', '#92aaa8', '#54808a', '#245463'),
      sun: hex('#ffd6a0'),
      haze: hex('#8aa6a6'),
      dark: hex('#0a1a20'),
    },
    dusk: {
      sky: ramp('#ffae57', '#dc8150', '#7b6a62', '#2b525c', '#0d2a35'),
      sun: hex('#ff9d45'),
      haze: hex('#52777c'),
      dark: DARK,
    },
    night: {
      sky: ramp('#38757c', '#1c4c57', '#0d2b36', '#06141c'),
      sun: hex('#ffb05a'),
      haze: hex('#25545d'),
      dark: hex('#03090d'),
    },
  },
  stone: ramp('#071318', '#1c363d', '#53706f', '#b9ab8c', '#ffdfae'),
  leaf: ramp('#04100e', '#12302c', '#34564a', '#8b8752', '#e0b566'),
  water: ramp('#061a21', '#17444d', '#5f908f', '#e9cf9e'),
  petal: ramp('#2c0b0d', '#8e2f18', '#e07a2c', '#ffc576', '#ffe9c4'),
  skin: ramp('#1a0d0a', '#6b3a24', '#c98a5a', '#f6cf9e'),
  backdrop: ramp('#06151b', '#15404a', '#4d7d80'),
  accents: [hex('#ff8f2e'), hex('#2fa3a8'), hex('#ffd08a'), hex('#d8442a')],
  mist: 1.55,
  shift: 0.32,
  zoom: 0.88,
  paper: hex('#d9d3bf'),
  finish(raster, stage) {
    const glowing = bloom(raster, 34 * stage.grain, 0.45, 0.5, [1, 0.78, 0.52]);
    const noise = grainMask(stage, 0.8);
    const veil = hex('#2e5b62');
    return remap(glowing, (color, x, y, pixel) => {
      const fog = smooth(-0.1, 0.6, stage.noise.fractal(x * 0.7 + 9, y * 1.3 - 4, 4)) * 0.08 + 0.02;
      const hazy = add(scale(color, 1 - fog), veil, fog * 0.6);
      const toned = grade(shoulder(hazy), {
        contrast: 1.1,
        saturation: 0.94,
        shadows: hex('#0f5a66'),
        lights: hex('#ffb870'),
        strength: 0.34,
      });
      const edge = vignette(x, y, stage.aspect, 0.55);
      return scale(mix(toned, [0.02, 0.045, 0.055], 0.02), edge * (1 + (noise.data[pixel] ?? 0) * 0.025));
    });
  },
};
