/** Repeatable randomness and coherent noise; the same seed always gives the same values. */

/** Returns numbers in [0, 1); a small 32-bit generator (mulberry32). */
export type Random = () => number;

/** Coherent noise of one seed; plain noise lies in about [-1, 1]. */
export interface Noise {
  at(x: number, y: number, z?: number): number;
  /** Sum of octaves, each of half the size and half the strength. */
  fractal(x: number, y: number, octaves: number, z?: number): number;
  /** Sharp-crested sum of octaves in about [0, 1]. */
  ridged(x: number, y: number, octaves: number): number;
}

/** Creates a generator of numbers in [0, 1). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** A 32-bit seed from text (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  }
  return hash >>> 0;
}

/** A number in [0, 1) for a lattice point. */
export function hash(x: number, y: number, seed = 0): number {
  let value = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 1274126177);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  value = Math.imul(value ^ (value >>> 15), 2246822519);
  return ((value ^ (value >>> 16)) >>> 0) / 4294967296;
}

/** Creates gradient noise after Perlin's improved noise (2002). */
export function createNoise(seed: number): Noise {
  const order = shuffledOrder(createRandom(seed));
  const plane = (x: number, y: number, cellZ: number, dz: number): number => {
    const cellX = Math.floor(x);
    const cellY = Math.floor(y);
    const fx = x - cellX;
    const fy = y - cellY;
    const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const left = (order[cellX & 255] ?? 0) + (cellY & 255);
    const right = (order[(cellX + 1) & 255] ?? 0) + (cellY & 255);
    const a = slope((order[((order[left] ?? 0) + cellZ) & 255] ?? 0) & 15, fx, fy, dz);
    const b = slope((order[((order[right] ?? 0) + cellZ) & 255] ?? 0) & 15, fx - 1, fy, dz);
    const c = slope((order[((order[left + 1] ?? 0) + cellZ) & 255] ?? 0) & 15, fx, fy - 1, dz);
    const d = slope((order[((order[right + 1] ?? 0) + cellZ) & 255] ?? 0) & 15, fx - 1, fy - 1, dz);
    const bottom = a + (b - a) * u;
    return bottom + (c + (d - c) * u - bottom) * v;
  };
  const at = (x: number, y: number, z = 0): number => {
    if (z === 0) return plane(x, y, 0, 0);
    const cellZ = Math.floor(z);
    const fz = z - cellZ;
    const w = fz * fz * fz * (fz * (fz * 6 - 15) + 10);
    const near = plane(x, y, cellZ & 255, fz);
    return near + (plane(x, y, (cellZ + 1) & 255, fz - 1) - near) * w;
  };
  const fractal = (x: number, y: number, octaves: number, z = 0): number => {
    let sum = 0;
    let strength = 0.5;
    let size = 1;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += strength * at(x * size + octave * 17.3, y * size - octave * 9.1, z * size);
      size *= 2.03;
      strength *= 0.5;
    }
    return sum;
  };
  const ridged = (x: number, y: number, octaves: number): number => {
    let sum = 0;
    let strength = 0.5;
    let size = 1;
    let carry = 1;
    for (let octave = 0; octave < octaves; octave += 1) {
      const crest = 1 - Math.abs(at(x * size + octave * 31.7, y * size + octave * 11.9));
      const sharp = crest * crest * carry;
      sum += sharp * strength;
      carry = Math.min(1, sharp * 1.6);
      size *= 2.07;
      strength *= 0.5;
    }
    return sum;
  };
  return { at, fractal, ridged };
}

/** A table of 512 entries, the second half repeating the first, so that sums of two bytes need no mask. */
function shuffledOrder(random: Random): Uint8Array {
  const order = Uint8Array.from({ length: 512 }, (_, index) => index & 255);
  for (let index = 255; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const kept = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = kept;
  }
  order.copyWithin(256, 0, 256);
  return order;
}

function slope(direction: number, x: number, y: number, z: number): number {
  const first = direction < 8 ? x : y;
  const second = direction < 4 ? y : direction === 12 || direction === 14 ? x : z;
  return (direction & 1 ? -first : first) + (direction & 2 ? -second : second);
}
