import type { ProfileStory } from '../profile-story.ts';

export const neutralStory: ProfileStory = {
  code: 'baseline',
  label: 'Neutral Reference',
  dna: [
    'Natural color and even exposure',
    'Clean edges, no grain, little vignette',
    'Follows the prompt to the letter',
    'Good at design, renders and daylight',
    'No mood of its own',
  ],
  ratings: {
    'mountain-lake': [
      7,
      0.78,
      'Clear air, blue water, a true reflection. Correct in everything and surprising in nothing.',
    ],
    'foggy-city': [
      6,
      0.75,
      'Fog and towers are well spaced. The light is pleasant and the sky a stock sunset.',
    ],
    'neon-alley': [
      7,
      0.72,
      'More colors in the signs than anyone else offers, and the ground is wet. It lacks a reason to be there.',
    ],
    'breaking-wave': [6, 0.7, 'The wave is placed and lit sensibly. Foam is tidy where it should be wild.'],
    'snow-forest': [7, 0.76, 'Detailed boughs, blue sky, cold shade: the most snow-like snow of the set.'],
    'window-portrait': [
      6,
      'Medium',
      'Even modelling of head and shoulders against a plain room. Nothing is hidden, so nothing is discovered.',
    ],
    'citrus-bowl': [6, 0.74, 'A catalogue bowl of fruit on grey. Clean and forgettable.'],
    'perfume-bottle': [7, 0.77, 'Legible label, clear liquid, a neutral sweep behind. A usable pack shot.'],
    arcade: [7, 0.8, 'White arches, deep sky, sharp shadow. Straight architectural work.'],
    dunes: [6, 0.71, 'Ripples and slopes are correct. Evening color is gentler than the desert deserves.'],
    'desert-car': [
      6,
      'High',
      'The coupe is clear and the mesas are in place. It could be an advertisement for any car.',
    ],
    stag: [6, 0.73, 'A crisp stag before bright mist. The blue sky takes the hour away from it.'],
    umbrella: [6, 0.7, 'Red umbrella, cool dusk, tidy bokeh. Well made, seen before.'],
    dahlia: [7, 0.79, 'Every petal can be counted and the pink is true. A seed catalogue would buy it.'],
    'night-camp': [6, 0.72, 'Many stars, a lit tent. The dust of the galaxy is noisy.'],
    'travel-poster': [
      7,
      0.74,
      'Clean flat shapes in believable colors. Only the restraint of a limited palette is missing.',
    ],
    poppies: [7, 0.76, 'White paper, pink petals, wet edges. An honest watercolor.'],
    gestural: [6, 'Low', 'All colors of the box on white. Energetic, without an idea of color.'],
    'color-field': [
      5,
      0.7,
      'The two fields are there, the border is brown and the colors sit side by side without speaking.',
    ],
    'fox-logo': [8, 0.85, 'A sharp mark on white with a thin ring. Close to usable, if the ring goes.'],
    'tiny-house': [7, 0.81, 'Green lawn, red roof, clean shade: the render as briefed.'],
    'ink-peaks': [
      7,
      0.74,
      'Grey washes keep their range and the red sun sits well. The best paper white of all.',
    ],
    'stained-glass': [
      6,
      0.71,
      'Leading is heavy and exact, colors are mild. More window sticker than cathedral.',
    ],
    harbor: [6, 0.69, 'Visible strokes in blue and white. They describe the water and do not vibrate.'],
    'cat-moon': [7, 0.72, 'Friendly, readable, well drawn. The sky is somewhat grey.'],
    'ringed-planet': [6, 0.7, 'Solid astronomy with a pink planet. Grand subject, ordinary light.'],
    lighthouse: [
      7,
      'Medium',
      'Black, grey and white with the grain of real charcoal. The rock is a single dark mass.',
    ],
    'paper-forest': [
      6,
      0.68,
      'Layers are neat and shadows plausible. Slate and salmon make it a greeting card.',
    ],
  },
  unprompted: {},
};
