import { expect, it } from 'vitest';
import { styleName, wordsFor } from './void-words.ts';

it('names a rendering style by its section', () => {
  const photo = { title: 'Void', section: 'VOID_PHOTO' };
  const art = { title: 'Void', section: 'VOID_ART' };
  expect([8, 5, 2].map((style) => styleName(photo, style))).toEqual(['photographic', 'hybrid', 'painterly']);
  expect([8, 5, 2].map((style) => styleName(art, style))).toEqual(['painterly', 'hybrid', 'photographic']);
  expect(wordsFor(art).renderingStyle).toBe('Artistic strength');
  expect(wordsFor({ title: 'Fog', section: 'PHOTO' }).renderingStyle).toBeUndefined();
});
