/** What the demo leaves out on purpose, so that every state of the app can be seen at once. */

/** Pictures that were never made, by profile. */
export const missingPictures: Readonly<Record<string, readonly string[]>> = {
  v8ml5yt: ['Neon Alley After Rain', 'Perfume Bottle', 'Coupe Below the Mesas'],
};

/** Pictures that are there but not rated yet, by profile. */
export const unratedTests: Readonly<Record<string, readonly string[]>> = {
  h3wf6ao: ['Stained Glass Sunrise', 'Paper-Cut Forest', 'Charcoal Lighthouse', 'Null Prompt (Art)'],
};

/** Scenes that stand for a profile's answers to the empty prompt: what it draws when nothing is asked. */
export const unpromptedScenes: Readonly<
  Record<string, Readonly<Record<'VOID_PHOTO' | 'VOID_ART', readonly string[]>>>
> = {
  q4hx7ne: {
    VOID_PHOTO: [
      'mountain-lake',
      'snow-forest',
      'dunes',
      'stag',
      'foggy-city',
      'umbrella',
      'mountain-lake',
      'snow-forest',
    ],
    VOID_ART: [
      'ringed-planet',
      'paper-forest',
      'harbor',
      'ringed-planet',
      'ink-peaks',
      'stag',
      'night-camp',
      'paper-forest',
    ],
  },
  z9pk2ru: {
    VOID_PHOTO: ['citrus-bowl', 'arcade', 'dunes', 'umbrella'],
    VOID_ART: [
      'travel-poster',
      'gestural',
      'fox-logo',
      'color-field',
      'cat-moon',
      'gestural',
      'travel-poster',
      'ringed-planet',
    ],
  },
  h3wf6ao: {
    VOID_PHOTO: [
      'dunes',
      'desert-car',
      'umbrella',
      'mountain-lake',
      'dunes',
      'dahlia',
      'desert-car',
      'night-camp',
    ],
    VOID_ART: [],
  },
  v8ml5yt: {
    VOID_PHOTO: ['dahlia', 'mountain-lake', 'snow-forest', 'dahlia'],
    VOID_ART: ['poppies', 'harbor', 'cat-moon', 'dahlia', 'gestural', 'harbor', 'poppies', 'paper-forest'],
  },
  baseline: { VOID_PHOTO: [], VOID_ART: [] },
};
