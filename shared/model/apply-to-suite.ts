import { ok } from '../result.ts';
import type { DocumentChange, TestAdd, TestEdit } from './change.ts';
import { isJsonObject, type Json, jsonEqual } from './json.ts';
import { type Applied, misfit } from './misfit.ts';

/** A change of the list of tests. */
export type SuiteChange = Extract<DocumentChange, { type: `test.${string}` }>;

/** The list of tests with a change put in; never alters its argument. */
export function applyToSuite(suite: Json[], change: SuiteChange): Applied {
  switch (change.type) {
    case 'test.add':
      return applyTestAdd(suite, change);
    case 'test.remove': {
      const index = testPosition(suite, change.base, change.at);
      return index < 0 ? changedTest(suite, change.base.title) : ok(suite.toSpliced(index, 1));
    }
    case 'test.edit':
      return applyTestEdit(suite, change);
    case 'test.move': {
      const index = titlePosition(suite, change.title, change.from);
      const test = suite[index];
      if (test === undefined) return misfit('This test is not there any more.', null);
      return ok(suite.toSpliced(index, 1).toSpliced(change.to, 0, test));
    }
  }
}

/** Where an equal test stands: at `at` if it is there, else wherever it is; -1 when nowhere. */
export function testPosition(suite: readonly Json[], test: Json, at?: number): number {
  if (at !== undefined && jsonEqual(suite[at], test)) return at;
  return suite.findIndex((other) => jsonEqual(other, test));
}

/** Where a test of this title stands: at `at` if it is there, else the first; -1 when nowhere. */
export function titlePosition(suite: readonly Json[], title: string, at?: number): number {
  const isTitled = (test: Json | undefined) => isJsonObject(test) && test.title === title;
  return at !== undefined && isTitled(suite[at]) ? at : suite.findIndex(isTitled);
}

function applyTestAdd(suite: Json[], change: TestAdd): Applied {
  const at = change.at ?? suite.length;
  if (change.again && jsonEqual(suite[at], change.value)) return ok(suite);
  const twin = titlePosition(suite, change.value.title);
  if (twin >= 0 && !change.again) {
    return misfit('There is a test with this title already.', suite[twin] ?? null);
  }
  return ok(suite.toSpliced(at, 0, change.value));
}

function applyTestEdit(suite: Json[], change: TestEdit): Applied {
  const index = testPosition(suite, change.base);
  if (index < 0) {
    return suite.some((test) => jsonEqual(test, change.value))
      ? ok(suite)
      : changedTest(suite, change.base.title);
  }
  const twin = titlePosition(suite, change.value.title);
  if (change.value.title !== change.base.title && twin >= 0 && !change.again) {
    return misfit('There is a test with this title already.', suite[twin] ?? null);
  }
  return ok(suite.with(index, change.value));
}

function changedTest(suite: Json[], title: string): Applied {
  const index = titlePosition(suite, title);
  return index < 0
    ? misfit('This test is not there any more.', null)
    : misfit('This test was changed in the meantime.', suite[index] ?? null);
}
