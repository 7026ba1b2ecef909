/** A colour in a space where equal distances look about equally different: Y'CbCr, each about 0 to 255. */
type Point = readonly [number, number, number];

interface Cluster {
  point: Point;
  colour: string;
  weight: number;
}

/** Squared distance under which two colours count as one. */
const near = 28 ** 2;

/**
 * The main colours of many palettes together, dark to light.
 * @param palettes hex colours, most frequent first in each.
 * @param count how many colours to give at most.
 */
export function mergeColours(palettes: Iterable<readonly string[]>, count: number): string[] {
  const clusters: Cluster[] = [];
  for (const palette of palettes) {
    for (const [rank, colour] of palette.entries()) {
      const point = toPoint(colour);
      if (!point) continue;
      const cluster = clusters.find((other) => distance(other.point, point) < near);
      if (cluster) cluster.weight += weightOf(rank, palette.length);
      else clusters.push({ point, colour, weight: weightOf(rank, palette.length) });
    }
  }
  return clusters
    .sort((left, right) => right.weight - left.weight)
    .slice(0, count)
    .sort((left, right) => left.point[0] - right.point[0])
    .map(({ colour }) => colour);
}

function weightOf(rank: number, length: number): number {
  return length - rank;
}

function toPoint(hex: string): Point | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => Number.parseInt(part, 16));
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [luma, (blue - luma) * 0.564, (red - luma) * 0.713];
}

function distance(left: Point, right: Point): number {
  return (left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2 + (left[2] - right[2]) ** 2;
}
