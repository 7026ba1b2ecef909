import { fromOklab, hex, mix, ramp, scale, toOklab } from '../draw/color.ts';
import { bloom, shoulder } from '../draw/finish.ts';
import { remap } from '../draw/raster.ts';
import type { Look } from '../draw/stage.ts';
import { paintOver } from '../draw/strokes.ts';

/** High-key painting in blush, lilac and mint; soft brushwork, no black. */
export const pastel: Look = {
  code: 'v8ml5yt',
  air: {
    dawn: {
      sky: ramp('#fff1dc', '#ffd9cc', '#f0c3d6', '#c6bbe4', '#a9c6ea'),
      sun: hex('#fff0d8'),
      haze: hex('#e6c4d8'),
      dark: hex('#4f4a82'),
    },
    day: {
      sky: ramp('#fff4e8', '#e5ecee', '#bfdeea', '#a3c4ea'),
      sun: hex('#fff5e2'),
      haze: hex('#e4e6ee'),
      dark: hex('#6c7aa0'),
    },
    dusk: {
      sky: ramp('#ffe0b8', '#ffbfae', '#e79fc0', '#a993d2', '#7d8bcc'),
      sun: hex('#ffe4c0'),
      haze: hex('#e3b4cf'),
      dark: hex('#5b4f86'),
    },
    night: {
      sky: ramp('#d9a9cf', '#9b8fd0', '#6a76bc', '#4a5a9c'),
      sun: hex('#fff0d0'),
      haze: hex('#9a95cc'),
      dark: hex('#3b3f78'),
    },
  },
  stone: ramp('#6d6796', '#a294bd', '#d9bccb', '#f7dfd5', '#fff6ea'),
  leaf: ramp('#5f7f8a', '#83b0a4', '#aed3b6', '#dbe8c4', '#fbf5d8'),
  water: ramp('#7f96c4', '#a6cbdc', '#d5eae6', '#fff3e6'),
  petal: ramp('#a8578e', '#e087a8', '#f6b3b8', '#ffd9cf', '#fff3ea'),
  skin: ramp('#7d4f86', '#d98aa6', '#f8c4ba', '#fff0e6'),
  backdrop: ramp('#c3b3dc', '#f0cfdc', '#fff0e2'),
  accents: [hex('#f08c9c'), hex('#7fc4bb'), hex('#ffd48a'), hex('#9a8fd8')],
  mist: 0.85,
  shift: -0.12,
  zoom: 1.06,
  paper: hex('#fff6ea'),
  finish(raster, stage) {
    const lifted = remap(raster, (color) => {
      const lab = toOklab(shoulder(color));
      return fromOklab([0.24 + 0.73 * lab[0] ** 1.45, lab[1] * 1.6, lab[2] * 1.45]);
    });
    const unit = stage.grain;
    const painted = paintOver(lifted, {
      radii: [17 * unit, 8 * unit, 3.6 * unit, 2 * unit],
      length: 6,
      wander: 0.12,
      variety: 0.07,
      relief: 0.16,
      seed: stage.seed,
    });
    const glowing = bloom(painted, 26 * unit, 0.75, 0.14, [1, 0.93, 0.95]);
    return remap(glowing, (color, x, y) => {
      const edge = Math.max(0, Math.abs(x) / stage.aspect - 0.75) + Math.max(0, Math.abs(y) - 0.75);
      return mix(scale(shoulder(color), 0.99), hex('#fbeef2'), Math.min(0.5, edge * 0.7));
    });
  },
};
