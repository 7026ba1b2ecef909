import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalysis, ratingsOf } from './analysis.ts';
import { applyChange } from './apply-change.ts';
import type { DocumentChange } from './change.ts';
import { isJsonObject, type Json, type JsonObject, jsonEqual } from './json.ts';
import { rebaseChange } from './rebase-change.ts';

const titles = ['Foggy City', 'Red Barn', 'constructor'];
const title = fc.constantFrom(...titles);
const traitText = fc.constantFrom('moody', 'dark', 'warm');
const rating: fc.Arbitrary<JsonObject> = fc.record({
  score: fc.nat({ max: 10 }),
  unknown: fc.constantFrom<Json>('kept', null),
});
const ratings = fc.dictionary(title, rating, { noNullPrototype: true });

const analysis: fc.Arbitrary<JsonObject> = fc
  .record({
    ratings,
    archived: fc.option(ratings),
    traits: fc.uniqueArray(traitText),
    label: fc.constantFrom('', 'Warm', 'Cold'),
  })
  .map(({ ratings: found, archived, traits, label }) => ({
    ...createAnalysis('abc'),
    profile_label: label,
    profile_dna: traits,
    ratings: found,
    ...(archived && { archived_ratings: archived }),
    from_another_app: { kept: [1] },
  }));

const onAnalysis: fc.Arbitrary<DocumentChange> = fc.oneof(
  fc.record({ test: title, base: fc.option(rating), value: fc.option(rating) }).map((fields) => ({
    ...{ type: 'rating.set' as const, profile: 'abc' },
    ...fields,
  })),
  fc
    .record({ from: title, to: title })
    .filter(({ from, to }) => from !== to)
    .map((fields) => ({ ...{ type: 'rating.rename' as const, profile: 'abc' }, ...fields })),
  fc.constantFrom('', 'Warm', 'Cold').map((value) => ({
    ...{ type: 'profile.set' as const, profile: 'abc', field: 'profile_label' },
    ...{ base: 'Seen', value },
  })),
  fc.record({ base: fc.option(ratings), value: ratings }).map((fields) => ({
    ...{ type: 'profile.set' as const, profile: 'abc', field: 'archived_ratings' },
    ...fields,
  })),
  traitText.map((text) => ({ type: 'trait.add' as const, profile: 'abc', text, at: 0 })),
  traitText.map((text) => ({ type: 'trait.remove' as const, profile: 'abc', text, at: 0 })),
  fc.tuple(traitText, traitText).map(([base, value]) => ({
    ...{ type: 'trait.edit' as const, profile: 'abc', base, value },
  })),
);

const test = fc.record({ title, prompt: fc.constantFrom('a', 'b'), unknown: fc.constantFrom('x', 'y') });
const suite = fc.uniqueArray(test, { selector: (one) => one.title }) as fc.Arbitrary<Json[]>;
const onSuite: fc.Arbitrary<DocumentChange> = fc.oneof(
  test.map((value) => ({ type: 'test.add' as const, value })),
  test.map((base) => ({ type: 'test.remove' as const, base })),
  fc.tuple(test, test).map(([base, value]) => ({
    ...{ type: 'test.edit' as const, base, value: { ...value, title: base.title } },
  })),
);

