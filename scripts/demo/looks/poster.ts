import { hex, mix, ramp, scale } from '../draw/color.ts';
import { grade, grainMask, keyLines, patches, screenPrint, shoulder } from '../draw/finish.ts';
import { remap } from '../draw/raster.ts';
import type { Look } from '../draw/stage.ts';

const NAVY = hex('#17224a');
const INKS = [NAVY, hex('#e8452f'), hex('#f6b733'), hex('#f7ecd6'), hex('#1c8d8a'), hex('#f3a59d')];

/** Six flat inks on cream paper, firm shapes, dot screens and a paper margin. */
export const poster: Look = {
  code: 'z9pk2ru',
  air: {
    dawn: {
      sky: ramp('#f7ecd6', '#f7ecd6', '#f6b733', '#f3a59d', '#e8452f'),
      sun: hex('#fff0cc'),
      haze: hex('#f3a59d'),
      dark: NAVY,
    },
    day: {
      sky: ramp('#f7ecd6', '#f7ecd6', '#8cc3bb', '#1c8d8a'),
      sun: hex('#fff0cf'),
      haze: hex('#c8ddcc'),
      dark: NAVY,
    },
    dusk: {
      sky: ramp('#f6b733', '#f6b733', '#f08a4b', '#e8452f', '#e8452f'),
      sun: hex('#fff0c8'),
      haze: hex('#f08a5a'),
      dark: NAVY,
    },
    night: {
      sky: ramp('#1c8d8a', '#1d5f77', '#17224a', '#17224a'),
      sun: hex('#f6b733'),
      haze: hex('#1d6a7c'),
      dark: hex('#10183a'),
    },
  },
  stone: ramp('#17224a', '#1c8d8a', '#f3a59d', '#f6bf55', '#f7ecd6'),
  leaf: ramp('#17224a', '#17224a', '#1c8d8a', '#1c8d8a', '#f6b733'),
  water: ramp('#17224a', '#1c8d8a', '#1c8d8a', '#f7ecd6'),
  petal: ramp('#17224a', '#e8452f', '#e8452f', '#f3a59d', '#f7ecd6'),
  skin: ramp('#17224a', '#e8452f', '#f3a59d', '#f7ecd6'),
  backdrop: ramp('#e8452f', '#f6b733', '#f7ecd6'),
  accents: [hex('#e8452f'), hex('#1c8d8a'), hex('#f6b733'), hex('#f3a59d')],
  mist: 0.6,
  shift: 0,
  zoom: 1.14,
  paper: hex('#f7ecd6'),
  finish(raster, stage) {
    const { grain, width, height } = stage;
    const crisp = remap(raster, (color) => grade(shoulder(color), { contrast: 1.18, saturation: 1.25 }));
    const flat = patches(patches(crisp, 5 * grain), 3 * grain);
    const printed = screenPrint(flat, INKS, 5 * grain);
    const lines = keyLines(crisp, 1.5 * grain);
    const speckle = grainMask(stage, 1.2);
    const margin = 26 * grain;
    return remap(printed, (color, x, y, pixel) => {
      const column = pixel % width;
      const row = (pixel - column) / width;
      const inset =
        Math.min(column, row, width - 1 - column, height - 1 - row) + stage.noise.at(x * 14, y * 14) * 0.9;
      if (inset < margin) return scale(INKS[3] ?? color, 0.98);
      const wear = stage.noise.fractal(x * 3, y * 3, 4) * 0.05 + (speckle.data[pixel] ?? 0) * 0.018;
      return scale(mix(color, NAVY, (lines.data[pixel] ?? 0) * 0.92), 0.985 + wear);
    });
  },
};
