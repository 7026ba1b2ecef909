import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analysis, analysisChange, deepFreeze, suite, suiteChange } from '../testing/arbitraries.ts';
import { ratingsOf, summarise } from './analysis.ts';
import { applyChange, completeChange, invertChange } from './apply-change.ts';
import type { DocumentChange, RatingSet, TestAdd, TestRemove } from './change.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

const documentAndChange = fc.oneof(
  analysis.chain((document) =>
    fc.record({ document: fc.constant<Json>(document), change: analysisChange(document) }),
  ),
  suite.chain((document) =>
    fc.record({ document: fc.constant<Json>(document), change: suiteChange(document) }),
  ),
);

const runs = { numRuns: 1_500 };
const repeatable = [
  'rating.set',
  'rating.rename',
  'profile.set',
  'trait.move',
  'test.edit',
  'test.move',
  'document.set',
];

/** The document after a change that must fit. */
function applied(document: Json, change: DocumentChange): Json {
  const result = applyChange(document, change);
  if (!result.ok) throw new Error(`${change.type} does not fit: ${result.error.message}`);
  return result.value;
}

function titleOf(test: Json): Json | undefined {
  return isJsonObject(test) ? test.title : undefined;
}

function inverse(change: DocumentChange): DocumentChange {
  return invertChange(change) as DocumentChange;
}

it('is taken back to the byte by the inverse of the completed change', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(documentAndChange, ({ document, change }) => {
      seen.add(change.type);
      const completed = completeChange(document, change);
      const after = applied(document, completed);
      expect(JSON.stringify(applied(after, inverse(completed)))).toBe(JSON.stringify(document));
    }),
    runs,
  );
  expect(seen.size).toBe(12);
});

it('stays exact when undo and redo are completed anew, as the core does', () => {
  fc.assert(
    fc.property(documentAndChange, ({ document, change }) => {
      const completed = completeChange(document, change);
      const after = applied(document, completed);
      const undo = completeChange(after, inverse(completed));
      const back = applied(after, undo);
      expect(JSON.stringify(back)).toBe(JSON.stringify(document));
      const redo = completeChange(back, inverse(undo));
      expect(JSON.stringify(applied(back, redo))).toBe(JSON.stringify(after));
    }),
    runs,
  );
});

it('takes a whole series back in reverse order', () => {
  const series = analysis.chain((document) => {
    const grow = (
      states: { document: Json; changes: DocumentChange[] },
      left: number,
    ): fc.Arbitrary<typeof states> =>
      left === 0 || !isJsonObject(states.document)
        ? fc.constant(states)
        : analysisChange(states.document).chain((change) => {
            const completed = completeChange(states.document, change);
            if (change.type === 'document.set') return grow(states, left - 1);
            return grow(
              { document: applied(states.document, completed), changes: [...states.changes, completed] },
              left - 1,
            );
          });
    return grow({ document, changes: [] }, 5).map((end) => ({ start: document as Json, ...end }));
  });
  fc.assert(
    fc.property(series, ({ start, document, changes }) => {
      const batch = invertChange({ type: 'batch', label: 'Series', changes });
      const steps = batch.type === 'batch' ? (batch.changes as DocumentChange[]) : [];
      expect(JSON.stringify(steps.reduce(applied, document))).toBe(JSON.stringify(start));
    }),
    { numRuns: 300 },
  );
});

it('never alters the document or the change', () => {
  fc.assert(
    fc.property(documentAndChange, ({ document, change }) => {
      deepFreeze(document);
      const completed = deepFreeze(completeChange(document, deepFreeze(change)));
      deepFreeze(inverse(completed));
      applied(document, completed);
    }),
    runs,
  );
});

it('does nothing the second time, or says that it does not fit while its inverse does', () => {
  fc.assert(
    fc.property(documentAndChange, ({ document, change }) => {
      // Which of two tests of one title was moved already, nothing can tell.
      fc.pre(!Array.isArray(document) || new Set(document.map(titleOf)).size === document.length);
      const completed = completeChange(document, change);
      const after = applied(document, completed);
      const again = applyChange(after, completed);
      if (repeatable.includes(change.type)) {
        expect(JSON.stringify(again.ok && again.value)).toBe(JSON.stringify(after));
      } else {
        expect(again.ok).toBe(false);
        expect(applyChange(after, inverse(completed)).ok).toBe(true);
      }
    }),
    runs,
  );
});

