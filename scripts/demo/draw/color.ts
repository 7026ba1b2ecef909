/** A colour in linear light, red, green, blue, 1 = display white. */
export type Rgb = readonly [number, number, number];

/** A continuous row of colours; the argument is clamped to 0–1. */
export type Ramp = (position: number) => Rgb;

/** Parses `#rrggbb` (sRGB) into linear light. */
export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16);
  return [decode((value >> 16) / 255), decode(((value >> 8) & 255) / 255), decode((value & 255) / 255)];
}

/**
 * Builds a ramp through evenly spaced `#rrggbb` stops, interpolated in Oklab so that
 * the steps look even (https://bottosson.github.io/posts/oklab/).
 */
export function ramp(...codes: readonly string[]): Ramp {
  const stops = codes.map((code) => toOklab(hex(code)));
  const table: Rgb[] = [];
  for (let index = 0; index <= TABLE_SIZE; index += 1) {
    const place = (index / TABLE_SIZE) * (stops.length - 1);
    const from = Math.min(Math.floor(place), stops.length - 2);
    table.push(fromOklab(mix(stops[from] ?? BLACK, stops[from + 1] ?? BLACK, place - from)));
  }
  return (position) => table[Math.round(clamp(position) * TABLE_SIZE)] ?? BLACK;
}

/** Linear interpolation of two colours. */
export function mix(from: Rgb, to: Rgb, amount: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * amount,
    from[1] + (to[1] - from[1]) * amount,
    from[2] + (to[2] - from[2]) * amount,
  ];
}

/** Multiplies a colour by a number. */
export function scale(color: Rgb, factor: number): Rgb {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}

/** Multiplies two colours channel by channel. */
export function tint(color: Rgb, by: Rgb): Rgb {
  return [color[0] * by[0], color[1] * by[1], color[2] * by[2]];
}

/** Adds light of one colour to another. */
export function add(color: Rgb, light: Rgb, amount = 1): Rgb {
  return [color[0] + light[0] * amount, color[1] + light[1] * amount, color[2] + light[2] * amount];
}

/** Relative luminance (Rec. 709 weights). */
export function luminance(color: Rgb): number {
  return color[0] * 0.2126 + color[1] * 0.7152 + color[2] * 0.0722;
}

/** Linear light to Oklab. */
export function toOklab(color: Rgb): Rgb {
  const [red, green, blue] = color;
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

/** Oklab to linear light, negative channels cut to 0. */
export function fromOklab(lab: Rgb): Rgb {
  const long = (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]) ** 3;
  const medium = (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]) ** 3;
  const short = (lab[0] - 0.0894841775 * lab[1] - 1.291485548 * lab[2]) ** 3;
  return [
    Math.max(0, 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    Math.max(0, -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    Math.max(0, -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** sRGB 0–1 to linear light. */
export function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear light to sRGB 0–1, clamped. */
export function encode(value: number): number {
  const light = clamp(value);
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** Limits a number to 0–1, or to the given bounds. */
export function clamp(value: number, low = 0, high = 1): number {
  return value < low ? low : Math.min(value, high);
}

/** Hermite step from 0 to 1 between two edges; the edges may be in falling order. */
export function smooth(from: number, to: number, value: number): number {
  const position = clamp((value - from) / (to - from));
  return position * position * (3 - 2 * position);
}

export const BLACK: Rgb = [0, 0, 0];
export const WHITE: Rgb = [1, 1, 1];

const TABLE_SIZE = 512;
