import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { watercolor } from '../parts/media.ts';
import { CAT_SITTING } from '../parts/silhouettes.ts';

/** A picture-book cat on a chimney roof, looking at a huge moon with paper stars. */
export const catMoon: Scene = async (stage) => {
  const { look, noise, width, height, seed } = stage;
  const air = look.air.night;
  const side = look.shift < 0 ? -1 : 1;
  const moon = { x: side * 0.14, y: 0.24, radius: 0.52 * look.zoom };
  const cat = await svgMask(
    width,
    height,
    `<g transform="translate(${side * 60} 398) scale(${side * 1.95 * look.zoom} ${1.95 * look.zoom})">${CAT_SITTING}</g>`,
  );
  const scarf = await svgMask(
    width,
    height,
    `<g transform="translate(${side * 60} 398) scale(${side * 1.95 * look.zoom} ${1.95 * look.zoom})"><path d="M-44 -134Q-16 -116 20 -132L22 -118Q-12 -102 -46 -120Z"/><path d="M-30 -118L-14 -114L-24 -66L-42 -72Z"/></g>`,
  );
  const drawn = paint(width, height, (x, y) => {
    let color: Rgb = air.sky(0.15 + 0.75 * smooth(-0.8, 1, y) + noise.fractal(x * 1.5, y * 1.5, 3) * 0.12);
    const cellX = Math.floor(x * 5.5);
    const cellY = Math.floor(y * 5.5);
    if (hash(cellX, cellY, seed) < 0.5 && y > -0.35) {
      const dx = x * 5.5 - cellX - 0.3 - 0.4 * hash(cellX, cellY, seed + 1);
      const dy = y * 5.5 - cellY - 0.3 - 0.4 * hash(cellX, cellY, seed + 2);
      const points = 0.1 + 0.06 * Math.cos(Math.atan2(dy, dx) * 5 + hash(cellX, cellY, 4) * 6);
      color = mix(
        color,
        look.paper,
        smooth(points, points - 0.03, Math.hypot(dx, dy) / (0.6 + 0.5 * hash(cellX, cellY, 9))),
      );
    }
    const away = Math.hypot(x - moon.x, y - moon.y);
    color = add(color, air.sun, Math.exp(-Math.max(0, away - moon.radius) * 4) * 0.28);
    const seas = smooth(0.05, 0.4, noise.fractal(x * 3, y * 3, 4));
    color = mix(
      color,
      mix(mix(air.sun, look.paper, 0.5), look.accents[2], seas * 0.5),
      smooth(moon.radius + 0.005, moon.radius - 0.005, away),
    );
    for (let layer = 0; layer < 2; layer += 1) {
      const puff = noise.fractal(x * 2 + layer * 5, layer * 3, 3);
      const line = -0.1 - layer * 0.16 + 0.12 * Math.abs(Math.sin(x * 5 + layer * 1.4 + puff)) + puff * 0.1;
      color = mix(
        color,
        mix(air.haze, look.paper, 0.3 - layer * 0.2),
        smooth(line + 0.006, line - 0.006, y) * 0.75,
      );
    }
    for (let index = -4; index <= 4; index += 1) {
      const gx = index * 0.42 + (hash(index, 1, seed) - 0.5) * 0.16;
      const tall =
        -0.44 - 0.22 * Math.abs(index) * 0.3 - 0.2 * hash(index, 2, seed) + (index === 0 ? 0.14 : 0);
      const roofLine = tall - Math.abs(x - gx) * 0.8;
      const wall = Math.abs(x - gx) < 0.21 && y < tall - 0.2;
      if (wall || (y < roofLine && y > tall - 0.25 && Math.abs(x - gx) < 0.29)) {
        const isRoof = y > tall - 0.24 && y < roofLine;
        const tile = Math.sin(x * 70) * Math.sin(y * 80) * 0.06;
        color = isRoof
          ? scale(mix(look.accents[index % 2 === 0 ? 0 : 3], air.dark, 0.42), 1 + tile)
          : mix(air.dark, look.accents[1], 0.35);
        const pane = Math.abs(Math.abs(x - gx) - 0.085) < 0.045 && Math.abs(y - tall + 0.36) < 0.065;
        if (!isRoof && pane) color = scale(mix(air.sun, look.accents[2], 0.4), 1.05);
      }
    }
    const ridge = Math.abs(x - side * 0.06) < 0.15 && y < -0.39 && y > -0.72;
    if (ridge)
      color = scale(
        mix(look.accents[0], air.dark, 0.55),
        0.85 + 0.2 * (Math.floor(y * 28) % 2 === 0 ? 1 : 0) + 0.06 * noise.at(x * 30, y * 30),
      );
    if (Math.abs(x - side * 0.06) < 0.18 && y < -0.385 && y > -0.43)
      color = mix(look.stone(0.5), air.dark, 0.3);
    const body = maskAt(cat, x, y);
    color = mix(color, scale(air.dark, 0.9), body);
    return mix(color, look.accents[0], maskAt(scarf, x, y));
  });
  return watercolor(drawn, stage, scale(look.paper, 1));
};
