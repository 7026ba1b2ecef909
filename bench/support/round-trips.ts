import type { Trip } from './slow-proxy.ts';

/**
 * How many requests lie one behind the other at most: one that starts after another's answer counts as waiting
 * for it, whether it needed it or not.
 */
export function depthOf(trips: readonly Trip[]): number {
  const sorted = trips.toSorted((left, right) => left.start - right.start);
  const depths: number[] = [];
  for (const [index, trip] of sorted.entries()) {
    const before = sorted.slice(0, index).map((other, at) => (isBefore(other, trip) ? (depths[at] ?? 0) : 0));
    depths.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...depths);
}

function isBefore(other: Trip, trip: Trip): boolean {
  return other.end > 0 && other.end <= trip.start;
}
