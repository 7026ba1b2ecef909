import type { Vec3 } from './march.ts';

/** A height map baked on a square grid, cheap to sample. */
export interface Terrain {
  /** Height at a place; outside the baked square the edge is repeated. */
  height(x: number, z: number): number;
  normal(x: number, z: number, reach: number): Vec3;
  /** Distance along a ray to the ground, or -1. */
  trace(eye: Vec3, ray: Vec3, near: number, far: number): number;
  /** Share of the sun that reaches a point, 0–1. */
  sunlight(point: Vec3, sun: Vec3, softness: number): number;
}

/** Bakes `shape` over the square from `left`, `back` with the given side, in `cells` cells each way. */
export function bakeTerrain(
  shape: (x: number, z: number) => number,
  left: number,
  back: number,
  side: number,
  cells = 900,
): Terrain {
  const grid = new Float32Array(cells * cells);
  const step = side / (cells - 1);
  let top = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < cells; row += 1) {
    for (let column = 0; column < cells; column += 1) {
      const value = shape(left + column * step, back + row * step);
      grid[row * cells + column] = value;
      if (value > top) top = value;
    }
  }
  const height = (x: number, z: number): number => {
    const column = Math.min(cells - 1.001, Math.max(0, (x - left) / step));
    const row = Math.min(cells - 1.001, Math.max(0, (z - back) / step));
    const west = Math.floor(column);
    const north = Math.floor(row);
    const fx = column - west;
    const fz = row - north;
    const base = north * cells + west;
    const upper = (grid[base] ?? 0) * (1 - fx) + (grid[base + 1] ?? 0) * fx;
    const lower = (grid[base + cells] ?? 0) * (1 - fx) + (grid[base + cells + 1] ?? 0) * fx;
    return upper * (1 - fz) + lower * fz;
  };
  const normal = (x: number, z: number, reach: number): Vec3 => {
    const dx = height(x - reach, z) - height(x + reach, z);
    const dz = height(x, z - reach) - height(x, z + reach);
    const length = Math.hypot(dx, reach * 2, dz);
    return [dx / length, (reach * 2) / length, dz / length];
  };
  const trace = (eye: Vec3, ray: Vec3, near: number, far: number): number => {
    let travelled = near;
    let before = near;
    for (let count = 0; count < 420 && travelled < far; count += 1) {
      const y = eye[1] + ray[1] * travelled;
      if (y > top && ray[1] >= 0) return -1;
      const gap = y - height(eye[0] + ray[0] * travelled, eye[2] + ray[2] * travelled);
      if (gap < 0) return refine(eye, ray, before, travelled);
      before = travelled;
      travelled += Math.max(gap * 0.4, 0.0035 * travelled);
    }
    return -1;
  };
  const refine = (eye: Vec3, ray: Vec3, near: number, far: number): number => {
    let low = near;
    let high = far;
    for (let count = 0; count < 7; count += 1) {
      const middle = (low + high) / 2;
      const gap = eye[1] + ray[1] * middle - height(eye[0] + ray[0] * middle, eye[2] + ray[2] * middle);
      if (gap < 0) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  };
  const sunlight = (point: Vec3, sun: Vec3, softness: number): number => {
    let share = 1;
    let travelled = step * 1.5;
    for (let count = 0; count < 60; count += 1) {
      const y = point[1] + sun[1] * travelled;
      if (y > top) break;
      const gap = y - height(point[0] + sun[0] * travelled, point[2] + sun[2] * travelled);
      share = Math.min(share, 0.5 + gap / (softness * travelled));
      if (share <= 0) return 0;
      travelled += Math.max(gap * 0.5, step * 1.5);
    }
    return share;
  };
  return { height, normal, trace, sunlight };
}
