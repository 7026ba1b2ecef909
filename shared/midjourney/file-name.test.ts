import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMidjourneyName } from './file-name.ts';

const job = '93c6b313-c018-4597-b0d3-8b1f7cfaf208';

it('knows the prompt that a name holds whole, whatever punctuation is left out', () => {
  const name = readMidjourneyName(
    `artist_Night_photography_city_intersection_with_traffic_--ar_169_--_${job}_0.png`,
  );
  expect(name?.mayBeOf('Night photography, city intersection with traffic')).toBe('whole');
  expect(name?.mayBeOf('Night photography, city intersection with traffic at rain')).toBeUndefined();
  expect(name?.mayBeOf('Night photography')).toBeUndefined();
});

it('knows the start of a prompt that was cut, behind a user’s name with underscores', () => {
  const name = readMidjourneyName(
    `social_u72_and.co_Improve_the_photo_lighting_and_colors_while_keepi_${job}_3 (1).png`,
  );
  expect(name?.mayBeOf('Improve the photo: lighting and colors, while keeping the rest')).toBe('start');
  expect(name?.mayBeOf('Improve the photo')).toBeUndefined();
});

it.each(['IMG_2041.png', 'Foggy City.jpg', `${job}.png`, `artist_._${job}_0.png`, `artist_${job}.png`])(
  'takes nothing from %s',
  (name) => {
    expect(readMidjourneyName(name)).toBeUndefined();
  },
);

it('reads back every prompt that is long enough, cut or not', () => {
  const word = fc.stringMatching(/^[a-z]{4,9}$/);
  const user = fc.stringMatching(/^[a-z0-9_.]{1,12}$/);
  fc.assert(
    fc.property(user, fc.array(word, { minLength: 3, maxLength: 20 }), fc.nat(60), (name, words, cut) => {
      const kept = words.join('_').slice(0, 20 + cut);
      const read = readMidjourneyName(`${name}_${kept}_${job}_1.webp`);
      expect(read?.mayBeOf(words.join(', '))).toBe(
        kept.replaceAll('_', '') === words.join('') ? 'whole' : 'start',
      );
    }),
  );
});