it('keeps every field and every rating that it does not name', () => {
  fc.assert(
    fc.property(analysis, fc.gen(), (document, generate) => {
      const change = generate(() => analysisChange(document));
      if (change.type === 'document.set') return;
      const after = applied(document, completeChange(document, change)) as JsonObject;
      const touched = [
        'ratings',
        'affinity_summary',
        'profile_dna',
        change.type === 'profile.set' ? change.field : '',
      ];
      for (const field of Object.keys(document).filter((name) => !touched.includes(name))) {
        expect(Object.hasOwn(after, field) && after[field]).toEqual(document[field]);
      }
      const named =
        change.type === 'rating.set' ? change.test : change.type === 'rating.rename' ? change.from : '';
      for (const [title, rating] of Object.entries(ratingsOf(document)).filter(
        ([title]) => title !== named,
      )) {
        expect(Object.entries(ratingsOf(after)).find(([other]) => other === title)?.[1]).toEqual(rating);
      }
    }),
    runs,
  );
});

it('refuses a rating that somebody else changed, and says what stands there', () => {
  const document = { ratings: { Wave: { score: 4 } } };
  const change: RatingSet = {
    type: 'rating.set',
    profile: 'a',
    test: 'Wave',
    base: { score: 7 },
    value: { score: 8 },
  };
  const result = applyChange(document, completeChange(document, change));
  expect(result).toMatchObject({ ok: false, error: { code: 'conflict', current: { score: 4 } } });
});

it('rebuilds the affinity summary with a rating and keeps what else the summary holds', () => {
  const document = { ratings: {}, affinity_summary: { resistant: ['Old'], hint: 'kept', native_fit: [] } };
  const value = { affinity: 'native_fit', score: 9 };
  const after = applied(document, { type: 'rating.set', profile: 'a', test: 'Wave', base: null, value });
  expect(JSON.stringify(after)).toBe(
    '{"ratings":{"Wave":{"affinity":"native_fit","score":9}},' +
      '"affinity_summary":{"resistant":[],"hint":"kept","native_fit":["Wave"],"workable":[]}}',
  );
});

it('writes no summary into the change where rebuilding gives the same', () => {
  const ratings = { Wave: { affinity: 'workable', score: 6 } };
  const right = { ratings, affinity_summary: summarise(ratings) };
  const wrong = { ratings, affinity_summary: { native_fit: ['Wave'] } };
  const change: RatingSet = {
    type: 'rating.set',
    profile: 'a',
    test: 'Wave',
    base: ratings.Wave,
    value: null,
  };
  expect(completeChange(right, change)).not.toHaveProperty('summary');
  expect(completeChange(wrong, change)).toHaveProperty('summary');
});

it('rebuilds the summary on undo when another rating came in between', () => {
  const before = { ratings: {}, affinity_summary: { native_fit: ['Ghost'] } };
  const value = { affinity: 'workable', score: 6 };
  const change = completeChange(before, {
    type: 'rating.set',
    profile: 'a',
    test: 'Wave',
    base: null,
    value,
  });
  const other: RatingSet = { type: 'rating.set', profile: 'a', test: 'Fog', base: null, value };
  const end = applied(applied(applied(before, change), other), inverse(change)) as JsonObject;
  expect(end.affinity_summary).toEqual({ native_fit: [], workable: ['Fog'], resistant: [] });
});

it('brings back one of two tests with the same title', () => {
  const tests = [
    { title: 'Wave', prompt: 'old' },
    { title: 'Wave', prompt: 'new' },
  ];
  const removal = completeChange(tests, {
    type: 'test.remove',
    base: { title: 'Wave', prompt: 'new' },
  }) as TestRemove;
  const after = applied(tests, removal);
  expect(after).toEqual([tests[0]]);
  const restored = applied(after, inverse(removal) as TestAdd);
  expect(restored).toEqual(tests);
  expect(applied(restored, inverse(removal) as TestAdd)).toEqual(tests);
});

it('refuses a test whose title is taken, a trait that is there, and a profile that is gone', () => {
  const taken = applyChange([{ title: 'Wave' }], { type: 'test.add', value: { title: 'Wave' } });
  const twin = applyChange(
    { profile_dna: ['calm'] },
    { type: 'trait.add', profile: 'a', text: 'calm', at: 0 },
  );
  const gone = applyChange(null, { type: 'trait.add', profile: 'a', text: 'calm', at: 0 });
  expect([taken.ok, twin.ok, gone.ok]).toEqual([false, false, false]);
});

it('starts a suite where there is none', () => {
  expect(applied(null, { type: 'test.add', value: { title: 'Wave' } })).toEqual([{ title: 'Wave' }]);
});
