import { expect, it } from 'vitest';
import { noteMissing, tryMissingAgain } from './missing-pictures.ts';

it('tries every place once, with its newest picture', () => {
  const tried: string[] = [];
  const place = {};
  noteMissing(place, () => tried.push('former'));
  noteMissing(place, () => tried.push('newest'));
  noteMissing({}, () => tried.push('other'));
  tryMissingAgain();
  tryMissingAgain();
  expect(tried).toEqual(['newest', 'other']);
});

it('keeps what fails again for the next time', () => {
  let tries = 0;
  const place = {};
  const fail = () => {
    tries += 1;
    if (tries < 3) noteMissing(place, fail);
  };
  noteMissing(place, fail);
  for (let round = 0; round < 5; round += 1) tryMissingAgain();
  expect(tries).toBe(3);
});
