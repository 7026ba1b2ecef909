import { add, mix, type Rgb, scale, smooth } from '../draw/color.ts';
import { along, createCamera, dot, normalize, type Vec3 } from '../draw/march.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { bakeTerrain } from '../draw/terrain.ts';
import { stars } from '../parts/sky.ts';

/** A giant ringed planet over a rocky moon, one explorer for scale. */
export const ringedPlanet: Scene = async (stage) => {
  const { look, noise, width, height } = stage;
  const air = look.air.night;
  const warm = look.air.dusk;
  const side = look.shift < 0 ? -1 : 1;
  const planet = { x: side * 0.34, y: 0.2, radius: 0.58 * look.zoom };
  const sun = normalize([-side * 0.75, 0.35, 0.5]);
  const tilt = -0.34 * side;
  const spotX = -side * 0.62;
  const terrain = bakeTerrain(
    (px, pz) => {
      const bend = noise.fractal(px * 0.3, pz * 0.3, 3) * 0.8;
      const crags = noise.ridged(px * 0.42 + bend, pz * 0.42 - bend, 7) - 0.35;
      const plain = smooth(0.4, 2.4, Math.abs(px * side + 1 + bend)) * smooth(1, -3, pz);
      return crags * (0.25 + 1.5 * plain) + noise.fractal(px * 3, pz * 3, 3) * 0.03;
    },
    -12,
    -20,
    24,
    1000,
  );
  const eye: Vec3 = [0, 0.85, 2.4];
  const camera = createCamera(eye, [0, 1.5, -6], 1.5);
  const low = normalize([-side * 0.8, 0.28, 0.1]);
  const ledge = (x: number): number =>
    -0.74 - 0.22 * smooth(0.2, 1.3, Math.abs(x - spotX)) + noise.ridged(x * 2.2, 3, 5) * 0.12;
  const foot = ledge(spotX) - 0.005;
  const person = await svgMask(
    width,
    height,
    `<g transform="translate(${spotX * 1000} ${-foot * 1000}) scale(1.25)"><circle cx="0" cy="-112" r="17"/><path d="M-24 -94Q0 -104 24 -94L26 -50L16 -46L18 4L4 4L0 -36L-4 4L-18 4L-16 -46L-26 -50Z"/><path d="M-34 -92L-20 -92L-20 -48L-34 -48Z"/></g>`,
  );
  const ringAt = (u: number, v: number): { cover: number; tone: number } => {
    const away = Math.hypot(u, v / 0.24) / planet.radius;
    const bands = noise.fractal(away * 15, 3, 4);
    const cover =
      smooth(1.28, 1.34, away) *
      smooth(2.15, 2.0, away) *
      (0.5 + 0.55 * bands + 0.3) *
      (Math.abs(away - 1.72) < 0.035 ? 0.12 : 1);
    return { cover: Math.max(0, Math.min(1, cover)), tone: 0.55 + bands * 0.6 };
  };
  return paint(width, height, (x, y) => {
    const rise = Math.max(0, (y + 0.5) / 1.5);
    let color: Rgb = mix(air.sky(rise), warm.sky(0.2 + rise * 0.6), 0.5 * smooth(0.6, 0, rise));
    const nebula = noise.fractal(x * 0.9 + 2, y * 1.2, 5);
    color = add(color, look.accents[3], smooth(0, 0.5, nebula) * 0.1);
    color = add(color, look.accents[1], smooth(0, 0.5, -nebula) * 0.08);
    color = add(color, [1, 1, 1], stars(stage, x, y, 1.2) * 0.8);
    const dx = x - planet.x;
    const dy = y - planet.y;
    const u = dx * Math.cos(tilt) - dy * Math.sin(tilt);
    const v = dx * Math.sin(tilt) + dy * Math.cos(tilt);
    const ring = ringAt(u, v);
    const away = Math.hypot(dx, dy) / planet.radius;
    const ringColor = scale(mix(look.petal(0.9), look.stone(ring.tone), 0.5), 0.85);
    if (v > 0) color = mix(color, ringColor, ring.cover * 0.85);
    color = add(
      color,
      warm.sun,
      Math.exp(-Math.max(0, away - 1) * 7) * 0.2 * smooth(1.2, -0.6, dx * side + 0.2),
    );
    if (away < 1.01) {
      const depth = Math.sqrt(Math.max(0, 1 - away * away));
      const normal = [dx / planet.radius, dy / planet.radius, depth] as const;
      const belt = v / planet.radius;
      const flow = noise.fractal(u * 2.2, belt * 7, 4) * 0.12;
      const band =
        noise.fractal(2, (belt + flow) * 5.5, 4) +
        0.18 * noise.fractal(u * 3 + belt * 9, belt * 22 + flow * 20, 4);
      const tone = look.petal(0.62 + band * 0.75);
      const light = Math.max(0.015, smooth(-0.12, 0.85, dot(normal, sun)));
      const shade = ringAt(u - sun[0] * 0.14, v + 0.16).cover * smooth(-0.1, 0.2, -v + 0.22) * 0.55;
      let body = scale(mix(tone, look.stone(0.7), 0.25), light * (1 - shade) * 1.08);
      body = add(body, mix(air.haze, warm.sun, light), (1 - depth) ** 3 * 0.5 * (0.1 + light));
      color = mix(color, body, smooth(1.004, 0.996, away));
    }
    if (v <= 0) color = mix(color, ringColor, ring.cover * 0.92);
    const haze = mix(warm.haze, warm.sky(0.06), 0.5);
    color = mix(color, haze, smooth(0.1, -0.5, y) * 0.4 * Math.min(1.2, look.mist));
    const ray = camera(x, y);
    const distance = terrain.trace(eye, ray, 0.8, 24);
    if (distance > 0) {
      const point = along(eye, ray, distance);
      const slope = terrain.normal(point[0], point[2], 0.012 + distance * 0.0015);
      const direct = Math.max(0, dot(slope, low)) * terrain.sunlight(point, low, 0.08);
      const rock = look.stone(0.42 + 0.2 * noise.fractal(point[0] * 5, point[2] * 5, 4));
      const lit = add(
        scale([rock[0] * air.sky(0.4)[0], rock[1] * air.sky(0.4)[1], rock[2] * air.sky(0.4)[2]], 0.9),
        [rock[0] * warm.sun[0], rock[1] * warm.sun[1], rock[2] * warm.sun[2]],
        direct * 1.7,
      );
      color = mix(lit, mix(haze, color, 0.25), 1 - Math.exp(-distance * 0.055 * look.mist));
    }
    const near = ledge(x);
    if (y < near) {
      const rough = noise.fractal(x * 14, y * 18, 4);
      const rim = smooth(0.05, 0, near - y);
      color = mix(
        color,
        mix(
          scale(warm.dark, 0.8),
          mix(look.stone(0.5), warm.sun, 0.35),
          Math.max(0, rim * 0.5 + rough * 0.22),
        ),
        smooth(near, near - 0.005, y),
      );
    }
    return mix(color, scale(warm.dark, 0.7), maskAt(person, x, y));
  });
};
