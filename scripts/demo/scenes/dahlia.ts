import { add, mix, scale, smooth } from '../draw/color.ts';
import { paint } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';

/** A dahlia filling the frame, petals in a golden-angle spiral, soft garden behind. */
export const dahlia: Scene = (stage) => {
  const { look, noise, random } = stage;
  const air = look.air.dawn;
  const center = { x: look.shift * 0.42, y: -0.04 };
  const size = 0.9 * look.zoom;
  const count = 170;
  const petals = Array.from({ length: count }, (_, index) => {
    const age = 1 - index / count;
    return {
      angle: index * 2.399963 + random() * 0.12,
      reach: (0.1 + 0.9 * age ** 0.72) * size * between(random, 0.95, 1.04),
      inner: 0.42 * age ** 0.9 * size,
      half: (0.028 + 0.13 * age ** 0.7) * size,
      age,
      tone: random(),
    };
  });
  const spots = Array.from({ length: 16 }, () => ({
    x: between(random, -1.1, 1.1),
    y: between(random, -1, 1),
    radius: between(random, 0.06, 0.26),
    tone: random(),
  }));
  return paint(stage.width, stage.height, (x, y) => {
    const rise = y * 0.5 + 0.5;
    let color = mix(look.leaf(0.22 + 0.35 * rise), air.haze, 0.25 + 0.2 * noise.at(x * 1.2, y * 1.2));
    for (const spot of spots) {
      const away = Math.hypot(x - spot.x, y - spot.y) / spot.radius;
      const disc = smooth(1.08, 0.85, away) * (0.5 + 0.5 * smooth(0.4, 1, away));
      color = mix(
        color,
        spot.tone > 0.55 ? mix(look.petal(0.6), air.sun, 0.4) : look.leaf(0.5 + 0.4 * spot.tone),
        disc * 0.36,
      );
    }
    const dx = x - center.x;
    const dy = (y - center.y) * 1.06;
    const away = Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx);
    const blurred = smooth(size * 1.5, size * 0.8, away);
    color = mix(color, scale(look.leaf(0.12), 0.8), blurred * 0.55);
    for (const petal of petals) {
      if (away < petal.inner * 0.5 || away > petal.reach * 1.1) continue;
      const turn = angle - petal.angle;
      const radial = away * Math.cos(turn);
      const across = away * Math.sin(turn);
      if (radial < petal.inner * 0.5 || radial > petal.reach * 1.02) continue;
      const t = (radial - petal.inner * 0.5) / (petal.reach - petal.inner * 0.5);
      const shape =
        petal.half *
        Math.sin(Math.PI * Math.min(1, t) ** 0.85) ** 0.62 *
        (t > 0.75 ? 1 - ((t - 0.75) / 0.25) ** 3 * 0.5 : 1);
      const side = Math.abs(across) / (shape + 1e-5);
      if (side > 1.25) continue;
      const cover = smooth(1.04, 0.96, side);
      const edgeShade = smooth(1.25, 0.95, side) * (1 - cover) * 0.45;
      color = scale(color, 1 - edgeShade);
      if (cover <= 0) continue;
      const fold = 1 - side * side;
      const vein = noise.at(across * 90 + petal.tone * 40, radial * 5) * 0.05;
      const light = 0.5 + 0.28 * Math.cos(petal.angle - 2.2) * t + 0.22 * t - 0.18 * fold * (1 - t);
      const tone =
        0.1 + 0.72 * t * (0.55 + 0.45 * petal.age) + 0.1 * petal.tone + vein - (1 - petal.age) * 0.1;
      const body = scale(look.petal(Math.min(1, tone + 0.12)), 0.55 + 0.75 * light);
      const rim = smooth(0.7, 1, side) * smooth(0.3, 0.9, t) * 0.16 + smooth(0.9, 1, t) * 0.12;
      color = mix(color, add(body, air.sun, rim), cover);
    }
    return color;
  });
};
