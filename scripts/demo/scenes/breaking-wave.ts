import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { blurMask, maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { clouds, skyAt } from '../parts/sky.ts';

const WAVE =
  'M-2600 420Q-1300 400 -760 60Q-420 -250 -60 -420Q260 -560 560 -470Q800 -390 842 -190Q850 -110 812 -40Q780 -170 660 -220Q460 -280 320 -150Q170 0 240 200Q330 380 640 440Q1200 500 2600 470L2600 1100L-2600 1100Z';
const LIP = 'M-300 -330Q60 -540 400 -530Q760 -480 835 -250Q852 -140 812 -40Q780 -170 660 -220';

/** A wave curling over, lit through from behind, spray blown off its crest. */
export const breakingWave: Scene = async (stage) => {
  const { look, noise, width, height, grain } = stage;
  const air = look.air.dusk;
  const side = look.shift < 0 ? -1 : 1;
  const size = 0.95 * look.zoom;
  const at = { x: -0.42, y: -0.02 };
  const place = (elements: string): ReturnType<typeof svgMask> =>
    svgMask(
      width,
      height,
      `<g transform="translate(${at.x * side * 1000} ${-at.y * 1000}) scale(${side * size} ${size})">${elements}</g>`,
    );
  const body = await place(`<path d="${WAVE}"/>`);
  const depthMask = blurMask(body, 60 * grain);
  const lip = await place(
    `<path fill="none" stroke="#000" stroke-width="46" stroke-linecap="round" d="${LIP}"/>`,
  );
  const lipNear = blurMask(lip, 12 * grain);
  const lipWide = blurMask(lip, 62 * grain);
  const splash = blurMask(
    await place(
      '<ellipse cx="800" cy="330" rx="240" ry="150"/><ellipse cx="1000" cy="430" rx="330" ry="80"/>',
    ),
    34 * grain,
  );
  const eye = { x: at.x + 0.52 * size, y: at.y - 0.02 * size };
  const disc = { x: side * (at.x + 0.66 * size), y: at.y + 0.02, radius: 0.12 * look.zoom, glow: 0.95 };
  const horizon = -0.2;
  return paint(width, height, (px, y) => {
    const x = px * side;
    const rise = Math.max(0, (y - horizon) / (1 - horizon));
    let color: Rgb = clouds(stage, air, skyAt(air, rise, px, y, disc), px, rise, 0.9);
    if (y < horizon) {
      const depth = 0.14 / (horizon + 0.03 - y);
      const swell = noise.fractal(x * depth * 3, depth * 16, 4);
      color = mix(look.water(0.26 + swell * 0.34), air.sky(0.15), 0.35);
      color = add(color, air.sun, smooth(0.05, 0.4, swell) * Math.exp(-Math.abs(px - disc.x) * 3) * 0.8);
    }
    const dx = x - eye.x;
    const dy = y - eye.y;
    const around = Math.hypot(dx * 0.85, dy) + 0.05 * noise.fractal(x * 2, y * 2, 3);
    const angle = Math.atan2(dy, dx * 0.85);
    const ragged = {
      x: px + noise.fractal(x * 7, y * 7, 4) * 0.022,
      y: y + noise.fractal(x * 7 + 9, y * 7, 4) * 0.022,
    };
    const inside = maskAt(body, ragged.x, ragged.y);
    const veins = noise.fractal(around * 11 + noise.at(x * 3, y * 3) * 0.8, angle * 1.5, 5);
    const marble = smooth(
      0.09,
      0,
      Math.abs(noise.fractal(around * 6 + noise.fractal(x * 3, y * 3, 3), angle * 3.2, 4)),
    );
    if (inside > 0.003) {
      const thin = smooth(0.98, 0.52, maskAt(depthMask, px, y)) * smooth(-0.5, 0, y);
      const glow = Math.exp(-Math.hypot(px - disc.x, y - disc.y) * 1.5);
      const lift = smooth(-0.95, 0.5, y);
      let water = mix(look.water(0.1 + 0.34 * lift + veins * 0.34), look.water(0.7), thin * 0.5);
      water = add(water, mix(air.sun, look.water(0.75), 0.4), thin * (0.18 + glow * 1.05));
      water = add(water, air.sky(0.6), smooth(0.1, 0.4, veins) * 0.14);
      const hollow = smooth(0.52 * size, 0.26 * size, around) * smooth(-0.3, 0.1, y - eye.y + 0.25);
      water = mix(water, scale(look.water(0.2 + veins * 0.3), 0.8), hollow * 0.35 * (1 - glow));
      water = mix(water, mix(air.sky(0.6), [1, 1, 1], 0.35), marble * (0.1 + 0.35 * smooth(0.1, -0.9, y)));
      color = mix(color, water, inside);
    }
    const fine = noise.fractal(x * 9, y * 9, 5) + 0.6 * noise.fractal(x * 26, y * 26, 3);
    const foamLip = smooth(0.3, 0.85, maskAt(lipNear, ragged.x, ragged.y) * 1.5 + fine * 0.6);
    const blown = maskAt(lipWide, px + side * 0.1 + noise.fractal(x * 3, y * 3, 3) * 0.1, y - 0.07);
    const spray = smooth(0.16, 0.62, blown * 1.7 + fine * 0.42 - 0.1) * (1 - inside * 0.6);
    const boil = smooth(
      0.25,
      0.8,
      maskAt(
        splash,
        px + noise.fractal(x * 5, y * 5, 4) * 0.12,
        y + noise.fractal(x * 5 + 7, y * 5, 4) * 0.12,
      ) *
        1.35 +
        fine * 0.3,
    );
    const wash =
      smooth(
        0.12,
        0.5,
        noise.fractal(x * 2.4 + noise.at(x * 4, y * 7), y * 9, 4) + 0.55 * smooth(-0.5, -1, y) - 0.1,
      ) * smooth(-0.42, -0.62, y);
    const foam = Math.min(1, foamLip + spray * 0.75 + boil + wash * 0.75);
    const warm = Math.exp(-Math.hypot(px - disc.x, y - disc.y) * 1.2);
    const white = mix(mix(air.sky(0.75), [1, 1, 1], 0.5), air.sun, 0.18 + 0.6 * warm);
    return mix(color, scale(white, 0.66 + 0.24 * fine + 0.2 * warm), Math.max(0, foam) * 0.93);
  });
};