describe('an edit that somebody wants on top of what stands there', () => {
  it('applies, and what it wanted stands there then', () => {
    check(analysis, onAnalysis, (document, change) => {
      expect(isWanted(rebased(document, change), document, change)).toBe(true);
    });
    check(suite, onSuite, (document, change) => {
      expect(isWanted(rebased(document, change), document, change)).toBe(true);
    });
  });

  it('asks for nothing more when it is done again', () => {
    check(analysis, onAnalysis, (document, change) => {
      // A rename moves what is there, and there is nothing left to move.
      expect(rebaseChange(rebased(document, change), change)).toEqual([]);
    });
    check(suite, onSuite, (document, change) => {
      expect(rebaseChange(rebased(document, change), change)).toEqual([]);
    });
  });

  it('drops no field that it is not about', () => {
    check(analysis, onAnalysis, (document, change) => {
      const after = rebased(document, change);
      if (!isJsonObject(after)) throw new Error('no document');
      expect(after.from_another_app).toEqual({ kept: [1] });
      const touched = new Set(
        'test' in change ? [change.test] : 'from' in change ? [change.from, change.to] : [],
      );
      for (const [name, found] of Object.entries(ratingsOf(document as JsonObject))) {
        if (!touched.has(name)) expect(jsonEqual(ratingsOf(after)[name], found)).toBe(true);
      }
      if (change.type !== 'profile.set') expect(after.archived_ratings).toEqual(document.archived_ratings);
    });
  });

  it('keeps what somebody else has archived meanwhile', () => {
    const document = { archived_ratings: { 'Foggy City': { score: 1 } } };
    const change: DocumentChange = {
      ...{ type: 'profile.set', profile: 'abc', field: 'archived_ratings', base: null },
      value: { 'Red Barn': { score: 2 } },
    };
    expect(rebased(document, change)).toMatchObject({
      archived_ratings: { 'Foggy City': { score: 1 }, 'Red Barn': { score: 2 } },
    });
  });

  it('replaces a whole document by the wanted one, and makes one that is gone', () => {
    const change: DocumentChange = {
      ...{ type: 'document.set', document: { profile: 'abc' } },
      ...{ base: { notes: 'seen' }, value: { notes: 'mine' } },
    };
    expect(rebased({ notes: 'theirs' }, change)).toEqual({ notes: 'mine' });
    expect(rebased(null, change)).toEqual({ notes: 'mine' });
    expect(rebaseChange({ notes: 'mine' }, change)).toEqual([]);
  });
});

function rebased(document: Json, change: DocumentChange): Json {
  let value = document;
  for (const part of rebaseChange(document, change)) {
    const applied = applyChange(value, part);
    if (!applied.ok) throw new Error(`${part.type} does not apply: ${applied.error.message}`);
    value = applied.value;
  }
  return value;
}

/** Whether a document is as a change wants it. */
function isWanted(after: Json, before: Json, change: DocumentChange): boolean {
  const traits = isJsonObject(after) && Array.isArray(after.profile_dna) ? after.profile_dna : [];
  const tests = (Array.isArray(after) ? after : []) as JsonObject[];
  const rated = isJsonObject(after) ? ratingsOf(after) : {};
  const ratedBefore = isJsonObject(before) ? ratingsOf(before) : {};
  switch (change.type) {
    case 'rating.set':
      return jsonEqual(own(rated, change.test) ?? null, change.value);
    case 'rating.rename': {
      const moved = own(ratedBefore, change.from);
      if (moved === undefined) return jsonEqual(rated, ratedBefore);
      return own(rated, change.from) === undefined && jsonEqual(own(rated, change.to), moved);
    }
    case 'profile.set': {
      const found = isJsonObject(after) ? (own(after, change.field) ?? null) : null;
      if (!isJsonObject(change.value) || !isJsonObject(found)) return jsonEqual(found, change.value);
      const start = isJsonObject(change.base) ? change.base : {};
      return Object.entries(change.value).every(
        ([name, wanted]) => jsonEqual(own(start, name), wanted) || jsonEqual(own(found, name), wanted),
      );
    }
    case 'trait.add':
      return traits.includes(change.text);
    case 'trait.remove':
      return !traits.includes(change.text);
    case 'trait.edit':
      return traits.includes(change.value) && (change.base === change.value || !traits.includes(change.base));
    case 'test.add':
    case 'test.edit': {
      const found = tests.find((one) => one.title === change.value.title);
      const now = (before as JsonObject[]).find((one) => one.title === change.value.title);
      const start: JsonObject = change.type === 'test.edit' ? change.base : {};
      return Object.keys(change.value).every((field) => {
        const isMine = now === undefined || !jsonEqual(own(start, field), change.value[field]);
        return jsonEqual(found?.[field], isMine ? change.value[field] : now?.[field]);
      });
    }
    case 'test.remove':
      return !tests.some((one) => one.title === change.base.title);
    default:
      return false;
  }
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function check<Document extends Json>(
  documents: fc.Arbitrary<Document>,
  changes: fc.Arbitrary<DocumentChange>,
  property: (document: Document, change: DocumentChange) => void,
): void {
  fc.assert(fc.property(documents, changes, property), { numRuns: 10_000 });
}
