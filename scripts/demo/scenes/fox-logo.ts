import { mix, type Rgb, scale } from '../draw/color.ts';
import { maskAt, paint, svgMask } from '../draw/raster.ts';
import type { Scene } from '../draw/stage.ts';

/** A fox's head as a flat mark of few planes, centred with much room. */
export const foxLogo: Scene = async (stage) => {
  const { look, noise, width, height } = stage;
  const size = 2.25 * look.zoom;
  const plane = (path: string): ReturnType<typeof svgMask> => {
    const half = `<path d="${path}"/>`;
    return svgMask(
      width,
      height,
      `<g transform="translate(0 -30) scale(${size})">${half}<g transform="scale(-1 1)">${half}</g></g>`,
    );
  };
  const planes: readonly (readonly [Awaited<ReturnType<typeof plane>>, (x: number) => Rgb])[] = [
    [
      await plane('M-8 -120L-150 -262Q-196 -150 -184 -62Q-178 -24 -232 14Q-150 40 -118 92Q-80 168 0 232Z'),
      () => look.accents[0],
    ],
    [await plane('M-40 -132L-140 -236Q-168 -160 -160 -96Z'), () => scale(look.air.night.dark, 1.3)],
    [await plane('M-78 -122L-136 -196Q-150 -150 -148 -112Z'), () => look.petal(0.62)],
    [
      await plane('M0 -120L-8 -120L-40 -132L-160 -96Q-120 -60 -96 0Q-60 60 -34 128L0 150Z'),
      (x) => mix(look.accents[0], look.accents[2], x < 0 ? 0.42 : 0.25),
    ],
    [
      await plane(
        'M-232 14Q-178 -14 -180 -50Q-130 0 -96 60Q-60 120 -34 132L0 232Q-80 168 -118 92Q-150 40 -232 14Z',
      ),
      (x) => scale(look.paper, x < 0 ? 1 : 0.9),
    ],
    [await plane('M-112 -14Q-82 -32 -52 4Q-88 16 -112 -14Z'), () => scale(look.air.night.dark, 1.2)],
    [await plane('M0 156L-36 136Q-24 196 0 214Z'), () => scale(look.air.night.dark, 1.2)],
  ];
  const ring = await svgMask(
    width,
    height,
    '<circle cx="0" cy="-20" r="690" fill="none" stroke="#000" stroke-width="14"/>',
  );
  return paint(width, height, (x, y) => {
    const wash = look.backdrop(0.86 + 0.1 * y + noise.fractal(x, y, 3) * 0.08);
    let color: Rgb = mix(look.paper, wash, 0.45);
    color = mix(
      color,
      look.accents[1],
      maskAt(ring, x, y) * (Math.atan2(y - 0.02, x) > -2.3 && Math.atan2(y, x) < -0.8 ? 0 : 0.9),
    );
    for (const [shape, tone] of planes) color = mix(color, tone(x), maskAt(shape, x, y));
    return color;
  });
};
