import fc from 'fast-check';
import { type Analysis, ratingsOf, summarise } from '../model/analysis.ts';
import type { DocumentChange, StoredTest } from '../model/change.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Titles that break careless code: inherited names, numbers that objects sort, twins in file names. */
const trickyTitles = [
  'Alpine Stream',
  'A/B',
  'A B',
  'constructor',
  '__proto__',
  'toString',
  '2024',
  '7',
  'Null Prompt (Photo)',
  'Cafe\u0301',
  'Café',
  'Children’s “Book” 🐈',
];

export const titles = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...trickyTitles) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }) },
);

const text = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom('', 'warm amber', '\u2014', '\u007f'),
);
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
);

/** Any JSON value but numbers that JavaScript and Python write differently. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(text, tie('value')), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries)),
})).value;

const present = json.filter((value) => value !== null);

export const rating: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      affinity: fc.constantFrom('native_fit', 'workable', 'resistant', ''),
      score: fc.integer({ min: 0, max: 10 }),
      confidence: fc.oneof(fc.constantFrom('High', 'Medium', 'Low'), number),
      commentary: text,
      'color-palette': text,
      color_palette: text,
      seen_by: json,
    },
    { requiredKeys: [] },
  )
  .map((value) => value as JsonObject);

/** A profile's document: keys in any order, the affinity summary right, wrong or missing. */
export const analysis: fc.Arbitrary<Analysis> = fc
  .record({
    ratings: fc
      .uniqueArray(fc.tuple(titles, rating), { maxLength: 6, selector: ([title]) => title })
      .map((entries) => Object.fromEntries(entries)),
    traits: fc.uniqueArray(text, { maxLength: 4 }),
    label: text,
    summary: fc.oneof(
      fc.constant('right' as const),
      fc.constant(undefined),
      present,
      fc.record({ native_fit: fc.array(titles, { maxLength: 2 }), hint: text }),
    ),
    unknown: fc.array(fc.tuple(fc.constantFrom('notes', 'x_tool', '12', '__proto__'), present), {
      maxLength: 2,
    }),
    rotate: fc.nat(6),
  })
  .map(({ ratings, traits, label, summary, unknown, rotate }) => {
    const entries: [string, Json][] = [
      ['profile_id', 'abc1234'],
      ['profile_label', label],
      ['profile_dna', traits],
      ['ratings', ratings],
      ...unknown,
    ];
    if (summary !== undefined) {
      entries.push(['affinity_summary', summary === 'right' ? summarise(ratings) : (summary as Json)]);
    }
    return Object.fromEntries([...entries.slice(rotate), ...entries.slice(0, rotate)]);
  });

export const test: fc.Arbitrary<StoredTest> = fc
  .record({ title: titles, prompt: text, params: text, extra: json })
  .map((value) => value as StoredTest);

/** A suite; titles may occur twice, whole tests may not. */
export const suite: fc.Arbitrary<StoredTest[]> = fc.uniqueArray(test, {
  maxLength: 5,
  selector: (value) => JSON.stringify(value),
});

/** A change that fits a profile's document, as a page would send it: without positions. */
export function analysisChange(document: Analysis): fc.Arbitrary<DocumentChange> {
  const profile = 'abc1234';
  const ratings = Object.entries(ratingsOf(document)) as [string, JsonObject][];
  const traits = document.profile_dna as string[];
  const free = titles.filter((title) => !Object.hasOwn(ratingsOf(document), title));
  const freeTrait = text.filter((trait) => !traits.includes(trait));
  const fields = [...Object.keys(document), 'notes', 'fresh'].filter(
    (field) => !/ratings|profile_dna/.test(field),
  );
  const choices: fc.Arbitrary<DocumentChange>[] = [
    fc
      .record({ test: free, value: rating })
      .map((part) => ({ type: 'rating.set', profile, base: null, ...part })),
    fc.record({ field: fc.constantFrom(...fields), value: json }).map(({ field, value }) => ({
      type: 'profile.set',
      profile,
      field,
      base: Object.hasOwn(document, field) ? (document[field] ?? null) : null,
      value,
    })),
    fc.record({ text: freeTrait, at: fc.nat(6) }).map((part) => ({ type: 'trait.add', profile, ...part })),
    fc.oneof(fc.constant(null), analysis).map((value) => ({
      type: 'document.set',
      document: { profile },
      base: document,
      value,
    })),
  ];
  if (ratings.length > 0) {
    const one = fc.constantFrom(...ratings);
    choices.push(
      fc
        .tuple(one, fc.option(rating))
        .map(([[test, base], value]) => ({ type: 'rating.set', profile, test, base, value })),
      fc.tuple(one, free).map(([[from], to]) => ({ type: 'rating.rename', profile, from, to })),
    );
  }
  if (traits.length > 0) {
    const one = fc.constantFrom(...traits);
    choices.push(
      fc.record({ text: one, at: fc.nat(6) }).map((part) => ({ type: 'trait.remove', profile, ...part })),
      fc.record({ base: one, value: freeTrait }).map((part) => ({ type: 'trait.edit', profile, ...part })),
      fc
        .record({ text: one, from: fc.nat(6), to: fc.nat(6) })
        .map((part) => ({ type: 'trait.move', profile, ...part })),
    );
  }
  return fc.oneof(...choices);
}

/** A change that fits a suite. */
export function suiteChange(document: StoredTest[]): fc.Arbitrary<DocumentChange> {
  const isFree = (title: string) => !document.some((other) => other.title === title);
  const position = fc.option(fc.nat(6), { nil: undefined });
  const choices: fc.Arbitrary<DocumentChange>[] = [
    fc
      .tuple(
        test.filter(({ title }) => isFree(title)),
        position,
      )
      .map(([value, at]) => ({ type: 'test.add', value, ...(at === undefined ? {} : { at }) })),
    suite.map((value) => ({ type: 'document.set', document: 'suite', base: document, value })),
  ];
  if (document.length > 0) {
    const one = fc.constantFrom(...document);
    choices.push(
      fc
        .tuple(one, position)
        .map(([base, at]) => ({ type: 'test.remove', base, ...(at === undefined ? {} : { at }) })),
      fc
        .tuple(one, test)
        .map(([base, edited]) => ({
          base,
          value: isFree(edited.title) ? edited : { ...edited, title: base.title },
        }))
        .filter(({ value }) => !document.some((other) => JSON.stringify(other) === JSON.stringify(value)))
        .map((part) => ({ type: 'test.edit', ...part })),
      fc
        .record({ title: one.map((part) => part.title), from: fc.nat(6), to: fc.nat(6) })
        .map((part) => ({ type: 'test.move', ...part })),
    );
  }
  return fc.oneof(...choices);
}

/** The same value, frozen all the way down, so that a mutation throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) deepFreeze(Reflect.get(value, key));
  }
  return value;
}
