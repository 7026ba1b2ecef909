import { ratingsOf } from '#shared/model/analysis.ts';
import { storedTraits } from '#shared/model/apply-to-analysis.ts';
import type { DocumentChange, StoredTest } from '#shared/model/change.ts';
import { currentTitle } from '#shared/model/former-titles.ts';
import { isJsonObject, type Json, ownValue } from '#shared/model/json.ts';
import type { Suite } from '#shared/model/suite.ts';
import { subjectOf } from './conflicts.ts';

/** A step of a change as the way of one thing from one value to another. `null`: it is not there. */
export interface Way {
  /** Names the thing. */
  subject: string;
  from: Json;
  to: Json;
  /** The thing's value in a document. */
  now(document: Json): Json;
  /** Whether nobody comes to this value a second time but by taking back: a rating says who made it and when. */
  isUnique: boolean;
}

/**
 * The ways of a step. A move in a list has none, and neither has one from title to title: what a title names is
 * followed to the title that it has by now.
 */
export function waysOf(asked: DocumentChange, suite: Suite): Way[] {
  const step = underTitleNow(asked, suite);
  const subject = subjectOf(step);
  const way = (from: Json, to: Json, now: Way['now'], isUnique = false): Way => ({
    ...{ subject, from, to, now, isUnique },
  });
  switch (step.type) {
    case 'rating.set': {
      const former = asked.type === 'rating.set' ? asked.test : step.test;
      return [way(step.base, step.value, ratingNow([former, step.test]), step.value !== null)];
    }
    case 'profile.set':
      return [way(step.base, step.value, fieldNow(step.field))];
    case 'document.set':
      return [way(step.base, step.value, (document) => document)];
    case 'trait.add':
      return [way(null, step.text, traitNow(step.text))];
    case 'trait.remove':
      return [way(step.text, null, traitNow(step.text))];
    case 'trait.edit':
      return [
        { ...way(step.base, null, traitNow(step.base)), subject: subjectOf({ ...step, value: step.base }) },
        way(null, step.value, traitNow(step.value)),
      ];
    case 'test.add':
      return testWays(subject, null, step.value);
    case 'test.remove':
      return testWays(subject, step.base, null);
    case 'test.edit':
      return step.base.title === step.value.title ? testWays(subject, step.base, step.value) : [];
    default:
      return [];
  }
}

/**
 * A test's fields have ways of their own, because edits of different ones are merged. That it is there at all
 * is one more thing.
 */
function testWays(subject: string, base: StoredTest | null, value: StoredTest | null): Way[] {
  const title = (base ?? value)?.title ?? '';
  const fields = new Set([...Object.keys(base ?? {}), ...Object.keys(value ?? {})]);
  fields.delete('title');
  const ways = [...fields].map(
    (field): Way => ({
      subject: `${subject}\n${field}`,
      from: ownValue(base ?? undefined, field) ?? null,
      to: ownValue(value ?? undefined, field) ?? null,
      now: (document) => ownValue(testNow(document, title), field) ?? null,
      isUnique: false,
    }),
  );
  const isThere = (test: StoredTest | undefined | null) => (test ? true : null);
  const presence: Way = {
    ...{ subject, from: isThere(base), to: isThere(value), isUnique: false },
    now: (document) => isThere(testNow(document, title)),
  };
  const changed = ways.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return base && value ? changed : [presence, ...changed];
}

function underTitleNow(step: DocumentChange, suite: Suite): DocumentChange {
  const title = (of: string) => currentTitle(suite, of) ?? of;
  switch (step.type) {
    case 'rating.set':
      return { ...step, test: title(step.test) };
    case 'test.edit': {
      if (step.base.title !== step.value.title) return step;
      const now = title(step.base.title);
      return { ...step, base: { ...step.base, title: now }, value: { ...step.value, title: now } };
    }
    case 'test.remove':
      return { ...step, base: { ...step.base, title: title(step.base.title) } };
    default:
      return step;
  }
}

/** A rating under the first of these titles that has one, as `followTitle` decides. */
function ratingNow(titles: readonly string[]): Way['now'] {
  return (document) => {
    const ratings = isJsonObject(document) ? ratingsOf(document) : {};
    return titles.map((title) => ownValue(ratings, title)).find((rating) => rating !== undefined) ?? null;
  };
}

function fieldNow(field: string): Way['now'] {
  return (document) => (isJsonObject(document) ? (ownValue(document, field) ?? null) : null);
}

function traitNow(text: string): Way['now'] {
  return (document) => (isJsonObject(document) && storedTraits(document).includes(text) ? text : null);
}

function testNow(document: Json, title: string): StoredTest | undefined {
  const tests = Array.isArray(document) ? document : [];
  return tests.find((test): test is StoredTest => isJsonObject(test) && test.title === title);
}
