import { expect, it } from 'vitest';
import { findIn } from './find-in.ts';

function labels(query: string, items: [string, string?][], limit = 10): string[] {
  const findable = items.map(([label, words = '']) => ({ label, words }));
  return findIn(findable, query, limit).map(({ label }) => label);
}

it('puts the whole label first, then beginnings, then other places, then further words', () => {
  const items: [string, string?][] = [
    ['Rain', 'a foggy street'],
    ['Thick fog'],
    ['Unfogged'],
    ['Foggy City'],
    ['Fog'],
  ];
  expect(labels('fog', items)).toEqual(['Fog', 'Foggy City', 'Thick fog', 'Unfogged', 'Rain']);
});

it('wants every word, in any order, without regard to case and accents', () => {
  expect(labels('city FOG', [['Foggy City'], ['City']])).toEqual(['Foggy City']);
  expect(labels('cafe', [['Café at Night']])).toEqual(['Café at Night']);
  expect(labels('drive in', [['Vintage Drive-In']])).toEqual(['Vintage Drive-In']);
});

it('gives the first ones as they are without a query', () => {
  expect(labels('  ', [['b'], ['a'], ['c']], 2)).toEqual(['b', 'a']);
});

it('finds nothing where nothing fits', () => {
  expect(labels('xyz', [['Fog']])).toEqual([]);
});
