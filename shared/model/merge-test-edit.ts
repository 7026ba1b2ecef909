import type { StoredTest, TestEdit } from './change.ts';
import { isJsonObject, type Json, jsonEqual, ownValue, withKey } from './json.ts';

/**
 * An edit of a test that somebody else has edited as well, as one on top of theirs: the fields that only one
 * of the two has changed are as that one wants them. Undefined where both have changed a field to different
 * values, where the test is gone, and for an edit of the title, on which ratings and pictures hang.
 */
export function mergeTestEdit(suite: Json, edit: TestEdit): TestEdit | undefined {
  if (edit.base.title !== edit.value.title) return undefined;
  const current = testTitled(suite, edit.base.title);
  if (!current) return undefined;
  let merged: StoredTest = current;
  for (const field of new Set([...Object.keys(edit.base), ...Object.keys(edit.value)])) {
    const [base, value, now] = [edit.base, edit.value, current].map((test) => ownValue(test, field));
    if (jsonEqual(base, value) || jsonEqual(now, value)) continue;
    if (!jsonEqual(now, base)) return undefined;
    merged = withKey(merged, field, value) as StoredTest;
  }
  return { type: 'test.edit', base: current, value: merged };
}

function testTitled(suite: Json, title: string): StoredTest | undefined {
  const tests = Array.isArray(suite) ? suite : [];
  return tests.find((test): test is StoredTest => isJsonObject(test) && test.title === title);
}
