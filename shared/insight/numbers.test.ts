import { expect, it } from 'vitest';
import { confidenceInterval, mean, standardDeviation, tQuantile } from './numbers.ts';

it('gives the t quantiles of published tables', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, 0.975.
  const published = {
    1: 12.706,
    2: 4.303,
    10: 2.228,
    11: 2.201,
    15: 2.131,
    20: 2.086,
    30: 2.042,
    60: 2,
    100: 1.984,
  };
  for (const [degrees, quantile] of Object.entries(published)) {
    expect(tQuantile(Number(degrees))).toBeCloseTo(quantile, 3);
  }
});

it('gives mean, deviation and interval of a worked example', () => {
  const scores = [6, 7, 8, 9];
  expect(mean(scores)).toBe(7.5);
  expect(standardDeviation(scores)).toBeCloseTo(1.29099, 5);
  expect(confidenceInterval(scores)).toBeCloseTo((3.1824 * 1.29099) / 2, 3);
});

it('claims nothing that the numbers do not say', () => {
  expect([mean([]), standardDeviation([5]), confidenceInterval([]), confidenceInterval([5])]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(confidenceInterval([8, 8])).toBeUndefined();
  expect(confidenceInterval([7, 8])).toBeGreaterThan(6);
});
