/** One test of the default suite, in the predecessor's field order. */
export interface SuiteTest {
  readonly id: string;
  readonly title: string;
  readonly prompt: string;
  readonly section: 'PHOTO' | 'ART' | 'VOID_PHOTO' | 'VOID_ART';
  readonly params: string;
  readonly status: 'current';
  readonly version: string;
  readonly created_date: string;
}

/** A test and the scene that draws it; VOID tests have no scene of their own. */
export interface DrawnTest {
  readonly test: SuiteTest;
  readonly scene: string | null;
  /** Width and height of the ratio asked for. */
  readonly ratio: readonly [number, number];
}

/** The model is pinned so that pictures stay comparable; V8 takes no `--quality`. */
const MODEL = '--v 8.2';
const SEED = '--seed 314159';
const STYLIZE = '--stylize 500';

/** The default suite, in the order of the app's tables. */
export const suite: readonly DrawnTest[] = [
  photo(
    'mountain-lake',
    'Alpine Lake at Dawn',
    '16:9',
    'Landscape photograph, a still alpine lake at dawn, broken peaks mirrored, firs on the near shore',
  ),
  photo(
    'foggy-city',
    'Towers Above Fog',
    '16:9',
    'Aerial photograph, skyscrapers rising out of low fog at sunset',
  ),
  photo(
    'neon-alley',
    'Neon Alley After Rain',
    '2:3',
    'Night street photograph, narrow wet alley between glowing signs, one figure under an umbrella',
  ),
  photo(
    'breaking-wave',
    'Backlit Wave',
    '16:9',
    'Surf photograph, a single wave breaking against the evening sun, spray off the lip',
  ),
  photo('snow-forest', 'Firs in Snow', '3:2', 'Winter photograph, snow-laden firs fading into morning fog'),
  photo(
    'window-portrait',
    'Window Light Profile',
    '4:5',
    'Portrait photograph, woman in profile at a curtained window, 85mm, light along the face',
  ),
  photo(
    'citrus-bowl',
    'Bowl of Clementines',
    '3:2',
    'Still life photograph, clementines in a stoneware bowl, window light from one side',
  ),
  photo(
    'perfume-bottle',
    'Perfume Bottle',
    '4:5',
    'Product photograph, square glass perfume bottle with amber liquid on a stone plinth',
  ),
  photo(
    'arcade',
    'Concrete Arcade',
    '3:2',
    'Architectural photograph, two storeys of concrete arches, hard sun, empty square',
  ),
  photo(
    'dunes',
    'Dunes and Walker',
    '16:9',
    'Desert photograph, wind-cut dunes in low sun, one distant walker',
  ),
  photo(
    'desert-car',
    'Coupe Below the Mesas',
    '16:9',
    'Automotive photograph, vintage coupe parked side-on, desert road, mesas after sunset',
  ),
  photo(
    'stag',
    'Stag at First Light',
    '3:2',
    'Wildlife photograph, stag on a rise at first light, forest dissolving in mist',
    'v2',
  ),
  photo(
    'umbrella',
    'Umbrella at the Crossing',
    '3:2',
    'Street photograph, one umbrella on a wet crosswalk at dusk, city lights out of focus',
  ),
  photo('dahlia', 'Dahlia Close-Up', '1:1', 'Macro photograph, a dahlia in full bloom, soft garden behind'),
  photo(
    'night-camp',
    'Tent Under the Milky Way',
    '2:3',
    'Astrophotograph, glowing tent below the Milky Way, conifers, long exposure',
  ),
  art(
    'travel-poster',
    'Travel Poster - Island Coast',
    '2:3',
    'Vintage travel poster, island coast with a white sail and a large sun, few flat colors',
    'v2',
  ),
  art(
    'poppies',
    'Watercolor Poppies',
    '4:5',
    'Botanical watercolor, loose poppies and grasses on white cold-press paper',
  ),
  art(
    'gestural',
    'Gestural Abstract',
    '16:9',
    'Action painting, wide loaded-brush gestures and spatter on a pale ground',
  ),
  art(
    'color-field',
    'Color Field',
    '4:5',
    'Color field painting, two soft-edged rectangles of thin glowing oil',
  ),
  art(
    'fox-logo',
    'Logo/Mark - Fox',
    '1:1',
    'Vector logo, geometric fox head, few flat planes, generous margin',
  ),
  art(
    'tiny-house',
    '3D Render - Tiny House',
    '1:1',
    'Isometric 3D render, toy house with round trees on a square of lawn, soft studio light',
  ),
  art(
    'ink-peaks',
    'Ink Wash Peaks',
    '3:4',
    'Ink wash painting, layered peaks in cloud, red sun, small birds, seal',
  ),
  art(
    'stained-glass',
    'Stained Glass Sunrise',
    '2:3',
    'Stained glass window, sunrise over hills and a winding river, heavy leading',
  ),
  art(
    'harbor',
    'Impressionist Harbor',
    '3:2',
    'Impressionist oil painting, sailing boats in a harbor at sunrise, broken color',
  ),
  art(
    'cat-moon',
    "Children's Book - Cat on the Roof",
    '1:1',
    "Children's book illustration, a cat with a scarf on a chimney before an enormous moon",
  ),
  art(
    'ringed-planet',
    'Concept Art - Ringed Planet',
    '16:9',
    'Science fiction concept art, ringed giant above a rocky moon, one explorer for scale',
  ),
  art(
    'lighthouse',
    'Charcoal Lighthouse',
    '4:5',
    'Charcoal drawing, lighthouse in a gale, beam lifted out with an eraser',
  ),
  art(
    'paper-forest',
    'Paper-Cut Forest',
    '4:5',
    'Layered paper-cut art, forest clearing with a stag before the moon, deep shadows',
  ),
  unprompted('Null Prompt (Photo)', 'VOID_PHOTO', '3:2'),
  unprompted('Null Prompt (Art)', 'VOID_ART', '1:1'),
];

/** A title as it stands in ids and file names: each space and slash becomes an underscore. */
export function fileTitle(title: string): string {
  return title.replaceAll(/[ /]/g, '_');
}

/** JSON as the predecessor writes it: two spaces, ASCII only, no final newline. */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function photo(scene: string, title: string, ratio: string, prompt: string, version = 'v1'): DrawnTest {
  return drawn(scene, title, 'PHOTO', ratio, prompt, `--ar ${ratio} ${STYLIZE} ${SEED} ${MODEL}`, version);
}

function art(scene: string, title: string, ratio: string, prompt: string, version = 'v1'): DrawnTest {
  return drawn(scene, title, 'ART', ratio, prompt, `--ar ${ratio} ${STYLIZE} ${SEED} ${MODEL}`, version);
}

function unprompted(title: string, section: SuiteTest['section'], ratio: string): DrawnTest {
  return drawn(null, title, section, ratio, '.', `--ar ${ratio} ${STYLIZE} ${MODEL}`, 'v1');
}

function drawn(
  scene: string | null,
  title: string,
  section: SuiteTest['section'],
  ratio: string,
  prompt: string,
  params: string,
  version: string,
): DrawnTest {
  const [wide = 1, tall = 1] = ratio.split(':').map(Number);
  const created = version === 'v1' ? '2026-08-03' : '2026-09-14';
  return {
    test: {
      id: fileTitle(title),
      title,
      prompt,
      section,
      params,
      status: 'current',
      version,
      created_date: created,
    },
    scene,
    ratio: [wide, tall],
  };
}
