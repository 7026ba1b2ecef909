import type { ProfileStory } from '../profile-story.ts';

export const cinemaStory: ProfileStory = {
  code: 'q4hx7ne',
  label: 'Misty Teal Cinema',
  dna: [
    'Teal shadows against one amber light',
    'Mist separates every plane of depth',
    'Small subjects set off-centre in wide frames',
    'At home in landscapes, cities and night streets',
    'Lifts the ordinary into a film still',
    'Dyes white paper and clean product sets',
    'Resistant to flat graphic work',
  ],
  ratings: {
    'mountain-lake': [
      9,
      0.9,
      'The range stands in layered haze and returns in the water with hardly a ripple. Amber on the horizon against teal overhead is this profile at its clearest.',
    ],
    'foggy-city': [
      9,
      0.88,
      'Towers come and go in the fog and the low sun picks out one edge of each. Depth is convincing down to the last faint silhouette.',
    ],
    'neon-alley': [
      8,
      'High',
      'Wet walls and the small figure are exactly the mood asked for. The signs all lean towards amber, so the neon has fewer colors than it could.',
    ],
    'breaking-wave': [
      7,
      0.74,
      'Light comes through the wave and the spray reads well. The grade pulls the water so far into teal that foam and sky share one tone.',
    ],
    'snow-forest': [
      9,
      0.86,
      'Rows of firs dissolve one behind the other and the glow between them leads in. The snow is warmer than snow, and better for it.',
    ],
    'window-portrait': [
      7,
      0.7,
      'Amber window, teal room and the warm line of the cheek are beautiful. The features are simplified, so it is a mood more than a portrait.',
    ],
    'citrus-bowl': [
      6,
      0.72,
      'Low, warm light gives the fruit weight. The bowl is small in a large dark room, and nobody would be made hungry.',
    ],
    'perfume-bottle': [
      7,
      0.76,
      'The amber liquid glows and carries the picture. Haze takes the sparkle from the glass edges that a client would look for.',
    ],
    arcade: [
      7,
      0.71,
      'The arches hold up and the long light models them. Warm stone under a cool sky is handsome, though hardly different from what others give.',
    ],
    dunes: [
      9,
      0.87,
      'Crests cut the light from the shadow and the far ridges float in dust. The walker is tiny and the picture is about scale, as it should be.',
    ],
    'desert-car': [
      8,
      0.8,
      'Car, road and afterglow make a frame from a road film. The body panels are a little smooth at close range.',
    ],
    stag: [
      9,
      'High',
      'The stag stands dark against the glow with a line of light on its back. Forest and mist behind it are the best planes in the whole set.',
    ],
    umbrella: [
      9,
      0.85,
      'Orange umbrella, teal street: the palette was made for this test. Reflections under the crossing finish it.',
    ],
    dahlia: [
      6,
      0.68,
      'Petals are crisp and well lit, but the flower turned gold and the garden turned to smoke. Attractive, not quite the subject.',
    ],
    'night-camp': [
      8,
      0.82,
      'One warm point below a dense band of stars. The sky leans green in the dust lanes, the mood is right.',
    ],
    'travel-poster': [
      5,
      0.7,
      'The shapes are those of a poster, but the vignette and the smoky grade make it a photograph of one.',
    ],
    poppies: [
      5,
      0.66,
      'Petals bleed nicely at the rims. The paper has turned to parchment and the flowers to amber, so the freshness is gone.',
    ],
    gestural: [
      6,
      0.62,
      'The gestures have speed and dry edges. Shadowed corners fight the openness that action painting needs.',
    ],
    'color-field': [
      7,
      'Medium',
      'Amber breathes over rust with soft borders. It is warm and deep, if a little theatrical.',
    ],
    'fox-logo': [
      3,
      0.84,
      'The mark itself is sound, but it sits in fog with a vignette around it. A logo cannot carry a mood of its own.',
    ],
    'tiny-house': [
      7,
      0.75,
      'Clean toy geometry in late light. The pleasant warmth costs some of the clarity of a studio render.',
    ],
    'ink-peaks': [
      6,
      0.67,
      'The layering suits this hand very well, but the paper is stained brown and the ink lost its black.',
    ],
    'stained-glass': [
      7,
      0.73,
      'The sun burns behind the lead and the stone around it stays dark. Greens and blues of the glass are muted.',
    ],
    harbor: [
      8,
      0.78,
      'Dusky strokes, a broken path of light, sails that catch a little of it. Close to the first impressionist harbor pictures in temper.',
    ],
    'cat-moon': [
      6,
      0.65,
      'The cat and the huge moon work at once. The night is heavier than a bedtime book wants.',
    ],
    'ringed-planet': [
      9,
      0.89,
      'Planet, rings and the small explorer have real scale, and dust lies where the ground meets the sky. A frame one would pause on.',
    ],
    lighthouse: [
      7,
      0.69,
      'Strong beam and believable grain of the charcoal. The paper is tinted olive, which softens the contrast of the drawing.',
    ],
    'paper-forest': [
      8,
      0.77,
      'Stacked layers and soft shadows give true depth, the moon pulls the eye in. The darkest sheets lose their cut edges.',
    ],
  },
  unprompted: {
    photo: [
      9,
      0.86,
      'Asked for nothing it goes outdoors: mist, one low sun, a small thing far away. Teal and amber recur in all eight.',
      9,
    ],
    art: [
      8,
      0.8,
      'Night skies, paper dusk and quiet water in one grade. Subjects differ more than the light does.',
      6,
    ],
  },
};
