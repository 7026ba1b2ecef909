import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deepFreeze, rating } from '../testing/arbitraries.ts';
import {
  affinityOfScore,
  editRating,
  hasOwnAffinity,
  isRated,
  palettesDiffer,
  readConfidence,
  viewRating,
} from './rating.ts';

const author = { name: 'Ada', at: '2026-10-20T08:00:00.000Z' };

it('draws the affinity from the score: 8 to 10 native fit, 5 to 7 workable, 1 to 4 resistant', () => {
  const words = Array.from({ length: 10 }, (_, index) => affinityOfScore(index + 1)[0]).join('');
  expect(words).toBe('rrrrwwwnnn');
});

it('writes a first score with the fields, in the order, that the predecessor reads', () => {
  expect(JSON.stringify(editRating(undefined, { score: 8 }, author))).toBe(
    '{"affinity":"native_fit","score":8,"confidence":0.65,"commentary":"","rated_by":"Ada","rated_at":"2026-10-20T08:00:00.000Z"}',
  );
});

it('keeps every field that an edit does not name, in place, and mutates nothing', () => {
  fc.assert(
    fc.property(rating, fc.integer({ min: 1, max: 10 }), (previous, score) => {
      const next = editRating(deepFreeze(previous), { score }, author);
      const ours = ['score', 'affinity', 'rated_by', 'rated_at'];
      const others = (value: object) => Object.entries(value).filter(([key]) => !ours.includes(key));
      expect(others(next)).toEqual(others(previous));
      expect(next.score).toBe(score);
    }),
  );
});

it('lets the affinity follow the score until somebody sets another one by hand', () => {
  const first = editRating(undefined, { score: 8 }, author);
  const lower = editRating(first, { score: 3 }, author);
  const byHand = editRating(lower, { affinity: 'workable' }, author);
  const later = editRating(byHand, { score: 9 }, author);
  expect([lower.affinity, byHand.affinity, later.affinity]).toEqual(['resistant', 'workable', 'workable']);
  expect([hasOwnAffinity(lower), hasOwnAffinity(byHand)]).toEqual([false, true]);
});

it('clears the affinity with a score that it followed, not one set by hand', () => {
  const followed = editRating(editRating(undefined, { score: 8 }, author), { score: undefined }, author);
  const own = editRating({ score: 8, affinity: 'resistant' }, { score: undefined }, author);
  expect(isRated(followed)).toBe(false);
  expect(own).toMatchObject({ affinity: 'resistant' });
  expect(own).not.toHaveProperty('score');
});

it('keeps a stored score of 0 and an empty affinity when only the commentary is edited', () => {
  const next = editRating({ score: 0, affinity: '' }, { commentary: 'soft' }, author);
  expect(next).toMatchObject({ score: 0, affinity: '', commentary: 'soft' });
});

it('writes a palette under both keys and clears both', () => {
  const written = editRating({ 'color-palette': 'old' }, { palette: 'amber, teal' }, author);
  expect(written).toMatchObject({ color_palette: 'amber, teal', 'color-palette': 'amber, teal' });
  const cleared = editRating(written, { palette: '' }, author);
  expect(Object.keys(cleared).filter((key) => key.startsWith('color'))).toEqual([]);
});

it('reads the palette from either key, preferring one that says something', () => {
  expect(viewRating({ 'color-palette': 'teal' }).palette).toBe('teal');
  expect(viewRating({ color_palette: '', 'color-palette': 'teal' }).palette).toBe('teal');
  expect(viewRating({ color_palette: ['#112233', 'teal'] }).palette).toBe('#112233, teal');
  expect(viewRating({ color_palette: { main: 'teal' } }).palette).toBe('');
});

it('notices palettes that are under one key only, or differ', () => {
  expect(palettesDiffer({})).toBe(false);
  expect(palettesDiffer({ color_palette: 'a' })).toBe(true);
  expect(palettesDiffer({ color_palette: 'a', 'color-palette': 'b' })).toBe(true);
  expect(palettesDiffer({ color_palette: ['a'], 'color-palette': ['a'] })).toBe(false);
});

it('reads confidence as number or word, and writes numbers that read back as the same word', () => {
  expect([0.8, 0.79, 0.5, 0.49].map(readConfidence)).toEqual(['High', 'Medium', 'Medium', 'Low']);
  expect(readConfidence('High')).toBe('High');
  expect(readConfidence('sure')).toBeUndefined();
  for (const confidence of ['High', 'Medium', 'Low'] as const) {
    const written = editRating(undefined, { confidence }, author).confidence;
    expect(typeof written).toBe('number');
    expect(readConfidence(written)).toBe(confidence);
  }
});

it('shows malformed fields as missing, never as something else', () => {
  const view = viewRating({
    score: 11,
    affinity: 'great',
    confidence: true,
    commentary: 3,
    rendering_style: '7',
  });
  expect(view).toMatchObject({
    score: undefined,
    affinity: undefined,
    confidence: undefined,
    commentary: '',
    renderingStyle: 7,
  });
  expect(isRated({ score: 0, affinity: '' })).toBe(false);
});
