import type { ProfileStory } from '../profile-story.ts';

export const pastelStory: ProfileStory = {
  code: 'v8ml5yt',
  label: 'Ethereal Pastel Painter',
  dna: [
    'Blush, lilac, mint and cream; never black',
    'Soft brushwork over everything, photographs included',
    'High key with edges fading to paper',
    'Flowers, gardens, weather and fairy tales',
    'Native to watercolor and impressionist prompts',
    'Loses hard shadow, metal and night',
  ],
  ratings: {
    'mountain-lake': [
      7,
      0.73,
      'Lilac peaks over a milky lake, painted with a light hand. Lovely, though the prompt said photograph.',
    ],
    'foggy-city': [
      5,
      0.7,
      'The pink evening is generous, but towers and fog are so close in tone that the city half vanishes.',
    ],
    'breaking-wave': [6, 0.68, 'A tender wave. Color is fresh, weight and force are not there.'],
    'snow-forest': [
      6,
      'Medium',
      'Pale firs in pale air make a quiet picture. A few darker notes would let one enter it.',
    ],
    'window-portrait': [
      6,
      0.66,
      'The light on the curtain is fine and the profile is tender. Hair, room and shade share one lilac, so it is an illustration rather than a portrait.',
    ],
    'citrus-bowl': [
      7,
      0.72,
      'The fruit became peaches, and very good ones. Brushwork gives bowl and cloth a handmade look.',
    ],
    arcade: [
      6,
      0.74,
      'White arches under a mint sky with a rose ball before them. Pretty as a stage set; the stone weighs nothing.',
    ],
    dunes: [6, 0.69, 'Rose and lilac crests are a surprise that works. The walker has melted.'],
    stag: [
      4,
      0.77,
      'A mauve animal in a rosy wood, pretty as a nursery print. The wildness and the cold of first light are missing.',
    ],
    umbrella: [
      6,
      'Low',
      'Coral umbrella on lavender rain, sentimental in a good way. The crossing dissolves at the edges.',
    ],
    dahlia: [
      8,
      0.82,
      'Petal over petal in cream and rose, with the center glowing. A painter has looked at this flower.',
    ],
    'night-camp': [
      3,
      0.84,
      'A lilac sky cannot show the Milky Way. It is dusk at best, and the stars are brush marks.',
    ],
    'travel-poster': [
      5,
      0.71,
      'Sweet color, but brushwork blurs the flat shapes and the type line. A poster needs an edge.',
    ],
    poppies: [
      9,
      0.92,
      'Transparent petals, mint stems, much white paper. Exactly the lightness that the prompt hopes for.',
    ],
    gestural: [
      7,
      'Medium',
      'Violet, mint and coral gestures, more dance than fight. The paint looks physical.',
    ],
    'color-field': [8, 0.8, 'Butter above rose with breathing borders, luminous at any distance.'],
    'fox-logo': [
      3,
      0.82,
      'Charming as a sketch in gouache. Planes have soft edges and the colors are not reproducible.',
    ],
    'tiny-house': [
      7,
      0.75,
      'A marzipan house on a mint lawn. It is painted, not rendered, and nobody would complain.',
    ],
    'ink-peaks': [6, 0.67, 'Lavender ink, a pink sun: another tradition, but the emptiness is respected.'],
    'stained-glass': [
      7,
      0.7,
      'Candy glass with violet leads. The light is right, the weight of the window is not.',
    ],
    harbor: [
      9,
      0.89,
      'Broken strokes of rose and blue around one coral sail and its reflection. This is its home ground.',
    ],
    'cat-moon': [
      9,
      'High',
      'Lilac night, buttery moon, a cat with a coral scarf. A child would want to turn the page.',
    ],
    'ringed-planet': [6, 0.65, 'A dream of a planet over pink dust. Awe is replaced by comfort.'],
    lighthouse: [2, 0.88, 'Charcoal needs black. In lilac mist the gale becomes weather for a spa.'],
    'paper-forest': [
      7,
      0.73,
      'The clearing glows in rose and the sheets are soft. Cut edges are painted over, so less paper than wished.',
    ],
  },
  unprompted: {
    photo: [
      7,
      0.74,
      'Flowers and far hills, always as paintings. Four pictures agree on color, less on subject.',
      3,
    ],
    art: [9, 0.87, 'Gardens, boats, a cat, all in one box of pastels. The hand is unmistakable.', 9],
  },
};
