import { add, mix, type Rgb, scale, tint } from '../draw/color.ts';
import {
  along,
  type Camera,
  dot,
  type Field,
  normalAt,
  normalize,
  openness,
  reflect,
  shadowAt,
  trace,
  type Vec3,
} from '../draw/march.ts';
import type { Shader } from '../draw/raster.ts';

/** What a surface is made of at a point. */
export interface Surface {
  readonly albedo: Rgb;
  /** Strength of the highlight, 0–1. */
  readonly gloss?: number;
  /** Highlight sharpness (exponent). */
  readonly polish?: number;
  /** Share of the surroundings mirrored at a glancing angle, 0–1. */
  readonly mirror?: number;
  /** Own light. */
  readonly glow?: Rgb;
  /** Light let through from behind, 0–1. */
  readonly translucent?: number;
}

/** A lit set: one field, one main light, a surrounding colour. */
export interface Studio {
  readonly field: Field;
  readonly eye: Vec3;
  readonly camera: Camera;
  readonly light: Vec3;
  readonly lightColor: Rgb;
  readonly far: number;
  /** Shadow hardness; 6 is a large window, 30 the bare sun. */
  readonly hardness: number;
  surface(point: Vec3, normal: Vec3): Surface;
  /** Colour of the surroundings in a direction; also what a missed ray sees, with its plane position. */
  around(ray: Vec3, x: number, y: number): Rgb;
  /** Share of haze at a distance, 0–1; the haze has the surroundings' colour. */
  haze?(distance: number, point: Vec3): number;
}

/** Traces and lights a studio set. */
export function studioShader(studio: Studio): Shader {
  const { field, eye, camera, light, lightColor } = studio;
  return (x, y) => {
    const ray = camera(x, y);
    const distance = trace(field, eye, ray, studio.far);
    const behind = studio.around(ray, x, y);
    if (distance < 0) return behind;
    const point = along(eye, ray, distance);
    const normal = normalAt(field, point, 0.0012);
    const surface = studio.surface(point, normal);
    const facing = dot(normal, light);
    const lifted: Vec3 = [
      point[0] + normal[0] * 0.004,
      point[1] + normal[1] * 0.004,
      point[2] + normal[2] * 0.004,
    ];
    const shadow = facing > 0 ? shadowAt(field, lifted, light, 9, studio.hardness) : 0;
    const open = openness(field, point, normal);
    const mirrored = reflect(ray, normal);
    const sky = studio.around(normal, normal[0], normal[1]);
    const direct =
      Math.max(0, facing) * shadow + Math.max(0, 0.35 - facing * 0.65) * (surface.translucent ?? 0);
    const ambient = scale(sky, open * (0.42 + 0.18 * normal[1]));
    let color = add(tint(surface.albedo, ambient), tint(surface.albedo, lightColor), direct);
    const half = normalize([light[0] - ray[0], light[1] - ray[1], light[2] - ray[2]]);
    const shine = Math.max(0, dot(normal, half)) ** (surface.polish ?? 40) * (surface.gloss ?? 0) * shadow;
    color = add(color, lightColor, shine);
    if (surface.mirror) {
      const glance = surface.mirror * (0.06 + 0.94 * (1 - Math.max(0, -dot(normal, ray))) ** 4);
      color = mix(color, studio.around(mirrored, mirrored[0], mirrored[1]), glance * (0.4 + 0.6 * open));
    }
    if (surface.glow) color = add(color, surface.glow);
    return studio.haze ? mix(color, behind, studio.haze(distance, point)) : color;
  };
}
