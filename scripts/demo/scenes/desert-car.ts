import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { blurMask, maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { CAR_BODY, CAR_GLASS } from '../parts/silhouettes.ts';
import { clouds, skyAt, stars } from '../parts/sky.ts';

/** A coupé parked side-on below mesas after sunset, lamps on. */
export const desertCar: Scene = async (stage) => {
  const { look, noise, width, height, aspect, grain } = stage;
  const air = look.air.dusk;
  const side = look.shift < 0 ? -1 : 1;
  const size = 2.85 * look.zoom;
  const at = { x: -0.12 * side, y: -0.6 };
  const place = (elements: string): Promise<{ width: number; height: number; data: Float32Array }> =>
    svgMask(
      width,
      height,
      `<g transform="translate(${at.x * 1000} ${-at.y * 1000}) scale(${size * side} ${size})">${elements}</g>`,
    );
  const body = await place(CAR_BODY);
  const glass = await place(CAR_GLASS);
  const wheels = await place('<circle cx="-180" cy="-26" r="37"/><circle cx="190" cy="-26" r="37"/>');
  const shadow = blurMask(await place('<ellipse cx="0" cy="8" rx="320" ry="16"/>'), 9 * grain);
  const round = blurMask(body, 12 * grain);
  const unit = size / 1000;
  const lamp = { x: at.x + 292 * unit * side, y: at.y + 58 * unit };
  const tail = { x: at.x - 296 * unit * side, y: at.y + 56 * unit };
  const disc = { x: -side * aspect * 0.34, y: 0.06, radius: 0.24 * look.zoom, glow: 0.7 };
  return paint(width, height, (x, y) => {
    const ground = -0.28;
    const rise = Math.max(0, (y - ground) / (1 - ground));
    let color: Rgb = clouds(stage, air, skyAt(air, rise, x, y, disc), x, rise, 0.8);
    color = add(color, [1, 1, 1], stars(stage, x, y, 0.7) * smooth(0.5, 0.95, rise) * 0.6);
    for (let layer = 0; layer < 3; layer += 1) {
      const place = noise.at(x * (0.55 + layer * 0.3) + layer * 9 + look.shift, layer * 3 + 0.5);
      const mesa = smooth(0, 0.1, place) * (0.34 - layer * 0.1) + smooth(0.2, 0.24, place) * 0.16;
      const edge = ground + 0.03 + mesa * look.zoom + noise.fractal(x * 8, layer, 3) * 0.03;
      const strata = 0.5 + 0.5 * Math.sin(y * 80 + noise.at(x * 3, y * 4) * 3);
      const rock = mix(mix(air.dark, look.stone(0.3), 0.6), air.sky(0.2), 0.62 - layer * 0.2);
      color = mix(color, scale(rock, 0.9 + strata * 0.14), smooth(edge + 0.003, edge - 0.003, y));
    }
    if (y < ground) {
      const depth = 0.25 / (ground + 0.03 - y);
      const road = noise.fractal(x * depth * 12, depth * 26, 4);
      const sheen = air.sky(0.1);
      color = mix(
        mix(air.dark, look.stone(0.35), 0.4 + road * 0.5),
        sheen,
        0.25 * smooth(-1, ground, y) + 0.08,
      );
      if (y < -0.5) color = mix(color, scale(mix(air.dark, look.stone(0.4), 0.28), 0.9 + road * 0.3), 0.75);
      const dash = Math.abs(y + 0.86) < 0.014 && Math.abs(((x + 3) % 0.9) - 0.45) < 0.27;
      if (dash) color = mix(color, look.accents[2], 0.6);
      const beam =
        smooth(0, 0.5, (x - lamp.x) * side) *
        smooth(0.34, 0, Math.abs(y - lamp.y + 0.12 + (x - lamp.x) * side * 0.12));
      color = add(color, air.sun, beam * 0.3 * Math.exp(-Math.abs(x - lamp.x) * 0.9));
    }
    color = scale(color, 1 - 0.75 * maskAt(shadow, x, y));
    const solid = maskAt(body, x, y);
    const wheel = maskAt(wheels, x, y);
    if (solid > 0.003) {
      const v = (y - at.y) / unit;
      const dome = maskAt(round, x, y + 0.02) - maskAt(round, x, y - 0.02);
      const upper = smooth(-60, 20, -dome * 260);
      const lineLight = smooth(7, 0, Math.abs(v - 78)) * 0.7;
      const gradient = smooth(20, 140, v);
      const paintwork = mix(scale(look.accents[0], 0.16), look.accents[0], gradient * 0.55 + upper * 0.2);
      let metal = add(paintwork, air.sky(0.15), lineLight * 0.55 + smooth(0.02, 0.2, -dome) * 0.55);
      metal = mix(metal, scale(air.dark, 0.6), smooth(44, 26, v) * 0.85);
      metal = mix(metal, look.stone(0.95), smooth(2.4, 1, Math.abs(v - 40)) * 0.5);
      const pane = maskAt(glass, x, y);
      const reflection = mix(air.sky(0.9), air.sky(0.12), smooth(96, 140, v));
      metal = mix(
        metal,
        mix(scale(air.dark, 0.5), reflection, 0.55 + 0.25 * smooth(-0.1, 0.2, noise.at(x * 5 - y * 6, 3))),
        pane,
      );
      const door =
        Math.abs(((x - at.x) * side) / unit + 30) < 1.2 || Math.abs(((x - at.x) * side) / unit - 112) < 1.2;
      if (door && v < 96 && v > 36) metal = scale(metal, 0.55);
      color = mix(color, metal, solid);
    }
    if (wheel > 0.003) {
      const hubX = (x - at.x) * side > 0 ? at.x + 190 * unit * side : at.x - 180 * unit * side;
      const away = Math.hypot(x - hubX, y - at.y - 26 * unit) / unit;
      const spoke = 0.5 + 0.5 * Math.cos(Math.atan2(y - at.y - 26 * unit, x - hubX) * 10);
      const rim =
        away < 22 ? mix(look.stone(0.25), look.stone(0.9), spoke * 0.6 + 0.2) : scale(air.dark, 0.5);
      color = mix(color, away > 19.5 && away < 22 ? look.stone(0.9) : rim, wheel);
    }
    const front = Math.hypot((x - lamp.x) * 0.7, y - lamp.y);
    const rear = Math.hypot((x - tail.x) * 0.8, y - tail.y);
    color = add(color, mix(air.sun, [1, 1, 1], 0.5), (0.016 / (0.008 + front * front * 9)) * 0.28);
    return add(color, look.accents[3], (0.012 / (0.012 + rear * rear * 16)) * 0.5);
  });
};
