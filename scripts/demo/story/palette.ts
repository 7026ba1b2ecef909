import sharp from 'sharp';
import { decode, encode, fromOklab, hex, type Rgb, toOklab } from '../draw/color.ts';

/** Describes a picture's four main colours as `#rrggbb, name; …`, largest first, and its temper in words. */
export async function describePalette(picture: Buffer): Promise<string> {
  const { data } = await sharp(picture)
    .resize(64, 64, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colors: Rgb[] = [];
  for (let index = 0; index < data.length; index += 3) {
    colors.push(
      toOklab([
        decode((data[index] ?? 0) / 255),
        decode((data[index + 1] ?? 0) / 255),
        decode((data[index + 2] ?? 0) / 255),
      ]),
    );
  }
  const groups = cluster(colors, 4);
  const named = groups.map(({ center }) => `${toHex(center)}, ${nameOf(center)}`);
  const mean = colors.reduce<Rgb>(
    (sum, lab) => [
      sum[0] + lab[0] / colors.length,
      sum[1] + lab[1] / colors.length,
      sum[2] + lab[2] / colors.length,
    ],
    [0, 0, 0],
  );
  const chroma = colors.reduce((sum, lab) => sum + Math.hypot(lab[1], lab[2]) / colors.length, 0);
  const temper = [
    mean[2] > 0.035 ? 'warm' : mean[2] < -0.005 ? 'cool' : 'neutral',
    chroma > 0.1 ? 'vibrant' : chroma < 0.05 ? 'muted' : '',
    mean[0] > 0.74 ? 'light' : mean[0] < 0.42 ? 'dark' : '',
  ].filter((word) => word !== '');
  return `${named.join('; ')}; ${temper.join(', ')}`;
}

interface Group {
  readonly center: Rgb;
  readonly size: number;
}

function cluster(colors: readonly Rgb[], count: number): Group[] {
  const sorted = [...colors].sort((a, b) => a[0] - b[0]);
  let centers = Array.from(
    { length: count },
    (_, index): Rgb => sorted[Math.floor(((index + 0.5) / count) * sorted.length)] ?? [0, 0, 0],
  );
  let sizes: number[] = [];
  for (let pass = 0; pass < 14; pass += 1) {
    const sums = centers.map(() => [0, 0, 0, 0] as [number, number, number, number]);
    for (const lab of colors) {
      const sum = sums[nearest(lab, centers)];
      if (!sum) continue;
      sum[0] += lab[0];
      sum[1] += lab[1];
      sum[2] += lab[2];
      sum[3] += 1;
    }
    centers = sums.map(
      (sum, index): Rgb =>
        sum[3] > 0 ? [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]] : (centers[index] ?? [0, 0, 0]),
    );
    sizes = sums.map((sum) => sum[3]);
  }
  return centers
    .map((center, index) => ({ center, size: sizes[index] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size);
}

function nearest(lab: Rgb, centers: readonly Rgb[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, center] of centers.entries()) {
    const gap = (lab[0] - center[0]) ** 2 + ((lab[1] - center[1]) ** 2 + (lab[2] - center[2]) ** 2) * 2.5;
    if (gap < least) {
      least = gap;
      best = index;
    }
  }
  return best;
}

function toHex(lab: Rgb): string {
  return `#${fromOklab(lab)
    .map((value) =>
      Math.round(encode(value) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function nameOf(lab: Rgb): string {
  const names = Object.keys(NAMES);
  return (
    names[
      nearest(
        lab,
        Object.values(NAMES).map((code) => toOklab(hex(code))),
      )
    ] ?? 'grey'
  );
}

const NAMES: Readonly<Record<string, string>> = {
  black: '#0b0c0e',
  charcoal: '#2b2d30',
  slate: '#56616b',
  grey: '#8d9196',
  silver: '#c2c6ca',
  white: '#fafafa',
  cream: '#f6ead0',
  sand: '#d9c08f',
  tan: '#b3895a',
  brown: '#6b4628',
  umber: '#33231a',
  rust: '#a84a1e',
  red: '#d5352b',
  wine: '#6d1f2b',
  coral: '#ee7d62',
  orange: '#ef8a2b',
  amber: '#f5ad45',
  mustard: '#dba92e',
  ochre: '#a97f2f',
  olive: '#6f6a33',
  moss: '#4a5d33',
  green: '#4f9a48',
  mint: '#b4e0c8',
  sage: '#93ab8c',
  'deep teal': '#0e343c',
  teal: '#1f7f84',
  aqua: '#86c5cc',
  sky: '#a6cbea',
  blue: '#3d7cc4',
  navy: '#17244d',
  indigo: '#454a90',
  lavender: '#b7a9de',
  violet: '#7c5ab0',
  plum: '#4c3048',
  mauve: '#a4839c',
  rose: '#e59aae',
  blush: '#f6d0cd',
  pink: '#ea6b98',
};
