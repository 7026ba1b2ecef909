import { clamp, smooth } from '../draw/color.ts';
import { hash, type Noise } from '../draw/noise.ts';

/** A row of conifers. Lengths are in plane units. */
export interface TreeRow {
  /** Mean height of a tree. */
  readonly height: number;
  /** Distance between trunks. */
  readonly spacing: number;
  /** Height of the ground at x. */
  readonly ground: (x: number) => number;
  readonly seed: number;
  /** Share of places with a tree, 0–1. */
  readonly cover: number;
  /** Whether a tree may stand at a place; everywhere when left out. */
  readonly where?: (trunk: number) => boolean;
}

/** A point's place in the row: how much a tree covers it, and how far up and out in the tree it lies. */
export interface TreeHit {
  readonly cover: number;
  /** 0 at the foot, 1 at the tip. */
  readonly rise: number;
  /** -1 to 1 across the crown. */
  readonly side: number;
  /** Boughs: 0 between, 1 on top of a bough. */
  readonly bough: number;
}

/** Finds the conifer, or the ground below it, at a point. */
export function conifers(row: TreeRow, noise: Noise, x: number, y: number): TreeHit {
  const ground = row.ground(x);
  let best: TreeHit = { cover: smooth(0.003, -0.003, y - ground), rise: 0, side: 0, bough: 0 };
  const cell = Math.floor(x / row.spacing);
  for (let index = cell - 3; index <= cell + 3; index += 1) {
    const tree = treeAt(row, index);
    if (!tree) continue;
    const { trunk, size, steps } = tree;
    const rise = (y - tree.foot) / size;
    if (rise < 0 || rise > 1 || Math.abs(x - trunk) > size * 0.34 * (1.04 - rise)) continue;
    const ragged = noise.at((x - trunk) * (14 / size), rise * steps * 1.7, index * 1.3);
    const droop = Math.abs(x - trunk) / size;
    const level = (rise + droop * 0.55) * steps + ragged * 0.5;
    const bough = 1 - (level - Math.floor(level));
    const width = size * tree.girth * (1 - rise) ** 0.82 * (0.55 + 0.45 * bough) + size * 0.006;
    const edge = width * (1 + ragged * 0.3);
    const cover = smooth(edge + size * 0.012, edge - size * 0.012, Math.abs(x - trunk));
    if (cover > best.cover) best = { cover, rise, side: clamp((x - trunk) / edge, -1, 1), bough };
  }
  return best;
}

interface Tree {
  readonly trunk: number;
  readonly foot: number;
  readonly size: number;
  readonly steps: number;
  readonly girth: number;
}

const planted = new WeakMap<TreeRow, Map<number, Tree | null>>();

/** The tree of a place in the row, or null; kept, because every pixel near it asks again. */
function treeAt(row: TreeRow, index: number): Tree | null {
  const trees = planted.get(row) ?? new Map<number, Tree | null>();
  if (trees.size === 0) planted.set(row, trees);
  const known = trees.get(index);
  if (known !== undefined) return known;
  const trunk = (index + 0.15 + 0.7 * hash(index, 3, row.seed)) * row.spacing;
  const stands = hash(index, 11, row.seed) <= row.cover && (row.where?.(trunk) ?? true);
  const tree = stands
    ? {
        trunk,
        foot: row.ground(trunk) - 0.01,
        size: row.height * (0.5 + 0.75 * hash(index, 5, row.seed) ** 1.4),
        steps: 9 + Math.floor(hash(index, 7, row.seed) * 6),
        girth: 0.2 + 0.05 * hash(index, 9, row.seed),
      }
    : null;
  trees.set(index, tree);
  return tree;
}
