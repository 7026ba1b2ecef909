import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * One test of the suite, as stored. Every field but the title may be missing in old files; unknown
 * fields are kept. The title is the key by which ratings and picture names refer to the test.
 */
export interface SuiteTest extends JsonObject {
  title: string;
}

export type Suite = SuiteTest[];

/** Key of the suite's document in every library. */
export const suiteKey = 'test_prompts.json';

/** The four sections that both apps know, in the order in which they are shown. */
export const knownSections = ['PHOTO', 'ART', 'VOID_PHOTO', 'VOID_ART'] as const;

/** Number of pictures that a test with several pictures has. */
export const severalPictures = 8;

const storedTest = z.looseObject({ title: z.string().min(1) });
const storedSuite = z.array(storedTest);

/** Checks a stored suite and gives back the very same value, so that nothing unknown is lost. */
export function checkSuite(value: Json): Result<Suite> {
  const checked = storedSuite.safeParse(value);
  if (!checked.success) {
    return err('invalid', 'The list of tests has an unexpected form.', z.prettifyError(checked.error));
  }
  return ok(value as Suite);
}

/** The fields of a test as the app shows them, with defaults for what an old file leaves out. */
export interface TestView {
  id: string;
  title: string;
  prompt: string;
  section: string;
  params: string;
  status: 'current' | 'archived';
  version: string;
  createdDate: string;
}

export function viewTest(test: SuiteTest): TestView {
  return {
    id: text(test.id) || fileStem(test.title),
    title: test.title,
    prompt: text(test.prompt),
    section: text(test.section) || 'PHOTO',
    params: text(test.params),
    status: test.status === 'archived' ? 'archived' : 'current',
    version: text(test.version) || 'v1',
    createdDate: text(test.created_date),
  };
}

/** A new test in the predecessor's field order. */
export function createTest(fields: Omit<TestView, 'id' | 'status'> & { id?: string }): SuiteTest {
  return {
    id: fields.id ?? fileStem(fields.title),
    title: fields.title,
    prompt: fields.prompt,
    section: fields.section,
    params: fields.params,
    status: 'current',
    version: fields.version,
    created_date: fields.createdDate,
  };
}

/** A title as it stands in file names and ids: each space and each slash becomes an underscore. */
export function fileStem(title: string): string {
  return title.replace(/[ /]/g, '_');
}

/** Whether a test collects several pictures of one prompt: the VOID sections, and two fixed titles. */
export function hasSeveralPictures(test: SuiteTest): boolean {
  return (
    text(test.section).startsWith('VOID_') ||
    test.title === 'Null Prompt (Photo)' ||
    test.title === 'Null Prompt (Art)'
  );
}

/** How many pictures a test wants: eight, or one. */
export function slotCount(test: SuiteTest): number {
  return hasSeveralPictures(test) ? severalPictures : 1;
}

export function isCurrent(test: SuiteTest): boolean {
  return test.status !== 'archived';
}

export function findTest(suite: Suite, title: string): SuiteTest | undefined {
  return suite.find((test) => test.title === title);
}

/** A section's name for people: `VOID_PHOTO` → `Void photo`. */
export function sectionLabel(section: string): string {
  const words = section.toLowerCase().split('_').join(' ').trim();
  return words === '' ? 'No section' : words[0]?.toUpperCase() + words.slice(1);
}

/** The suite's tests by section: known sections first, then others as they occur. */
export function bySection(tests: readonly SuiteTest[]): { section: string; tests: SuiteTest[] }[] {
  const groups = new Map<string, SuiteTest[]>(knownSections.map((section) => [section, []]));
  for (const test of tests) {
    const section = viewTest(test).section;
    const group = groups.get(section);
    if (group) group.push(test);
    else groups.set(section, [test]);
  }
  return [...groups]
    .filter(([, group]) => group.length > 0)
    .map(([section, group]) => ({ section, tests: group }));
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
