import type { Ramp, Rgb } from './color.ts';
import { createNoise, createRandom, type Noise, type Random, seedOf } from './noise.ts';
import type { Raster } from './raster.ts';

/** Light and air at one time of day; the sky runs from horizon to zenith. */
export interface Air {
  readonly sky: Ramp;
  readonly sun: Rgb;
  readonly haze: Rgb;
  /** The colour of things near the camera against the light. */
  readonly dark: Rgb;
}

export type Time = 'dawn' | 'day' | 'dusk' | 'night';

/** What makes a profile's pictures recognisable: its colours, its air, its framing and its finish. */
export interface Look {
  readonly code: string;
  readonly air: Readonly<Record<Time, Air>>;
  readonly stone: Ramp;
  readonly leaf: Ramp;
  readonly water: Ramp;
  readonly petal: Ramp;
  /** Skin, fur and wood, from shadow to light. */
  readonly skin: Ramp;
  /** Three backdrop colours from shadow to light, for pictures taken in a studio. */
  readonly backdrop: Ramp;
  readonly accents: readonly [Rgb, Rgb, Rgb, Rgb];
  /** Multiplies fog and haze; 1 is ordinary weather. */
  readonly mist: number;
  /** Where the subject stands, -1 (left) to 1 (right). */
  readonly shift: number;
  /** Size of the subject; 1 is ordinary. */
  readonly zoom: number;
  /** Paper colour for drawings and paintings. */
  readonly paper: Rgb;
  finish(raster: Raster, stage: Stage): Raster;
}

/** Everything a scene draws with. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Width / height, which is also the right edge in plane coordinates. */
  readonly aspect: number;
  /** Length of 1/1000 of the long side, in pixels: textures scale with it. */
  readonly grain: number;
  readonly look: Look;
  readonly noise: Noise;
  readonly random: Random;
  readonly seed: number;
}

/** Draws a test's subject in a look, before the look's finish. */
export type Scene = (stage: Stage) => Raster | Promise<Raster>;

/** Prepares a stage; `label` decides every random choice. */
export function createStage(look: Look, width: number, height: number, label: string): Stage {
  const seed = seedOf(label);
  return {
    width,
    height,
    aspect: width / height,
    grain: Math.max(width, height) / 1000,
    look,
    noise: createNoise(seed),
    random: createRandom(seed),
    seed,
  };
}

/** A random number between two bounds. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}
