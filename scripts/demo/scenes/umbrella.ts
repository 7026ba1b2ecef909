import { add, mix, type Rgb, scale, smooth, toOklab } from '../draw/color.ts';
import { hash } from '../draw/noise.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import { between, type Scene } from '../draw/stage.ts';
import { WALKER_BODY, WALKER_UMBRELLA } from '../parts/silhouettes.ts';

/** One bright umbrella crossing a wet avenue of blurred lights. */
export const umbrella: Scene = async (stage) => {
  const { look, noise, random, width, height, aspect, seed } = stage;
  const air = look.air.night;
  const day = look.air.dusk;
  const feet = -0.52;
  const spotX = look.shift * 0.9;
  const size = 3.9 * look.zoom;
  const place = (elements: string): ReturnType<typeof svgMask> =>
    svgMask(
      width,
      height,
      `<g transform="translate(${spotX * 1000} ${-feet * 1000}) scale(${size})">${elements}</g>`,
    );
  const cover = await place(WALKER_UMBRELLA);
  const body = await place(WALKER_BODY);
  const clash = toOklab(look.accents[0]).some(
    (part, index) => Math.abs(part - (toOklab(day.sky(0.8))[index] ?? 0)) > 0.09,
  );
  const canopy = clash ? look.accents[0] : look.accents[2];
  const lamps = Array.from({ length: 74 }, () => {
    const far = random();
    const lane = random() < 0.5 ? -1 : 1;
    return {
      x: lane * aspect * (0.08 + 0.95 * (1 - far) ** 1.2) + between(random, -0.1, 0.1),
      y: -0.18 + random() ** 1.4 * (0.25 + 0.85 * (1 - far)),
      radius: 0.018 + 0.07 * (1 - far) * random(),
      color: mix(look.accents[Math.floor(random() * 4) as 0 | 1 | 2 | 3], air.sun, 0.35),
      power: between(random, 0.25, 0.8),
    };
  });
  const street = (x: number, y: number): Rgb => {
    const rise = Math.max(0, y + 0.2);
    const valley = Math.abs(x) / aspect;
    let color = mix(day.sky(0.35 + rise * 0.5), air.sky(0.5), 0.45 + 0.2 * rise);
    const walls = smooth(
      0.12 + 0.5 * Math.max(0, y),
      0.35 + 0.55 * Math.max(0, y),
      valley + 0.05 * noise.at(x * 7, 1),
    );
    color = mix(
      color,
      mix(air.dark, look.stone(0.28), 0.4 + 0.2 * noise.fractal(x * 5, y * 3, 2)),
      walls * 0.85,
    );
    for (const lamp of lamps) {
      const away = Math.hypot(x - lamp.x, y - lamp.y) / lamp.radius;
      if (away > 1.3) continue;
      const ring = 0.65 + 0.35 * smooth(0.6, 0.95, away);
      color = add(color, lamp.color, smooth(1.06, 0.94, away) * ring * lamp.power);
    }
    return add(color, day.sun, 0.3 * Math.exp(-Math.hypot(x, (y + 0.12) * 1.6) * 3.4));
  };
  const person = (x: number, y: number, base: Rgb): Rgb => {
    const top = maskAt(cover, x, y);
    const figure = maskAt(body, x, y);
    const u = ((x - spotX) / size) * 1000;
    const v = ((y - feet) / size) * 1000;
    const rib = 0.72 + 0.28 * Math.abs(Math.cos((u / 104) * Math.PI * 1.5));
    const dome = smooth(190, 290, v) * 0.6 + 0.4;
    const coat = add(mix(air.dark, look.accents[1], 0.12), day.sun, smooth(14, 30, Math.abs(u + 6)) * 0.2);
    const cloth = add(scale(canopy, rib * dome), day.sun, smooth(262, 288, v) * 0.22);
    return mix(mix(base, coat, figure), cloth, top);
  };
  return paint(width, height, (x, y) => {
    const curb = -0.3;
    let color: Rgb;
    if (y > curb) color = street(x, y);
    else {
      const depth = 0.3 / (curb + 0.05 - y);
      const wave = noise.fractal(x * 4 * depth + 3, depth * 9, 4) * 0.1;
      const smear = noise.at(x * 16, y * 3) * 0.05;
      const mirrored = add(
        scale(street(x + wave * 0.5, -0.36 - y + smear + wave), 0.5),
        scale(street(x + wave, 0.2 - y * 0.6 + smear), 0.5),
        0.8,
      );
      const stripe = Math.abs(y + 0.74) < 0.22 && ((x + (y + 0.5) * x * 0.7) * 2.6 + 20) % 1 < 0.48;
      const asphalt = scale(
        mix(air.dark, look.stone(0.3), 0.35),
        0.9 + 0.4 * noise.fractal(x * 30, y * 60, 2),
      );
      color = mix(asphalt, mirrored, 0.62);
      if (stripe)
        color = mix(
          color,
          add(scale(look.stone(0.85), 0.55), mirrored, 0.35),
          0.6 * smooth(-0.25, 0.2, noise.fractal(x * 12, y * 20, 3)) + 0.15,
        );
      color = mix(
        color,
        person(x + wave * 0.35, feet * 2 - y + wave * 0.2, color),
        y < feet ? 0.6 * smooth(-1.15, feet, y) : 0,
      );
    }
    color = person(x, y, color);
    const rain =
      hash(
        Math.floor((x + y * 0.09) * 240),
        Math.floor(y * 6 + hash(Math.floor((x + y * 0.09) * 240), 3, seed) * 8),
        seed,
      ) > 0.972
        ? 0.12
        : 0;
    return add(color, air.haze, rain);
  });
};
