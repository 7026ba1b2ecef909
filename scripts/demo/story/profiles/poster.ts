import type { ProfileStory } from '../profile-story.ts';

export const posterStory: ProfileStory = {
  code: 'z9pk2ru',
  label: 'Bold Screenprint Graphics',
  dna: [
    'Six inks: navy, red, mustard, teal, blush and cream',
    'Turns every subject into a few firm shapes',
    'Dot screens where others use gradients',
    'Centred, large and readable from across a room',
    'Native to posters, marks and picture books',
    'Resistant to fog, stars and fine drawing',
    'Ignores the word photograph',
  ],
  ratings: {
    'mountain-lake': [
      6,
      0.7,
      'A strong two-part design of peak and reflection. It is a print of a lake; the stillness of the light is lost in the dot screen.',
    ],
    'foggy-city': [
      4,
      0.8,
      'Fog becomes hard dots and the towers tangle in it. The skyline is recognisable and the atmosphere is not there.',
    ],
    'neon-alley': [
      5,
      0.68,
      'Blocks of red and yellow on navy have energy. Wet ground and figure are hard to find among them.',
    ],
    'breaking-wave': [
      7,
      0.74,
      'The curl is a bold shape and teal against mustard is striking. It reads as a woodcut of a wave, and a good one.',
    ],
    'snow-forest': [
      5,
      'Medium',
      'Navy firs on pink snow are a memorable idea. Mist and falling snow have turned into texture.',
    ],
    'window-portrait': [
      6,
      0.71,
      'The profile survives as a clean cut-out between red and cream. As a portrait it says little about the person.',
    ],
    'citrus-bowl': [
      8,
      0.82,
      'Red and yellow fruit with one solid blue shadow each: direct, appetising, ready for a label.',
    ],
    'perfume-bottle': [
      4,
      0.77,
      'Without reflections the bottle is a yellow square. The glass, which was the point, is missing.',
    ],
    arcade: [
      6,
      0.72,
      'Arches make a fine rhythm of flat shapes. Large cream walls leave parts of the building open to the page.',
    ],
    dunes: [
      7,
      0.75,
      'Crests turn into red and yellow ribbons and the composition gains from it. The walker is nearly lost.',
    ],
    'desert-car': [
      6,
      0.66,
      'The coupe is a good silhouette under a bold sky. Chrome and paint are reduced to blots.',
    ],
    stag: [
      5,
      0.7,
      'The stag stands clearly, but its antlers break up in the screen and the mist is a pink field.',
    ],
    umbrella: [
      7,
      'High',
      'Crosswalk stripes and figure make a natural poster. The lights around it are confetti rather than a city.',
    ],
    dahlia: [
      6,
      0.69,
      'A large emblem of a flower, red in pink in cream. The order of the petals, the reason for a close-up, is gone.',
    ],
    'night-camp': [
      3,
      0.85,
      'The tent is a fine triangle of yellow. A Milky Way made of six inks is a stain.',
    ],
    'travel-poster': [
      9,
      0.93,
      'Sun, headland and sail in flat ink with a paper margin. It could be pinned up as it is.',
    ],
    poppies: [
      5,
      0.73,
      'Lively red heads, but the washes and bleeding edges that make watercolor have been cut away.',
    ],
    gestural: [
      8,
      0.79,
      'Gestures become interlocking bands of ink and gain force. It has left painting for printmaking and does not look back.',
    ],
    'color-field': [
      6,
      0.7,
      'Yellow over red is immediate. With hard borders it is a flag, not a field that breathes.',
    ],
    'fox-logo': [
      9,
      'High',
      'Firm planes, two reds, room around it. The only profile here whose mark could be used as delivered.',
    ],
    'tiny-house': [
      7,
      0.74,
      'House and trees hold their volume with two tones each. More print than render, and charming.',
    ],
    'ink-peaks': [
      3,
      0.82,
      'Grey washes have no ink to stand for them, so the mountains are broken outlines. The red sun alone is right.',
    ],
    'stained-glass': [
      6,
      0.67,
      'Color and lead belong to its language, but small panes merge and the border breaks into dashes.',
    ],
    harbor: [
      2,
      0.88,
      'Broken color is the opposite of flat ink. Sails float in bands and nothing of the light on the water is left.',
    ],
    'cat-moon': [
      8,
      0.81,
      'Cat, moon and roofs in five flat colors: it looks like a page from a good picture book of the sixties.',
    ],
    'ringed-planet': [
      7,
      0.76,
      'A pulp cover of a planet, with verve. The scale of the explorer is lost in the yellow ground.',
    ],
    lighthouse: [
      3,
      0.8,
      'The beam is powerful, yet a charcoal drawing printed in navy and teal answers another brief.',
    ],
    'paper-forest': [8, 'Medium', 'Flat sheets are its own material. Moon and stag stand out at any size.'],
  },
  unprompted: {
    photo: [
      8,
      0.78,
      'Fruit, arches, dunes and a crossing, all as prints. The palette never changes; nothing here is a photograph.',
      2,
    ],
    art: [
      9,
      0.9,
      'Eight sheets by one print shop: same inks, same paper margin, same appetite for large shapes.',
      9,
    ],
  },
};
