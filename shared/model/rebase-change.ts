import { ratingsOf } from './analysis.ts';
import { storedTraits } from './apply-to-analysis.ts';
import type { DocumentChange, RatingRename, StoredTest } from './change.ts';
import { isJsonObject, type Json, type JsonObject, jsonEqual, ownValue, withKey } from './json.ts';

/**
 * An edit that no longer fits, as one on top of what stands there now: for a user who has seen both and
 * wants the edit. Several changes where it takes several; none when the document is as the edit wants it already.
 */
export function rebaseChange(document: Json, change: DocumentChange): DocumentChange[] {
  switch (change.type) {
    case 'document.set':
      return jsonEqual(document, change.value) ? [] : [{ ...change, base: document }];
    case 'rating.set':
      return withBase(change, ratingIn(document, change.test));
    case 'rating.rename':
      return rebaseRename(document, change);
    case 'profile.set': {
      const now = isJsonObject(document) ? (ownValue(document, change.field) ?? null) : null;
      return withBase({ ...change, value: mergedField(now, change.base, change.value) }, now);
    }
    case 'trait.add':
    case 'trait.remove': {
      const isThere = traitsIn(document).includes(change.text);
      return isThere === (change.type === 'trait.remove') ? [change] : [];
    }
    case 'trait.edit': {
      const traits = traitsIn(document);
      if (change.base !== change.value && traits.includes(change.base)) {
        const isThere = traits.includes(change.value);
        const at = traits.indexOf(change.base);
        return isThere
          ? [{ type: 'trait.remove', profile: change.profile, text: change.base, at }]
          : [change];
      }
      if (traits.includes(change.value)) return [];
      return [{ type: 'trait.add', profile: change.profile, text: change.value, at: traits.length }];
    }
    case 'test.add': {
      const test = testIn(document, change.value.title);
      return test ? editOf(test, { title: test.title }, change.value) : [change];
    }
    case 'test.edit': {
      const test = testIn(document, change.base.title);
      return test ? editOf(test, change.base, change.value) : [{ type: 'test.add', value: change.value }];
    }
    case 'test.remove': {
      const test = testIn(document, change.base.title);
      return test ? [{ ...change, base: test }] : [];
    }
    default:
      return [change];
  }
}

function withBase<Edit extends { value: Json }, Base extends Json>(
  change: Edit,
  base: Base,
): (Edit & { base: Base })[] {
  return jsonEqual(base, change.value) ? [] : [{ ...change, base }];
}

/** The rating goes to its new title in the place of the one that is there. */
function rebaseRename(document: Json, change: RatingRename): DocumentChange[] {
  const taken = ratingIn(document, change.to);
  if (ratingIn(document, change.from) === null) return [];
  const { summary: _, ...rename } = change;
  if (taken === null) return [rename];
  return [{ type: 'rating.set', profile: change.profile, test: change.to, base: taken, value: null }, rename];
}

/** A test with the fields that the edit has changed; the others stay as others have left them. */
function editOf(test: StoredTest, base: StoredTest, value: StoredTest): DocumentChange[] {
  const merged = withChanges(test, base, value) as StoredTest;
  return withBase({ type: 'test.edit' as const, value: merged }, test);
}

/** A field that holds things by name, such as archived ratings: what others have put in or taken out stays so. */
function mergedField(now: Json, base: Json, value: Json): Json {
  if (!isJsonObject(now) || !isJsonObject(value)) return value;
  return withChanges(now, isJsonObject(base) ? base : {}, value);
}

/** What stands there now with everything put in that differs between the base and the value. */
function withChanges(now: JsonObject, base: JsonObject, value: JsonObject): JsonObject {
  let merged = now;
  for (const name of new Set([...Object.keys(base), ...Object.keys(value)])) {
    const wanted = ownValue(value, name);
    if (!jsonEqual(ownValue(base, name), wanted)) merged = withKey(merged, name, wanted);
  }
  return merged;
}

function ratingIn(document: Json, title: string): JsonObject | null {
  const rating = isJsonObject(document) ? ownValue(ratingsOf(document), title) : undefined;
  return isJsonObject(rating) ? rating : null;
}

function traitsIn(document: Json): Json[] {
  return isJsonObject(document) ? storedTraits(document) : [];
}

function testIn(document: Json, title: string): StoredTest | undefined {
  const tests = Array.isArray(document) ? document : [];
  return tests.find((test): test is StoredTest => isJsonObject(test) && test.title === title);
}
