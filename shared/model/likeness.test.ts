import { expect, it } from 'vitest';
import { mostAlike } from './likeness.ts';

const titles = [
  'Neon Rain Alley',
  'Foggy City Aerial',
  'Minimalist Gradient Painting',
  'Fine Art Landscape Test',
  'Pop Art Test - Mixed Media Collage',
  'Watercolor Painting - Rose Garden',
  'Children’s Book Illustration Test',
  'Portrait Test',
];

it.each([
  ['Neon Rain Street', 'Neon Rain Alley'],
  ['foggy city aerials', 'Foggy City Aerial'],
  ['Minimalist_Gradient', 'Minimalist Gradient Painting'],
  ['Childrens Book Illustration', 'Children’s Book Illustration Test'],
  ['Portrait', 'Portrait Test'],
])('finds for %j the title %j', (title, expected) => {
  expect(mostAlike(title, titles)).toBe(expected);
});

it.each(['Vector/Logo Test', 'A Test with the Test', 'Landscape of a City', '', '—'])(
  'suggests nothing for %j, which shares common words at most',
  (title) => {
    expect(mostAlike(title, titles)).toBeUndefined();
  },
);

it('does not count a word that many titles of the suite have', () => {
  const portraits = [
    'Wave',
    'Fog',
    'Stream',
    'Market',
    ...['Red', 'Blue', 'Green', 'Grey'].map((hue) => `${hue} Portrait`),
  ];
  expect(mostAlike('Portrait', portraits)).toBeUndefined();
  expect(mostAlike('Portrait in Blue', portraits)).toBe('Blue Portrait');
});
