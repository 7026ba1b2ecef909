import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitScale, fullScale, keepInside, wholeView, zoomAt } from './zoom.ts';

const stage = { width: 1_000, height: 600 };
const picture = { width: 2_000, height: 1_000 };

it('shows a picture whole', () => {
  expect(fitScale(stage, picture)).toBe(0.5);
  expect(fitScale(stage, { width: 0, height: 0 })).toBe(1);
});

it('knows the scale of one to one', () => {
  expect(fullScale(stage, picture, 1)).toBe(2);
  expect(fullScale(stage, picture, 2)).toBe(1);
  expect(fullScale(stage, { width: 100, height: 100 }, 1)).toBe(1);
});

it('keeps what lies under the pointer there while zooming', () => {
  const view = zoomAt(wholeView, 2, { x: 100, y: 50 }, stage, picture);
  expect(view).toEqual({ scale: 2, x: -100, y: -50 });
});

it('centres again when zoomed out', () => {
  const near = zoomAt(wholeView, 4, { x: 400, y: 200 }, stage, picture);
  expect(zoomAt(near, 0.01, { x: -400, y: 0 }, stage, picture)).toEqual(wholeView);
});

it('never leaves ground beside a picture that fills the stage', () => {
  const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 2, max: 16, noNaN: true }), number, number, (scale, x, y) => {
      const view = keepInside({ scale, x, y }, stage, picture);
      expect(picture.width * 0.5 * scale - 2 * Math.abs(view.x)).toBeGreaterThanOrEqual(stage.width - 1e-6);
    }),
  );
});
