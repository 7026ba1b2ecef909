import { hex, ramp, scale } from '../draw/color.ts';
import { bloom, grade, shoulder, vignette } from '../draw/finish.ts';
import { remap } from '../draw/raster.ts';
import type { Look } from '../draw/stage.ts';

/** No profile: natural colours, even light, a clean digital finish. */
export const neutral: Look = {
  code: 'baseline',
  air: {
    dawn: {
      sky: ramp('#ffe2c2', '#e8d6cf', '#b4c8dc', '#7fa8d2', '#4f82bb'),
      sun: hex('#ffe3b8'),
      haze: hex('#c3d0dc'),
      dark: hex('#141a20'),
    },
    day: {
      sky: ramp('#dce9f2', '#b4d3ec', '#78aee0', '#3f82c6'),
      sun: hex('#fff4e0'),
      haze: hex('#c2d6e6'),
      dark: hex('#1a2126'),
    },
    dusk: {
      sky: ramp('#ffc48a', '#f0a98f', '#b596ad', '#6e7fb0', '#37548c'),
      sun: hex('#ffc07a'),
      haze: hex('#a89bb0'),
      dark: hex('#12141c'),
    },
    night: {
      sky: ramp('#4a5f86', '#2a3d63', '#152243', '#0a1128'),
      sun: hex('#ffd9a0'),
      haze: hex('#37496e'),
      dark: hex('#080a12'),
    },
  },
  stone: ramp('#16191d', '#4a4f55', '#8b8d8c', '#c7c2b8', '#f4ede0'),
  leaf: ramp('#0d1a0e', '#23401f', '#4c7434', '#8aa650', '#d3d68a'),
  water: ramp('#0c2a40', '#27638a', '#6fa9c4', '#e4f2f6'),
  petal: ramp('#4a0c24', '#b02450', '#e6618a', '#f7a9bd', '#fff0f0'),
  skin: ramp('#241510', '#7a4a35', '#c98d6d', '#f3d3ba'),
  backdrop: ramp('#6d7580', '#a9b1ba', '#e4e7ea'),
  accents: [hex('#e2553a'), hex('#2f8fb3'), hex('#f2b544'), hex('#5c9a4a')],
  mist: 1,
  shift: 0.08,
  zoom: 1,
  paper: hex('#f7f5f0'),
  finish(raster, stage) {
    const glowing = bloom(raster, 14 * stage.grain, 0.8, 0.2, [1, 0.97, 0.92]);
    return remap(glowing, (color, x, y) =>
      scale(grade(shoulder(color), { contrast: 1.04, saturation: 1.02 }), vignette(x, y, stage.aspect, 0.1)),
    );
  },
};
