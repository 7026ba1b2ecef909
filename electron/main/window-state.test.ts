import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeWindow, readWindowState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const state = { x: 2000, y: 50, width: 1000, height: 700, isMaximized: false };

it('opens the window where it was', () => {
  expect(placeWindow(state, [screen, second])).toEqual({ x: 2000, y: 50, width: 1000, height: 700 });
});

it('opens it on the first screen, as large as it was, when its screen is gone', () => {
  expect(placeWindow(state, [screen])).toEqual({ width: 1000, height: 700 });
});

it('opens it no larger than a small screen', () => {
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
    width: 1024,
    height: 700,
  });
});

it('always leaves the title bar within reach', () => {
  const whole = fc.integer({ min: -5_000, max: 5_000 });
  const size = fc.integer({ min: 200, max: 4_000 });
  fc.assert(
    fc.property(whole, whole, size, size, (x, y, width, height) => {
      const placed = placeWindow({ x, y, width, height, isMaximized: false }, [screen, second]);
      if (placed.x === undefined || placed.y === undefined) return;
      const isOn = ({ x: left, y: top, ...area }: typeof screen) =>
        placed.y !== undefined &&
        placed.x !== undefined &&
        placed.y >= top &&
        placed.y < top + area.height &&
        placed.x < left + area.width &&
        placed.x + placed.width > left;
      expect(isOn(screen) || isOn(second)).toBe(true);
    }),
  );
});

it.each([
  undefined,
  null,
  'maximized',
  {},
  { ...state, width: '1000' },
  { ...state, height: 5 },
  { ...state, x: 0.5 },
])('reads %j as no state', (stored) => {
  expect(readWindowState(stored)).toBeUndefined();
});

it('reads what it wrote', () => {
  expect(readWindowState(JSON.parse(JSON.stringify(state)))).toEqual(state);
});
