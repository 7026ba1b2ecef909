import { expect, it } from 'vitest';
import { createTest, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { columnsIn, findSlot, layoutGallery, slotAt } from './gallery-layout.ts';
import { type GalleryTest, slotId } from './gallery-tests.ts';

const photo = Array.from({ length: 7 }, (_, index) => makeTest(`Photo ${index}`, 'PHOTO', '--ar 2:1'));
const nothing = makeTest('Null Prompt (Photo)', 'VOID_PHOTO', '');

function makeTest(title: string, section: string, params: string): SuiteTest {
  return createTest({ title, section, params, prompt: '', version: 'v1', createdDate: '' });
}

function galleryTest(test: SuiteTest): GalleryTest {
  const slots = Array.from({ length: slotCount(test) }, (_, slot) => {
    const id = slotId('ab', test.title, slot);
    return { id, profile: 'ab', test, slot, picture: undefined, rating: undefined };
  });
  const isSet = slots.length > 1;
  return {
    profile: 'ab',
    test,
    rating: undefined,
    score: undefined,
    affinity: undefined,
    isRated: false,
    isCurrent: true,
    isSet,
    slots,
    missing: slots.length,
  };
}

const group = {
  id: 'PHOTO',
  heading: { kind: 'section' as const, section: 'PHOTO' },
  tests: [...photo, nothing].map(galleryTest),
};

it('fits as many columns as have the width that one asked for', () => {
  expect(columnsIn({ width: 1_000, cardWidth: 200 })).toBe(4);
  expect(columnsIn({ width: 1_040, cardWidth: 200 })).toBe(5);
  expect(columnsIn({ width: 100, cardWidth: 200 })).toBe(1);
});

it('lays tests out by rows whose heights follow from the pictures’ aspect', () => {
  const rows = layoutGallery([group], { width: 1_040, cardWidth: 200 });
  expect(rows.map(({ kind, cells }) => [kind, cells])).toEqual([
    ['heading', 0],
    ['cards', 5],
    ['cards', 2],
    ['set', 0],
    ['cards', 8],
  ]);
  const [, cards] = rows;
  expect(cards).toMatchObject({ width: 200, pictureHeight: 100 });
  expect(cards?.height).toBeGreaterThan(100);
});

it('keeps the eight pictures of a set together, four across where it is narrow', () => {
  const rows = layoutGallery([group], { width: 400, cardWidth: 180 });
  expect(rows.slice(-3).map(({ kind, cells }) => [kind, cells])).toEqual([
    ['set', 0],
    ['cards', 4],
    ['cards', 4],
  ]);
});

it('never lets a row be wider than the page', () => {
  for (const width of [301, 777, 1_213]) {
    for (const row of layoutGallery([group], { width, cardWidth: 130 })) {
      if (row.kind !== 'cards') continue;
      expect(row.width * row.columns + 10 * (row.columns - 1)).toBeLessThanOrEqual(width);
    }
  }
});

it('finds slots by place and places by slot', () => {
  const rows = layoutGallery([group], { width: 1_040, cardWidth: 200 });
  const at = findSlot(rows, slotId('ab', 'Photo 6', 0));
  expect(at).toEqual({ row: 2, column: 1 });
  expect(at && slotAt(rows, at)?.test.title).toBe('Photo 6');
  expect(findSlot(rows, 'nowhere')).toBeUndefined();
  expect(slotAt(rows, { row: 0, column: 0 })).toBeUndefined();
});
