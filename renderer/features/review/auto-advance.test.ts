import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAutoAdvance } from './auto-advance.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes on once after the last score, and not after a cancel', () => {
  const goOn = vi.fn();
  const advance = createAutoAdvance(() => Date.now());
  advance.schedule(goOn);
  advance.schedule(goOn);
  vi.runAllTimers();
  expect(goOn).toHaveBeenCalledTimes(1);
  advance.schedule(goOn);
  advance.cancel();
  vi.runAllTimers();
  expect(goOn).toHaveBeenCalledTimes(1);
});

it('knows for a moment that it went on by itself', () => {
  const advance = createAutoAdvance(() => Date.now());
  expect(advance.wentOnJustNow()).toBe(false);
  advance.schedule(() => undefined);
  vi.advanceTimersByTime(300);
  expect(advance.wentOnJustNow()).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(advance.wentOnJustNow()).toBe(false);
});
