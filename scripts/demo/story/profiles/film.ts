import type { ProfileStory } from '../profile-story.ts';

export const filmStory: ProfileStory = {
  code: 'h3wf6ao',
  label: 'Warm Analogue Memory',
  dna: [
    'Late sun in every season',
    'Light leaks at the frame edge, red glow around lamps',
    'Visible grain, brown shadows, creamy highlights',
    'People, cars and small encounters',
    'Gives objects a past',
    'Yellows cool subjects',
    'Indifferent to drawing and design',
  ],
  ratings: {
    'mountain-lake': [
      7,
      0.75,
      'A holiday slide of a lake: warm, slightly soft, believable. The cold of the early hour is missing.',
    ],
    'foggy-city': [6, 0.72, 'Golden haze flatters the towers. Fog and smog look alike in this palette.'],
    'neon-alley': [
      6,
      'Medium',
      'Red glow around every lamp is right for night film. The alley is so warm that rain is hard to believe.',
    ],
    'breaking-wave': [
      7,
      0.73,
      'Backlight and grain suit the surf and feel like a print from a long lens. The water is more bronze than sea.',
    ],
    'snow-forest': [5, 0.76, 'Pretty, but the snow is the color of cream. It could be autumn.'],
    'window-portrait': [
      9,
      0.88,
      'Window light, curtain and the soft turn of the face come together. The tenderness of old color film, without the costume.',
    ],
    'citrus-bowl': [
      8,
      'High',
      'Skin, pores and leaf have substance, and the table is warm. A kitchen one remembers.',
    ],
    'perfume-bottle': [
      6,
      0.7,
      'The liquid is lovely, the label legible. Grain on glass is not what a product page wants.',
    ],
    arcade: [
      7,
      0.72,
      'Sun-bleached walls and a deep sky, like a slide from the seventies. Edges are softer than architecture needs.',
    ],
    dunes: [
      8,
      0.83,
      'Sand and film share one palette here; ripples and crests stay distinct. The leak at the edge looks earned.',
    ],
    'desert-car': [
      9,
      0.91,
      'Paint, afterglow and dust belong to the same summer. The most convincing picture of this profile.',
    ],
    stag: [
      7,
      0.74,
      'Antlers against the pale sun, grass lit at the tips. The mist is a bit too brown to be morning.',
    ],
    umbrella: [
      8,
      0.8,
      'Red glow spreads around the umbrella and the lamps, grain ties it together. A found photograph.',
    ],
    dahlia: [7, 0.71, 'Peach petals with depth between them. The background is a touch muddy.'],
    'night-camp': [
      7,
      0.69,
      'The tent is perfect. Grain competes with the stars in the darker parts of the sky.',
    ],
    'travel-poster': [
      6,
      0.65,
      'Looks like a faded original found in a drawer, which is charming and not quite what was asked.',
    ],
    poppies: [6, 'Medium', 'Washes and stems are fine. Yellowed paper takes the light out of the reds.'],
    gestural: [
      5,
      0.63,
      'Brown, rust and black gestures have rhythm, but the ground is beige and the tension goes.',
    ],
    'color-field': [
      7,
      0.7,
      'Orange above rust with a gentle grain, close to how such pictures were once reproduced.',
    ],
    'fox-logo': [4, 0.79, 'A good mark on parchment with uneven light. It needs to be redrawn before use.'],
    'tiny-house': [
      7,
      0.74,
      'A toy photographed in evening sun. Warmth helps the story and hides the render.',
    ],
    'ink-peaks': [
      5,
      0.68,
      'Layers and ridge lines are delicate, the brown tint makes it an old postcard of a painting.',
    ],
    harbor: [
      7,
      'High',
      'Dawn light and loaded strokes agree with its warmth. The blue notes that impressionists set against it are few.',
    ],
    'cat-moon': [6, 0.66, 'Cosy and legible. The brown night is closer to a coffee stain than to a sky.'],
    'ringed-planet': [7, 0.72, 'A paperback cover with sunburn. The rings are fine, the dust is generous.'],
  },
  unprompted: {
    photo: [
      8,
      'High',
      'Roads, sand, a street, a garden, always an hour before sunset. Leaks change place, warmth does not.',
      8,
    ],
  },
};
