import { mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { SAILBOAT } from '../parts/silhouettes.ts';

/** A flat travel poster: sun, headlands, a white sail, a pine branch in front. */
export const travelPoster: Scene = async (stage) => {
  const { look, noise, width, height, aspect } = stage;
  const air = look.air.dusk;
  const side = look.shift < 0 ? -1 : 1;
  const boat = await svgMask(
    width,
    height,
    `<g transform="translate(${-side * 220} 395) scale(${side * 1.25} 1.25)">${SAILBOAT}</g>`,
  );
  const sun = { x: side * 0.16, y: 0.26, radius: 0.36 * look.zoom };
  const flat = (position: number, steps: number): number => Math.round(position * steps) / steps;
  return paint(width, height, (x, y) => {
    const margin = 0.055;
    const bottom = -1 + 0.2;
    if (Math.abs(x) > aspect - margin || y > 1 - margin || y < -1 + margin) return look.paper;
    if (y < bottom) {
      const word = Math.abs(y - bottom + 0.075) < 0.02 && Math.abs(x) < aspect * 0.62;
      const gap = Math.abs(((x + 9) % 0.105) - 0.05) < 0.034;
      return word && gap ? scale(air.dark, 1.1) : look.paper;
    }
    const rings = Math.hypot(x - sun.x, y - sun.y);
    let color: Rgb = air.sky(flat(Math.min(1, 0.12 + rings * 0.62), 7));
    color = mix(color, air.sun, smooth(sun.radius + 0.003, sun.radius - 0.003, rings));
    const cloudRow = [0.52, 0.66, 0.4];
    for (const [index, row] of cloudRow.entries()) {
      const extent = Math.abs(x - (index - 1) * 0.34 * side);
      const bump = 0.028 * Math.max(0, 1 - (extent / 0.36) ** 2) * (1 + 0.6 * Math.cos(x * 30 + index * 2));
      if (y > row - 0.012 && y < row + bump && extent < 0.36) color = mix(look.paper, air.sky(0.1), 0.15);
    }
    for (let layer = 0; layer < 4; layer += 1) {
      const slope = (x * (layer % 2 === 0 ? side : -side) + 0.25 - layer * 0.08) / aspect;
      const edge =
        -0.3 +
        smooth(-0.75, 0.9, slope) ** 1.4 * (0.62 - layer * 0.1) * look.zoom +
        noise.ridged(x * 1.6 + layer * 5, layer, 3) * 0.11 -
        0.06;
      if (y < edge && y > -0.32 - layer * 0.015) {
        const light = noise.at(x * 5 + y * 4 * side + layer * 4, y * 3) > 0.06 ? 0.16 : 0;
        color = mix(look.stone(0.24 + light + (0.14 * (3 - layer)) / 3), air.sky(0.3), 0.5 - layer * 0.15);
      }
    }
    if (y < -0.32) {
      const depth = (-0.32 - y) / 0.48;
      const wave = Math.sin(x * 9 + y * 60 + noise.at(x * 4, y * 8) * 4) > 0.75 - depth * 0.25;
      color = look.water(flat(0.75 - depth * 0.55, 5));
      const path =
        Math.abs(x - sun.x + noise.at(y * 30, 2) * 0.1) < 0.07 + 0.16 * depth && Math.sin(y * 115) > -0.15;
      if (path) color = mix(air.sun, color, 0.12);
      else if (wave) color = mix(color, look.water(0.9), 0.28);
    }
    color = mix(color, look.paper, maskAt(boat, x, y));
    const hull = maskAt(boat, x, y) > 0.5 && y < -0.37 ? 1 : 0;
    color = mix(color, look.accents[0], hull);
    for (const [bx, by] of GULLS) {
      const u = (x - bx * side) / 0.05;
      if (Math.abs(u) < 1.2 && Math.abs(y - by - 0.02 * Math.abs(Math.sin(u * 1.5)) + 0.01 * u * u) < 0.006)
        color = air.dark;
    }
    return color;
  });
};

const GULLS = [
  [-0.34, 0.28],
  [-0.44, 0.36],
  [-0.24, 0.37],
] as const;
