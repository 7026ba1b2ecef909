import { mix, type Rgb, scale, smooth, WHITE } from '../draw/color.ts';
import { paint } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { watercolor } from '../parts/media.ts';

/** Watercolour poppies with buds and grasses on white paper. */
export const poppies: Scene = (stage) => {
  const { look, noise, random, aspect } = stage;
  const flowers = [
    { x: look.shift * 0.5, y: 0.36, size: 0.36 * look.zoom, turn: between(random, -0.4, 0.4) },
    { x: -0.42 + look.shift * 0.2, y: -0.02, size: 0.25, turn: between(random, 0, 1) },
    { x: 0.44 + look.shift * 0.2, y: -0.1, size: 0.27, turn: between(random, 1, 2) },
    { x: 0.36, y: 0.72, size: 0.15, turn: 0.4 },
    { x: -0.46, y: 0.6, size: 0.12, turn: 0.2 },
  ];
  const blades = Array.from({ length: 26 }, () => ({
    x: between(random, -0.7, 0.7) * aspect,
    lean: between(random, -0.5, 0.5),
    top: between(random, -0.55, 0.35),
    wide: between(random, 0.006, 0.018),
    tone: random(),
  }));
  const drawn = paint(stage.width, stage.height, (x, y) => {
    const wash = smooth(-0.1, 0.5, noise.fractal(x * 1.2, y * 1.2, 4) + 0.32 - Math.hypot(x, y * 0.8) * 0.42);
    let color: Rgb = mix(WHITE, look.air.day.sky(0.75), wash * 0.45);
    color = mix(color, look.leaf(0.75), smooth(0.1, -1, y) * wash * 0.6);
    for (const blade of blades) {
      const t = (y + 1.1) / (blade.top + 1.1);
      if (t < 0 || t > 1) continue;
      const middle = blade.x + blade.lean * t * t * 0.6;
      const half = blade.wide * (1 - t) ** 0.6 + 0.001;
      color = mix(
        color,
        look.leaf(0.35 + 0.4 * blade.tone),
        smooth(half, half * 0.6, Math.abs(x - middle)) * 0.75,
      );
    }
    for (const flower of flowers) {
      const t = (flower.y - y) / (flower.y + 1.1);
      const stem = flower.x * (1 - t * 0.55) + Math.sin(t * 2.6 + flower.turn) * 0.09 * t;
      if (t > 0 && t < 1)
        color = mix(color, look.leaf(0.32), smooth(0.011, 0.006, Math.abs(x - stem)) * 0.85);
    }
    for (const flower of [...flowers].reverse()) {
      const dx = (x - flower.x) / flower.size;
      const dy = (y - flower.y) / (flower.size * 0.86);
      const away = Math.hypot(dx, dy);
      if (away > 1.4) continue;
      for (let petal = 0; petal < 5; petal += 1) {
        const angle = flower.turn + petal * 1.257 + (petal > 2 ? 0.5 : 0);
        const px = dx - Math.cos(angle) * 0.42;
        const py = dy - Math.sin(angle) * 0.4;
        const frill = noise.fractal(Math.atan2(py, px) * 2.2 + petal * 7, flower.x * 9, 4) * 0.18;
        const place = Math.hypot(px, py) / (0.6 + frill);
        const crease = noise.fractal(Math.atan2(dy, dx) * 9 + petal, away * 2, 3) * 0.16;
        const tone = 0.34 + 0.3 * place + crease + (petal % 2) * 0.08;
        color = mix(color, look.petal(tone), smooth(1.03, 0.96, place) * 0.9);
        color = mix(color, look.petal(0.12), smooth(0.1, 0.02, Math.abs(place - 0.99)) * 0.22);
      }
      const seedHead = smooth(0.2, 0.14, away);
      const dots = smooth(0.34, 0.2, away) * (noise.at(dx * 16, dy * 16) > 0.12 ? 1 : 0);
      color = mix(color, scale(look.air.night.dark, 1.5), dots * 0.9);
      color = mix(color, look.leaf(0.4), seedHead);
    }
    return color;
  });
  return watercolor(drawn, stage, look.paper);
};
