import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from './apply-change.ts';
import type { StoredTest, TestEdit } from './change.ts';
import { type Json, jsonEqual } from './json.ts';
import { mergeTestEdit } from './merge-test-edit.ts';

const fields = ['prompt', 'params', 'section', 'status', 'made_by_others', 'constructor'];
const value = fc.oneof(fc.constantFrom<Json>('a', 'b', 'c'), fc.constant<Json>({ deep: [1, null] }));
const test: fc.Arbitrary<StoredTest> = fc
  .dictionary(fc.constantFrom(...fields), value, { noNullPrototype: true })
  .map((found) => ({ ...found, title: 'Foggy City' }));
/** What both have seen, and what each made of it. */
const pair = fc.tuple(test, test, test);

describe('an edit of a test put on top of somebody else’s', () => {
  it('gives the same whichever of the two was saved first', () => {
    check(pair, ([base, left, right]) => {
      const leftFirst = both(base, left, right);
      const rightFirst = both(base, right, left);
      if (leftFirst === undefined || rightFirst === undefined) {
        expect([leftFirst, rightFirst]).toEqual([undefined, undefined]);
      } else expect(jsonEqual(leftFirst, rightFirst)).toBe(true);
    });
  });

  it('drops no field that only one of them has touched, and invents none', () => {
    check(pair, ([base, theirs, mine]) => {
      const merged = both(base, theirs, mine);
      if (!merged) return;
      for (const field of [...fields, 'title']) {
        const [start, left, right] = [base, theirs, mine].map((one) => own(one, field));
        const expected = jsonEqual(start, right) ? left : right;
        expect(jsonEqual(own(merged, field), expected), field).toBe(true);
      }
    });
  });

  it('is refused where, and only where, both have changed a field to different values', () => {
    check(pair, ([base, theirs, mine]) => {
      const clashes = fields.filter((field) => {
        const [start, left, right] = [base, theirs, mine].map((one) => own(one, field));
        return !jsonEqual(start, left) && !jsonEqual(start, right) && !jsonEqual(left, right);
      });
      expect(both(base, theirs, mine) === undefined).toBe(clashes.length > 0);
    });
  });

  it('changes nothing when it is done again', () => {
    check(pair, ([base, theirs, mine]) => {
      const merged = both(base, theirs, mine);
      if (!merged) return;
      const again = mergeTestEdit([merged], edit(base, mine));
      expect(again && jsonEqual(again.base, again.value)).toBe(true);
    });
  });

  it('is undefined for a test that is gone, and for another title', () => {
    const base = { title: 'Foggy City', prompt: 'a' };
    expect(mergeTestEdit([], edit(base, { ...base, prompt: 'b' }))).toBeUndefined();
    expect(mergeTestEdit(null, edit(base, { ...base, prompt: 'b' }))).toBeUndefined();
    expect(mergeTestEdit([base], edit(base, { ...base, title: 'Town' }))).toBeUndefined();
  });
});

/** The test after one edit was saved and the other one merged in; undefined when it cannot be. */
function both(base: StoredTest, first: StoredTest, second: StoredTest): StoredTest | undefined {
  const others: Json[] = [{ title: 'Red Barn' }];
  const suite = [first, ...others];
  const merged = mergeTestEdit(suite, edit(base, second));
  if (!merged) return undefined;
  const applied = applyChange(suite, merged);
  if (!applied.ok || !Array.isArray(applied.value)) throw new Error('does not apply');
  expect(applied.value.slice(1)).toEqual(others);
  return applied.value[0] as StoredTest;
}

function edit(base: StoredTest, edited: StoredTest): TestEdit {
  return { type: 'test.edit', base, value: edited };
}

function own(found: StoredTest, field: string): Json | undefined {
  return Object.hasOwn(found, field) ? found[field] : undefined;
}

function check<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, property), { numRuns: 10_000 });
}
