import { add, mix, scale, smooth } from '../draw/color.ts';
import { blurMask, maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';
import { WOMAN_PROFILE } from '../parts/silhouettes.ts';

/** A woman in profile against a window, light running along brow, nose and neck. */
export const windowPortrait: Scene = async (stage) => {
  const { look, noise, aspect, width, height, grain } = stage;
  const air = look.air.dawn;
  const face = look.shift < 0 ? -1 : 1;
  const size = 0.98 * look.zoom;
  const shape = await svgMask(
    width,
    height,
    `<g transform="translate(${-40 * face} 60) scale(${face * size} ${size})">${WOMAN_PROFILE}</g>`,
  );
  const draw = (elements: string): ReturnType<typeof svgMask> =>
    svgMask(
      width,
      height,
      `<g transform="translate(${-40 * face} 60) scale(${face * size} ${size})" fill="none" stroke="#000" stroke-linecap="round">${elements}</g>`,
    );
  const features = blurMask(await draw(FEATURES), 1.2 * grain);
  const hollows = blurMask(await draw(HOLLOWS), 15 * grain);
  const ear = await draw(
    '<path fill="#000" stroke="none" d="M10 20Q10 -44 62 -40Q96 -30 88 30Q80 92 46 112Q16 104 10 20Z"/>',
  );
  const near = blurMask(shape, 10 * grain);
  const wide = blurMask(shape, 46 * grain);
  const step = 6 / height;
  return paint(width, height, (x, y) => {
    const pane = x * face + 0.06 * noise.at(x, y * 0.6);
    const window = smooth(-0.15, 0.7, pane / aspect);
    const fold = 0.5 + 0.5 * Math.sin(x * 22 + noise.fractal(x * 3, y * 0.5, 2) * 6 + y * 0.6);
    const curtain = mix(air.sky(0.06 + 0.35 * (1 - window)), air.sun, 0.3 * window);
    let back = mix(look.backdrop(0.1 + 0.3 * window), scale(curtain, 1.05), window * (0.72 + 0.28 * fold));
    const bar =
      smooth(0.028, 0.02, Math.abs(x * face - aspect * 0.62)) +
      smooth(0.025, 0.017, Math.abs(y - 0.34)) * smooth(0.2, 0.3, (x * face) / aspect);
    back = mix(back, scale(look.backdrop(0.25), 0.8), Math.min(1, bar) * 0.4 * window);
    const inside = maskAt(shape, x, y);
    if (inside < 0.004) return back;
    const dx = maskAt(near, x + step, y) - maskAt(near, x - step, y);
    const dy = maskAt(near, x, y + step) - maskAt(near, x, y - step);
    const broadX = maskAt(wide, x + step * 4, y) - maskAt(wide, x - step * 4, y);
    const broadY = maskAt(wide, x, y + step * 4) - maskAt(wide, x, y - step * 4);
    const rim = Math.max(0, (-dx * face * 0.9 - dy * 0.3) * 6.5);
    const turn = Math.max(0, (-broadX * face * 0.95 - broadY * 0.15) * 3.6);
    const u = (x * face * 1000 + 40) / size;
    const v = (-y * 1000 - 60) / size;
    const isHair =
      smooth(14, -14, u - hairline(v) + noise.fractal(v * 0.02, u * 0.02, 3) * 46) *
      smooth(345, 300, v + u * 0.2);
    const cloth = smooth(-8, 8, v - 452 - 62 * Math.exp(-(((u - 90) / 150) ** 2)));
    const strand = noise.fractal((x * face - y * 0.55) * 26, (x + y) * 3.2, 4);
    const lines = maskAt(features, x, y);
    const shade = maskAt(hollows, x, y);
    const skin = scale(
      mix(look.skin(0.3), look.skin(0.95), 0.16 + turn * 0.8 + rim * 0.2),
      (1 - lines * 0.72) * (1 - shade * 0.45),
    );
    const hair = add(
      mix(air.dark, look.skin(0.06), 0.5),
      air.sun,
      smooth(0.05, 0.5, strand) * (0.1 + turn * 0.55) + rim * 0.5,
    );
    const knit = 0.8 + 0.3 * Math.sin(x * 160 + noise.at(x * 5, y * 5) * 4) * Math.sin(y * 130);
    const dress = mix(scale(look.accents[1], 0.14 * knit), scale(look.accents[1], 0.8), turn * 0.8);
    let body = mix(mix(skin, hair, isHair * 0.95 * (1 - maskAt(ear, x, y))), dress, cloth);
    body = add(
      body,
      mix(air.sun, [1, 1, 1], 0.3),
      Math.min(0.6, rim * 0.34) * (cloth > 0.5 ? 0.35 : 0.6) * (1 - lines * 0.6),
    );
    return mix(back, body, inside);
  });
};

const FEATURES =
  '<path stroke-width="9" d="M232 -52Q272 -30 322 -48"/><path stroke-width="4" d="M318 -48L338 -36M300 -40L316 -26M278 -38L288 -22"/><path stroke-width="13" d="M226 -116Q280 -146 336 -122"/><path stroke-width="8" d="M352 50Q364 38 380 48"/><path stroke-width="6" d="M328 116Q350 106 374 116"/><path stroke-width="5" d="M30 0Q66 -24 68 26Q62 60 44 84"/>';

const HOLLOWS =
  '<path stroke-width="60" d="M-60 330Q60 330 200 292"/><path stroke-width="34" d="M220 -80Q270 -100 320 -88"/><path stroke-width="30" d="M190 60Q220 150 300 190"/>';

const HAIRLINE = [
  [-420, 340],
  [-330, 318],
  [-250, 262],
  [-150, 168],
  [-60, 112],
  [0, 86],
  [60, 30],
  [140, -20],
  [240, -90],
  [345, -150],
] as const;

/** Where the hair ends and the face begins, at a height on the head. */
function hairline(v: number): number {
  for (let index = 1; index < HAIRLINE.length; index += 1) {
    const [fromV, fromU] = HAIRLINE[index - 1] ?? [0, 0];
    const [toV, toU] = HAIRLINE[index] ?? [0, 0];
    if (v <= toV) return fromU + (toU - fromU) * smooth(fromV, toV, v);
  }
  return -150;
}
