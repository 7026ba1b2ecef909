import { type OkLab, squaredDistance, toHex, toOkLab } from './oklab.ts';

/** One colour of a palette. */
export interface Swatch {
  /** `#rrggbb`, lower case. */
  hex: string;
  /** Part of the picture that is nearest to this colour, 0 to 1. */
  share: number;
}

/** Pixels in rows, three or four bytes (red, green, blue, and alpha) each. */
export interface Raster {
  data: Uint8Array;
  channels: 3 | 4;
}

/** Most colours that a palette has. */
export const paletteSize = 5;

/**
 * The main colours of a picture, largest share first; equal rasters give equal palettes.
 * Clusters in OKLab: colours are counted in bins, twice as many centres as wanted are spread over them
 * (the heaviest bin first, then the bin with the most weight × squared distance) and settled by Lloyd's
 * algorithm, then the pair whose joining costs least (Ward's criterion) is joined until five are left
 * and none are near-identical. A plain picture therefore gives fewer than five.
 * @returns one to five swatches whose shares add up to 1; none for a raster without visible pixels.
 */
export function findPalette(raster: Raster): Swatch[] {
  const bins = countColours(raster);
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  const clusters = joinClusters(settle(bins, spreadCentres(bins, paletteSize * 2)));
  return clusters
    .map(({ colour, weight }) => ({ hex: toHex(colour), share: weight / total }))
    .sort((one, other) => other.share - one.share || (one.hex < other.hex ? -1 : 1));
}

interface Cluster {
  colour: OkLab;
  /** Pixels in it. */
  weight: number;
}

/** Distance in OKLab under which two colours count as one: three times the just noticeable one. */
const nearIdentical = 0.06;
const lloydRounds = 12;
const visibleAlpha = 128;

/** Bins of 5 bits a channel, each with the mean of its pixels. */
function countColours({ data, channels }: Raster): Cluster[] {
  const sums = new Map<number, [count: number, red: number, green: number, blue: number]>();
  for (let at = 0; at + channels <= data.length; at += channels) {
    if (channels === 4 && (data[at + 3] ?? 0) < visibleAlpha) continue;
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    const bin = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    const sum = sums.get(bin);
    if (sum === undefined) {
      sums.set(bin, [1, red, green, blue]);
    } else {
      sum[0] += 1;
      sum[1] += red;
      sum[2] += green;
      sum[3] += blue;
    }
  }
  return [...sums]
    .sort(([one], [other]) => one - other)
    .map(([, [count, red, green, blue]]) => ({
      colour: toOkLab(red / count, green / count, blue / count),
      weight: count,
    }));
}

function spreadCentres(bins: readonly Cluster[], count: number): OkLab[] {
  const centres: OkLab[] = [];
  const distances = bins.map(() => 1);
  while (centres.length < count) {
    const next = indexOfLargest(bins.map((bin, index) => bin.weight * (distances[index] ?? 0)));
    const centre = bins[next]?.colour;
    if (centre === undefined || distances[next] === 0) break;
    centres.push(centre);
    bins.forEach((bin, index) => {
      const distance = squaredDistance(bin.colour, centre);
      distances[index] = centres.length === 1 ? distance : Math.min(distances[index] ?? 0, distance);
    });
  }
  return centres;
}

function settle(bins: readonly Cluster[], start: readonly OkLab[]): Cluster[] {
  let clusters = gather(bins, start);
  for (let round = 1; round < lloydRounds; round++) {
    clusters = gather(
      bins,
      clusters.map(({ colour }) => colour),
    );
  }
  return clusters;
}

/** Every bin goes to its nearest centre; centres that get none are left out. */
function gather(bins: readonly Cluster[], centres: readonly OkLab[]): Cluster[] {
  const sums = centres.map(() => ({ weight: 0, L: 0, a: 0, b: 0 }));
  for (const { colour, weight } of bins) {
    const sum = sums[nearest(colour, centres)];
    if (sum === undefined) continue;
    sum.weight += weight;
    sum.L += colour[0] * weight;
    sum.a += colour[1] * weight;
    sum.b += colour[2] * weight;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ weight, L, a, b }) => ({ colour: [L / weight, a / weight, b / weight], weight }));
}

function joinClusters(clusters: readonly Cluster[]): Cluster[] {
  let left = [...clusters];
  while (left.length > 1) {
    const pair = cheapestPair(left, left.length > paletteSize ? Number.POSITIVE_INFINITY : nearIdentical);
    if (pair === undefined) break;
    left = [...left.filter((cluster) => !pair.includes(cluster)), join(...pair)];
  }
  return left;
}

function cheapestPair(
  clusters: readonly Cluster[],
  maxDistance: number,
): [one: Cluster, other: Cluster] | undefined {
  let best: { cost: number; pair: [Cluster, Cluster] } | undefined;
  for (const [index, one] of clusters.entries()) {
    for (const other of clusters.slice(index + 1)) {
      const distance = squaredDistance(one.colour, other.colour);
      if (distance >= maxDistance ** 2) continue;
      const cost = (distance * one.weight * other.weight) / (one.weight + other.weight);
      if (best === undefined || cost < best.cost) best = { cost, pair: [one, other] };
    }
  }
  return best?.pair;
}

function join(one: Cluster, other: Cluster): Cluster {
  const weight = one.weight + other.weight;
  const mean = (axis: 0 | 1 | 2) =>
    (one.colour[axis] * one.weight + other.colour[axis] * other.weight) / weight;
  return { colour: [mean(0), mean(1), mean(2)], weight };
}

function nearest(colour: OkLab, centres: readonly OkLab[]): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (let index = 0; index < centres.length; index++) {
    const centre = centres[index];
    if (centre === undefined) continue;
    const distance = squaredDistance(colour, centre);
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}

function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}
