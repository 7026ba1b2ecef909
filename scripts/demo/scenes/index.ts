import type { Scene } from '../draw/stage.ts';
import { arcade } from './arcade.ts';
import { breakingWave } from './breaking-wave.ts';
import { catMoon } from './cat-moon.ts';
import { citrusBowl } from './citrus-bowl.ts';
import { colorField } from './color-field.ts';
import { dahlia } from './dahlia.ts';
import { desertCar } from './desert-car.ts';
import { dunes } from './dunes.ts';
import { foggyCity } from './foggy-city.ts';
import { foxLogo } from './fox-logo.ts';
import { gestural } from './gestural.ts';
import { harbor } from './harbor.ts';
import { inkPeaks } from './ink-peaks.ts';
import { lighthouse } from './lighthouse.ts';
import { mountainLake } from './mountain-lake.ts';
import { neonAlley } from './neon-alley.ts';
import { nightCamp } from './night-camp.ts';
import { paperForest } from './paper-forest.ts';
import { perfumeBottle } from './perfume-bottle.ts';
import { poppies } from './poppies.ts';
import { ringedPlanet } from './ringed-planet.ts';
import { snowForest } from './snow-forest.ts';
import { stag } from './stag.ts';
import { stainedGlass } from './stained-glass.ts';
import { tinyHouse } from './tiny-house.ts';
import { travelPoster } from './travel-poster.ts';
import { umbrella } from './umbrella.ts';
import { windowPortrait } from './window-portrait.ts';

/** A scene and the width and height ratio it is composed for. */
export interface SceneEntry {
  readonly ratio: readonly [number, number];
  readonly draw: Scene;
}

/** Every scene by name. */
export const scenes: Readonly<Record<string, SceneEntry>> = {
  'mountain-lake': { ratio: [16, 9], draw: mountainLake },
  'foggy-city': { ratio: [16, 9], draw: foggyCity },
  'neon-alley': { ratio: [2, 3], draw: neonAlley },
  'breaking-wave': { ratio: [16, 9], draw: breakingWave },
  'snow-forest': { ratio: [3, 2], draw: snowForest },
  'window-portrait': { ratio: [4, 5], draw: windowPortrait },
  'citrus-bowl': { ratio: [3, 2], draw: citrusBowl },
  'perfume-bottle': { ratio: [4, 5], draw: perfumeBottle },
  arcade: { ratio: [3, 2], draw: arcade },
  dunes: { ratio: [16, 9], draw: dunes },
  'desert-car': { ratio: [16, 9], draw: desertCar },
  stag: { ratio: [3, 2], draw: stag },
  umbrella: { ratio: [3, 2], draw: umbrella },
  dahlia: { ratio: [1, 1], draw: dahlia },
  'night-camp': { ratio: [2, 3], draw: nightCamp },
  'travel-poster': { ratio: [2, 3], draw: travelPoster },
  poppies: { ratio: [4, 5], draw: poppies },
  gestural: { ratio: [16, 9], draw: gestural },
  'color-field': { ratio: [4, 5], draw: colorField },
  'fox-logo': { ratio: [1, 1], draw: foxLogo },
  'tiny-house': { ratio: [1, 1], draw: tinyHouse },
  'ink-peaks': { ratio: [3, 4], draw: inkPeaks },
  'stained-glass': { ratio: [2, 3], draw: stainedGlass },
  harbor: { ratio: [3, 2], draw: harbor },
  'cat-moon': { ratio: [1, 1], draw: catMoon },
  'ringed-planet': { ratio: [16, 9], draw: ringedPlanet },
  lighthouse: { ratio: [4, 5], draw: lighthouse },
  'paper-forest': { ratio: [4, 5], draw: paperForest },
};
