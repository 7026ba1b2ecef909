/** Sphere tracing of signed distance fields, and of baked height maps. */

/** A point or direction: x right, y up, z towards the camera. */
export type Vec3 = readonly [number, number, number];

/** Signed distance to the nearest surface. */
export type Field = (x: number, y: number, z: number) => number;

/** Makes the view ray's direction for a picture plane position. */
export type Camera = (x: number, y: number) => Vec3;

/** A pinhole camera at `eye`; `lens` is the focal length in half picture heights. */
export function createCamera(eye: Vec3, target: Vec3, lens: number): Camera {
  const forward = normalize([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  const right = normalize([-forward[2], 0, forward[0]]);
  const up: Vec3 = [
    right[1] * forward[2] - right[2] * forward[1],
    right[2] * forward[0] - right[0] * forward[2],
    right[0] * forward[1] - right[1] * forward[0],
  ];
  return (x, y) =>
    normalize([
      forward[0] * lens + right[0] * x + up[0] * y,
      forward[1] * lens + right[1] * x + up[1] * y,
      forward[2] * lens + right[2] * x + up[2] * y,
    ]);
}

/** Distance along the ray to the surface, or -1 when nothing lies within `far`. */
export function trace(field: Field, eye: Vec3, ray: Vec3, far: number, steps = 110): number {
  let travelled = 0.02;
  for (let step = 0; step < steps; step += 1) {
    const gap = field(eye[0] + ray[0] * travelled, eye[1] + ray[1] * travelled, eye[2] + ray[2] * travelled);
    if (gap < 0.0006 * (1 + travelled)) return travelled;
    travelled += gap * 0.9;
    if (travelled > far) return -1;
  }
  return travelled < far ? travelled : -1;
}

/** Surface normal from four samples (https://iquilezles.org/articles/normalsSDF/). */
export function normalAt(field: Field, point: Vec3, reach = 0.001): Vec3 {
  const [x, y, z] = point;
  const a = field(x + reach, y - reach, z - reach);
  const b = field(x - reach, y - reach, z + reach);
  const c = field(x - reach, y + reach, z - reach);
  const d = field(x + reach, y + reach, z + reach);
  return normalize([a - b - c + d, -a - b + c + d, -a + b - c + d]);
}

/** Share of a soft light that reaches a point, 0–1; larger `hardness` gives sharper shadows. */
export function shadowAt(field: Field, point: Vec3, light: Vec3, far: number, hardness: number): number {
  let share = 1;
  let travelled = 0.03;
  for (let step = 0; step < 44 && travelled < far; step += 1) {
    const gap = field(
      point[0] + light[0] * travelled,
      point[1] + light[1] * travelled,
      point[2] + light[2] * travelled,
    );
    if (gap < 0.0008) return 0;
    share = Math.min(share, (hardness * gap) / travelled);
    travelled += Math.min(0.3, Math.max(0.015, gap));
  }
  return share * share * (3 - 2 * share);
}

/** How open a point is to its surroundings, 0–1. */
export function openness(field: Field, point: Vec3, normal: Vec3, reach = 0.12): number {
  let hidden = 0;
  let weight = 1;
  for (let step = 1; step <= 5; step += 1) {
    const height = reach * step * 0.5;
    const gap = field(
      point[0] + normal[0] * height,
      point[1] + normal[1] * height,
      point[2] + normal[2] * height,
    );
    hidden += (height - gap) * weight;
    weight *= 0.72;
  }
  return Math.min(1, Math.max(0, 1 - (hidden / reach) * 0.42));
}

/** The point at a distance along a ray. */
export function along(eye: Vec3, ray: Vec3, distance: number): Vec3 {
  return [eye[0] + ray[0] * distance, eye[1] + ray[1] * distance, eye[2] + ray[2] * distance];
}

/** A vector of length 1. */
export function normalize(vector: Vec3): Vec3 {
  const length = Math.hypot(vector[0], vector[1], vector[2]) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

/** Scalar product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** A ray mirrored at a surface. */
export function reflect(ray: Vec3, normal: Vec3): Vec3 {
  const twice = 2 * dot(ray, normal);
  return [ray[0] - normal[0] * twice, ray[1] - normal[1] * twice, ray[2] - normal[2] * twice];
}

/** Distance to a box of the given half sizes with rounded edges. */
export function box(x: number, y: number, z: number, half: Vec3, round: number): number {
  const dx = Math.abs(x) - half[0] + round;
  const dy = Math.abs(y) - half[1] + round;
  const dz = Math.abs(z) - half[2] + round;
  const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0), Math.max(dz, 0));
  return outside + Math.min(0, Math.max(dx, dy, dz)) - round;
}

/** Union of two distances with a rounded seam. */
export function weld(a: number, b: number, seam: number): number {
  const share = Math.max(seam - Math.abs(a - b), 0) / seam;
  return Math.min(a, b) - share * share * seam * 0.25;
}
