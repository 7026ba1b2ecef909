import { expect, it } from 'vitest';
import { hasStrayBrace, jobCount, permutationCount } from './permutations.ts';

it.each([
  ['a fox', 1],
  ['{red, green} bird', 2],
  ['{red, green} bird in the {jungle, desert}', 4],
  ['{a, b {c, d}} x', 3],
  ['{a {b, c} {d, e}, f}', 5],
  ['{a\\, b, c}', 2],
  ['{alone}', 1],
  ['\\{red, green\\}', 1],
  ['red, green', 1],
])('counts the prompts in %j', (prompt, count) => {
  expect(permutationCount(prompt)).toBe(count);
});

it('tells stray braces and counts them as one prompt', () => {
  expect(['{a, b', 'a}', '{{a}', '{a}', '\\{'].map(hasStrayBrace)).toEqual([true, true, true, false, false]);
  expect(permutationCount('{a, b} {c, d')).toBe(1);
});

it('counts jobs: permutations, repeats, and two for eight pictures', () => {
  const test = { title: 'Fox', prompt: '{a, b}', params: '--repeat 3' };
  expect(jobCount(test)).toBe(6);
  expect(jobCount({ ...test, section: 'VOID_ART' })).toBe(12);
  expect(jobCount({ title: 'Fox', prompt: 'a', params: '--repeat many' })).toBe(1);
});
