import { ratingsOf } from './analysis.ts';
import { storedTraits } from './apply-to-analysis.ts';
import type { DocumentChange, StoredTest } from './change.ts';
import { isJsonObject, type Json, jsonEqual, ownValue } from './json.ts';

/**
 * An edit that no longer fits, as one on top of what stands there now: for a user who has seen both and
 * wants the edit. Undefined when the document is as the edit wants it already.
 */
export function rebaseChange(document: Json, change: DocumentChange): DocumentChange | undefined {
  switch (change.type) {
    case 'document.set':
      return jsonEqual(document, change.value) ? undefined : { ...change, base: document };
    case 'rating.set': {
      const now = isJsonObject(document) ? (ownValue(ratingsOf(document), change.test) ?? null) : null;
      return withBase(change, isJsonObject(now) ? now : null);
    }
    case 'profile.set': {
      const now = isJsonObject(document) ? (ownValue(document, change.field) ?? null) : null;
      return withBase(change, now);
    }
    case 'trait.add':
    case 'trait.remove': {
      const isThere = traitsIn(document).includes(change.text);
      return isThere === (change.type === 'trait.remove') ? change : undefined;
    }
    case 'trait.edit': {
      const traits = traitsIn(document);
      if (traits.includes(change.value)) return undefined;
      if (traits.includes(change.base)) return change;
      return { type: 'trait.add', profile: change.profile, text: change.value, at: traits.length };
    }
    case 'test.edit':
    case 'test.remove': {
      const test = testIn(document, change.base.title);
      if (change.type === 'test.remove') return test ? { ...change, base: test } : undefined;
      return test ? withBase(change, test) : { type: 'test.add', value: change.value };
    }
    default:
      return change;
  }
}

function withBase<Edit extends { base: Json; value: Json }>(
  change: Edit,
  base: Edit['base'],
): Edit | undefined {
  return jsonEqual(base, change.value) ? undefined : { ...change, base };
}

function traitsIn(document: Json): Json[] {
  return isJsonObject(document) ? storedTraits(document) : [];
}

function testIn(document: Json, title: string): StoredTest | undefined {
  const tests = Array.isArray(document) ? document : [];
  return tests.find((test): test is StoredTest => isJsonObject(test) && test.title === title);
}
