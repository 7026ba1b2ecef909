import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ListedObject } from '../storage/backend.ts';
import { createKnownObjects } from './known-objects.ts';
import { pairListings } from './pair-listings.ts';

const keys = fc.constantFrom('a', 'a/1', 'a/10', 'a/2', 'b', 'b/é', 'b/z', 'c/\u{1F600}', 'c/\uFF5E');
const edits = fc.array(fc.record({ key: keys, version: fc.option(fc.nat(3), { nil: undefined }) }), {
  maxLength: 40,
});

function object(key: string, version: number): ListedObject {
  return { key, size: version, stamp: String(version), modified: version, version: String(version) };
}

function byKey(left: ListedObject, right: ListedObject): number {
  return left.key < right.key ? -1 : Number(left.key > right.key);
}

it('knows what a plain map would, sorted, whatever is asked in between', () => {
  fc.assert(
    fc.property(edits, fc.array(keys, { maxLength: 5 }), (steps, prefixes) => {
      const known = createKnownObjects();
      const model = new Map<string, ListedObject>();
      for (const [index, { key, version }] of steps.entries()) {
        if (version === undefined) {
          known.delete(key);
          model.delete(key);
        } else {
          known.set(object(key, version));
          model.set(key, object(key, version));
        }
        if (index % 3 === 0) known.under('a');
      }
      for (const prefix of ['', ...prefixes]) {
        const expected = [...model.values()].filter((one) => one.key.startsWith(prefix)).sort(byKey);
        expect(known.under(prefix)).toEqual(expected);
      }
      expect(known.size).toBe(model.size);
    }),
  );
});

it('tells once which keys have changed', () => {
  const known = createKnownObjects();
  known.set(object('a', 1));
  known.delete('never there');
  expect([...known.takeChanged()]).toEqual(['a']);
  known.delete('a');
  expect([...known.takeChanged()]).toEqual(['a']);
  expect([...known.takeChanged()]).toEqual([]);
});

it('goes through two listings at once, each key once and in order', () => {
  const listing = fc
    .uniqueArray(fc.record({ key: keys, version: fc.nat(3) }), { selector: ({ key }) => key })
    .map((all) => all.map(({ key, version }) => object(key, version)).sort(byKey));
  fc.assert(
    fc.property(listing, listing, (before, after) => {
      const pairs = [...pairListings(before, after)];
      const all = [...new Set([...before, ...after].map(({ key }) => key))].sort();
      expect(pairs.map(({ key }) => key)).toEqual(all);
      for (const { key, old, now } of pairs) {
        expect(old).toBe(before.find((one) => one.key === key));
        expect(now).toBe(after.find((one) => one.key === key));
      }
    }),
  );
});
