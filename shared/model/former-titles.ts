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
 * A rating that was made under a title that its test has no longer, as one under the title that it has.
 * Where both titles are rated it stays as it is: neither is to be replaced unasked.
 */
export function followTitle(suite: Suite, document: Json, change: DocumentChange): DocumentChange {
  if (change.type !== 'rating.set' || !isJsonObject(document)) return change;
  const title = currentTitle(suite, change.test);
  if (title === undefined || title === change.test) return change;
  return ownValue(ratingsOf(document), change.test) === undefined ? { ...change, test: title } : change;
}
