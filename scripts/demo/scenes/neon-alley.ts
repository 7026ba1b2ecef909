import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';

interface Sign {
  readonly wall: -1 | 1;
  readonly depth: number;
  readonly length: number;
  readonly low: number;
  readonly high: number;
  readonly color: Rgb;
  readonly glyph: number;
}

/** A narrow wet alley at night between glowing signs, one figure under an umbrella. */
export const neonAlley: Scene = async (stage) => {
  const { look, noise, random, seed, aspect } = stage;
  const air = look.air.night;
  const signs: Sign[] = Array.from({ length: 15 }, (_, index) => {
    const low = between(random, 0.35, 2.3);
    return {
      wall: index % 2 === 0 ? -1 : 1,
      depth: 1.5 + index * 0.5 + between(random, 0, 0.4),
      length: between(random, 0.24, 0.42),
      low,
      high: low + between(random, 0.35, 1.2),
      color: look.accents[((index * 3 + (index >> 2)) % 4) as 0 | 1 | 2 | 3],
      glyph: Math.floor(random() * 1000),
    };
  });
  const lens = 1.25;
  const vanishX = look.shift * 0.25 * aspect;
  const vanishY = -0.06;
  const glowOn = (wall: number, depth: number, height: number, reach: number): Rgb => {
    let light: Rgb = [0, 0, 0];
    for (const sign of signs) {
      const across = wall === sign.wall ? 0.12 : wall === 0 ? 0.8 : 1.5;
      const dz = Math.max(0, Math.abs(depth - sign.depth) - sign.length / 2);
      const dy = Math.max(0, sign.low - height, height - sign.high);
      light = add(light, sign.color, (reach * 0.5) / (0.12 + (dz * dz + dy * dy + across * across) * 5));
    }
    return light;
  };
  const facing = (dx: number, dy: number, limit: number): { color: Rgb; depth: number } | undefined => {
    for (const sign of signs) {
      if (sign.depth > limit) continue;
      const across = ((dx * sign.wall * sign.depth) / lens - (1 - sign.length)) / sign.length;
      const v = (0.95 + (dy * sign.depth) / lens - sign.low) / (sign.high - sign.low);
      if (across < 0 || across > 1 || v < 0 || v > 1) continue;
      const rows = Math.max(2, Math.round(((sign.high - sign.low) / sign.length) * 0.9));
      const ink = glyph(across, (v * rows) % 1, Math.floor(v * rows) + sign.glyph);
      const frame = Math.min(across, 1 - across) < 0.07 || Math.min(v, 1 - v) * rows < 0.1;
      const lit = ink > 0 || frame;
      const tone =
        sign.glyph % 3 === 0
          ? lit
            ? scale(air.dark, 0.8)
            : scale(sign.color, 1.15)
          : lit
            ? add(scale(sign.color, 1.9), [0.25, 0.25, 0.25], ink)
            : scale(sign.color, 0.16);
      return { color: tone, depth: sign.depth };
    }
    return undefined;
  };
  const world = (dx: number, dy: number): Rgb => {
    const behind = backdrop(dx, dy);
    const sign = facing(dx, dy, Math.abs(1 / (dx || 1e-6)) * lens);
    return sign ? mix(sign.color, behind, smooth(3, 14, sign.depth) * 0.5) : behind;
  };
  const backdrop = (dx: number, dy: number): Rgb => {
    const toWall = dx === 0 ? 99 : Math.abs(1 / dx);
    const toRoof = dy > 0 ? 4.6 / dy : 99;
    const depth = Math.min(toWall, toRoof) * lens;
    const far = smooth(3, 13, depth);
    const hazeTone = add(
      mix(air.haze, air.sky(0.3), 0.4),
      air.sun,
      0.28 * Math.exp(-Math.hypot(dx, dy - 0.05) * 3),
    );
    if (toRoof < toWall) return mix(air.sky(0.5), hazeTone, 0.3);
    const wall = dx < 0 ? -1 : 1;
    const height = 0.95 + (dy * depth) / lens;
    const brickRow = Math.floor(height * 16);
    const brick =
      (depth * 7 + (brickRow % 2) * 0.5) % 1 < 0.06 || (height * 16) % 1 < 0.1
        ? 0.55
        : 0.85 + 0.3 * hash(Math.floor(depth * 7 + (brickRow % 2) * 0.5), brickRow, seed);
    let color = scale(
      mix(air.dark, look.stone(0.3), 0.5),
      brick * (0.6 + 0.5 * noise.fractal(depth * 2, height * 3, 3)),
    );
    const pane = { x: Math.floor(depth * 1.1), y: Math.floor(height * 1.05) };
    const inPane = Math.abs(((depth * 1.1) % 1) - 0.5) < 0.26 && Math.abs(((height * 1.05) % 1) - 0.5) < 0.32;
    const lit = hash(pane.x, pane.y + wall * 7, seed);
    if (inPane)
      color =
        lit > 0.78
          ? scale(mix(air.sun, look.accents[2], lit), 0.35 + 0.5 * smooth(0.1, 0.9, (height * 1.05) % 1))
          : scale(air.dark, 0.7);
    const glow = glowOn(wall, depth, height, 0.32);
    color = add(
      [color[0] * (0.5 + glow[0] * 5), color[1] * (0.5 + glow[1] * 5), color[2] * (0.5 + glow[2] * 5)],
      glow,
      0.16,
    );
    return mix(color, hazeTone, far * (0.62 + 0.2 * look.mist));
  };
  const feet = -0.5;
  const size = 330 * look.zoom;
  const figure = await svgMask(
    stage.width,
    stage.height,
    `<g transform="translate(${(vanishX + 0.06) * 1000} ${-feet * 1000}) scale(${size / 200})"><path d="M-72 -150Q-60 -206 0 -210Q60 -206 72 -150Q54 -162 36 -150Q18 -162 0 -150Q-18 -162 -36 -150Q-54 -162 -72 -150Z"/><rect x="-2" y="-160" width="4" height="70"/><circle cx="-6" cy="-132" r="14"/><path d="M-26 -112Q-6 -124 14 -112L20 -58L12 -20L14 0L2 0L-4 -40L-12 0L-24 0L-22 -40L-30 -60Z"/></g>`,
  );
  return paint(stage.width, stage.height, (x, y) => {
    const dx = (x - vanishX) / 0.6;
    const dy = (y - vanishY) / 0.6;
    const floorDepth = dy < 0 ? (0.95 / -dy) * lens : 99;
    const wallDepth = Math.abs(1 / (dx || 1e-6)) * lens;
    let color: Rgb;
    if (floorDepth < wallDepth) {
      const floorX = (dx * floorDepth) / lens;
      const puddle = smooth(-0.12, 0.25, noise.fractal(floorX * 1.7, floorDepth * 0.9, 4));
      const ripple = noise.fractal(floorX * 9, floorDepth * 5, 3) * (0.16 - 0.12 * puddle);
      const mirrored = world(
        dx + ripple * 0.6,
        -dy + ripple * 1.4 + Math.abs(noise.at(floorX * 30, floorDepth * 2)) * 0.12,
      );
      const glow = glowOn(0, floorDepth, 0, 0.2);
      const stone = add(
        scale(air.dark, 0.8 + 0.5 * noise.fractal(floorX * 8, floorDepth * 8, 3)),
        glow,
        0.22,
      );
      color = mix(stone, mirrored, 0.42 + 0.45 * puddle);
    } else color = world(dx, dy);
    const rain = smooth(
      0.72,
      0.95,
      noise.at(x * 60 + y * 5, y * 2.2 + hash(Math.floor(x * 60), 1, seed) * 9),
    );
    color = add(color, air.haze, rain * 0.22);
    const body = maskAt(figure, x, y);
    const ghost = y < feet ? maskAt(figure, x + noise.at(x * 20, y * 30) * 0.02, feet * 2 - y) * 0.75 : 0;
    return mix(
      color,
      add(air.dark, look.accents[0], body * smooth(0.02, 0.2, y - feet - 0.4 * look.zoom) * 0.18),
      Math.max(body * 0.97, ghost),
    );
  });
};

/** Strokes of an invented letter: 1 on a stroke. */
function glyph(u: number, v: number, salt: number): number {
  let ink = 0;
  for (let stroke = 0; stroke < 4; stroke += 1) {
    const place = 0.22 + 0.56 * hash(stroke, 1, salt);
    const from = 0.15 + 0.3 * hash(stroke, 2, salt);
    const to = 0.55 + 0.3 * hash(stroke, 3, salt);
    const across = stroke % 2 === 0 ? u : v;
    const along = stroke % 2 === 0 ? v : u;
    if (along > from && along < to) ink = Math.max(ink, smooth(0.09, 0.04, Math.abs(across - place)));
  }
  return ink;
}
