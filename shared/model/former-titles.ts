import { ratingsOf } from './analysis.ts';
import type { DocumentChange } from './change.ts';
import { isJsonObject, type Json, ownValue } from './json.ts';
import { findTest, type Suite, type SuiteTest } from './suite.ts';

/** The field of a test that holds the titles it had before; the predecessor ignores it. */
export const formerTitlesField = 'former_titles';

/** The titles that a test had before, oldest first. */
export function formerTitles(test: SuiteTest): string[] {
  const stored = ownValue(test, formerTitlesField);
  return Array.isArray(stored) ? stored.filter((title) => typeof title === 'string') : [];
}

/** The test under a new title, remembering the old one, so that what somebody else does under it follows. */
export function retitled(test: SuiteTest, title: string): SuiteTest {
  const former = formerTitles(test).filter((other) => other !== title && other !== test.title);
  return { ...test, title, [formerTitlesField]: [...former, test.title] };
}

/** A test with the former titles that another form of it has. */
export function withFormerTitles(test: SuiteTest, other: SuiteTest): SuiteTest {
  const { [formerTitlesField]: _, ...bare } = test;
  const titles = ownValue(other, formerTitlesField);
  return { ...bare, title: test.title, ...(titles === undefined ? {} : { [formerTitlesField]: titles }) };
}

/** The title that a test has now; undefined when no test has, or ever had, this one. */
export function currentTitle(suite: Suite, title: string): string | undefined {
  if (findTest(suite, title)) return title;
  return suite.findLast((test) => formerTitles(test).includes(title))?.title;
}

/**
 * An edit of something that a title names, made under one that its test has no longer, as one under the title
 * that it has. A rating stays as it is where both titles are rated: neither is to be replaced unasked.
 * @param document what the edit is about.
 */
export function followTitle(suite: Suite, document: Json, change: DocumentChange): DocumentChange {
  switch (change.type) {
    case 'rating.set': {
      if (!isJsonObject(document)) return change;
      const test = newTitle(suite, change.test);
      return test === undefined || ownValue(ratingsOf(document), change.test) !== undefined
        ? change
        : { ...change, test };
    }
    case 'test.edit': {
      const title = newTitle(suite, change.base.title);
      if (title === undefined || change.base.title !== change.value.title) return change;
      return { ...change, base: { ...change.base, title }, value: { ...change.value, title } };
    }
    case 'test.remove': {
      const title = newTitle(suite, change.base.title);
      return title === undefined ? change : { ...change, base: { ...change.base, title } };
    }
    case 'test.move': {
      const title = newTitle(suite, change.title);
      return title === undefined ? change : { ...change, title };
    }
    default:
      return change;
  }
}

/** The title that a test has now, where that is another one. */
export function newTitle(suite: Suite, title: string): string | undefined {
  const now = currentTitle(suite, title);
  return now === title ? undefined : now;
}
