import { add, hex, mix, ramp, scale, smooth } from '../draw/color.ts';
import { bloom, grade, grainMask, shoulder, vignette } from '../draw/finish.ts';
import { blur, remap } from '../draw/raster.ts';
import { between, type Look } from '../draw/stage.ts';

/** Warm, faded colour film: late sun, light leaks, red glow around lights, coarse grain. */
export const film: Look = {
  code: 'h3wf6ao',
  air: {
    dawn: {
      sky: ramp('#ffdca6', '#f6c39a', '#d8b3a0', '#9fa9a8', '#6c8a98'),
      sun: hex('#ffd591'),
      haze: hex('#e6c39c'),
      dark: hex('#2a1c18'),
    },
    day: {
      sky: ramp('#f4e5c6', '#d9dcc8', '#a3bdbb', '#6c9aa8'),
      sun: hex('#ffe9bd'),
      haze: hex('#dccfae'),
      dark: hex('#2b241c'),
    },
    dusk: {
      sky: ramp('#ffc06a', '#f79a5f', '#cf7a68', '#8a6276', '#4c4a68'),
      sun: hex('#ffb45c'),
      haze: hex('#d08d68'),
      dark: hex('#26161a'),
    },
    night: {
      sky: ramp('#7d4b3c', '#4a3140', '#28233a', '#141528'),
      sun: hex('#ffb066'),
      haze: hex('#5a3d40'),
      dark: hex('#120c10'),
    },
  },
  stone: ramp('#2a1d18', '#6b4c38', '#b08a64', '#e6c896', '#fff0cf'),
  leaf: ramp('#1d1c10', '#44431f', '#7f7837', '#bfa552', '#ecd28a'),
  water: ramp('#1d2b2e', '#4a6a68', '#9db09c', '#ffe7b8'),
  petal: ramp('#4a1414', '#a83224', '#e0683e', '#f4a878', '#ffe0bd'),
  skin: ramp('#3a1a12', '#8a4c30', '#d89a6c', '#f8d9b0'),
  backdrop: ramp('#4a3020', '#9a6c44', '#dcb583'),
  accents: [hex('#d9572e'), hex('#5b8a80'), hex('#f0b04a'), hex('#8f3b2e')],
  mist: 0.85,
  shift: -0.3,
  zoom: 1,
  paper: hex('#efe2c6'),
  finish(raster, stage) {
    const soft = stage.grain > 0.8 ? blur(raster, 1) : raster;
    const glowing = bloom(soft, 16 * stage.grain, 0.55, 0.45, [1, 0.42, 0.2]);
    const noise = grainMask(stage, 1);
    const side = stage.random() < 0.5 ? -1 : 1;
    const leak = {
      x: side * stage.aspect * 1.05,
      y: between(stage.random, -0.7, 0.7),
      size: between(stage.random, 0.35, 0.75),
    };
    const power = stage.random() < 0.6 ? between(stage.random, 0.25, 0.6) : 0.08;
    return remap(glowing, (color, x, y, pixel) => {
      const drift = stage.noise.at(x * 1.1, y * 1.1) * 0.25;
      const spot = Math.exp(
        -(((x - leak.x) / leak.size) ** 2 + ((y - leak.y + drift) / (leak.size * 1.8)) ** 2),
      );
      const leaked = add(color, [1, 0.36, 0.1], spot * power);
      const toned = grade(shoulder(leaked), {
        contrast: 1.06,
        saturation: 1.05,
        shadows: hex('#5a3a2c'),
        lights: hex('#ffe2a8'),
        strength: 0.16,
      });
      const faded = mix(toned, hex('#3d2c2a'), 0.07 * (1 - smooth(0, 0.4, toned[1])));
      const level = smooth(0, 0.2, faded[1]) * (1 - smooth(0.5, 1.1, faded[1]) * 0.6);
      const speck = 1 + (noise.data[pixel] ?? 0) * (0.035 + 0.05 * level);
      return scale(faded, speck * vignette(x, y, stage.aspect, 0.34));
    });
  },
};
