import type { StoredTest } from '#shared/model/change.ts';
import {
  createTest,
  hasSeveralPictures,
  isCurrent,
  type Suite,
  type SuiteTest,
  viewTest,
} from '#shared/model/suite.ts';
import { checkTitleText, findCollision } from '#shared/model/titles.ts';

/** What one types into the form of a test. */
export interface TestDraft {
  title: string;
  section: string;
  version: string;
  prompt: string;
  params: string;
}

export type DraftProblems = Partial<Record<keyof TestDraft, string>>;

export const draftFields = ['title', 'section', 'version', 'prompt', 'params'] as const;

export function draftOf(test: SuiteTest): TestDraft {
  const { title, section, version, prompt, params } = viewTest(test);
  return { title, section, version, prompt, params };
}

/** A new test's form: with the parameters that most tests have, because only such pictures compare. */
export function emptyDraft(suite: Suite): TestDraft {
  const counts = new Map<string, number>();
  for (const test of suite.filter(isCurrent)) {
    const { params } = viewTest(test);
    counts.set(params, (counts.get(params) ?? 0) + 1);
  }
  const [common] = [...counts].sort(([, left], [, right]) => right - left);
  return { title: '', section: 'PHOTO', version: 'v1', prompt: '', params: common?.[0] ?? '' };
}

/** What keeps a draft from being saved, by field. */
export function checkDraft(
  draft: TestDraft,
  suite: Suite,
  edited?: { test: SuiteTest; pictures: number },
): DraftProblems {
  const problems: DraftProblems = {};
  const test = newTest(draft, '');
  const title = titleProblem(test, suite, edited?.test);
  if (title !== undefined) problems.title = title;
  if (test.section === '') problems.section = 'A test needs a section.';
  else if (edited && edited.pictures > 0 && hasSeveralPictures(test) !== hasSeveralPictures(edited.test)) {
    problems.section = sectionProblem(edited.test, edited.pictures);
  }
  if (draft.prompt.trim() === '' && !hasSeveralPictures(test)) problems.prompt = 'A test needs a prompt.';
  return problems;
}

/** A new test as the draft says. @param today `YYYY-MM-DD`. */
export function newTest(draft: TestDraft, today: string): StoredTest {
  const [title, section, version, prompt, params] = draftFields.map((field) => draft[field].trim());
  return createTest({
    title: title ?? '',
    section: section ?? '',
    version: version || 'v1',
    prompt: prompt ?? '',
    params: params ?? '',
    createdDate: today,
  });
}

/** The stored test with the draft's fields, the title apart. What was not touched stays as it was stored. */
export function editedTest(test: SuiteTest, draft: TestDraft): StoredTest {
  const before = draftOf(test);
  const touched = draftFields.filter((field) => field !== 'title' && draft[field] !== before[field]);
  const fields = touched.map((field) => [field, draft[field].trim() || (field === 'version' ? 'v1' : '')]);
  return { ...test, ...Object.fromEntries(fields), title: test.title };
}

export interface NextVersion {
  draft: TestDraft;
  id: string;
}

/** The next version of a test: a free title with the raised version in it, and the id of a copy. */
export function nextVersion(test: SuiteTest, suite: Suite): NextVersion {
  const { id } = viewTest(test);
  const draft = draftOf(test);
  const stem = draft.title.replace(/\s+v\d+$/i, '');
  let version = raiseVersion(draft.version);
  while (findCollision(suite, { ...test, title: `${stem} ${version}` })) version = raiseVersion(version);
  const ids = new Set(suite.map((other) => viewTest(other).id));
  let copy = `${id}_copy`;
  for (let number = 2; ids.has(copy); number += 1) copy = `${id}_copy_${number}`;
  return { draft: { ...draft, title: `${stem} ${version}`, version }, id: copy };
}

/** A copy with the draft's fields; fields that the app does not know come along. */
export function copiedTest(test: SuiteTest, draft: TestDraft, id: string, today: string): StoredTest {
  return { ...test, ...newTest(draft, today), id };
}

/** `v2` → `v3`, `v2.9` → `v2.10`, `draft` → `draft 2`. */
export function raiseVersion(version: string): string {
  const [, start = '', number] = /^(.*?)(\d+)$/.exec(version.trim()) ?? [];
  return number === undefined ? `${version.trim()} 2`.trim() : `${start}${Number(number) + 1}`;
}

/** @returns `YYYY-MM-DD` by the local calendar. */
export function dayOf(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function titleProblem(test: SuiteTest, suite: Suite, edited: SuiteTest | undefined): string | undefined {
  const text = checkTitleText(test.title);
  if (!text.ok) return text.error.message;
  // A title that an old file brought along stays usable, even beside another of the same file name.
  if (edited?.title === test.title) return undefined;
  const twin = findCollision(
    suite.filter((other) => other !== edited),
    test,
  );
  if (!twin) return undefined;
  return twin.title === test.title
    ? 'There is a test of this title already.'
    : `Its pictures would have the same file names as those of “${twin.title}”.`;
}

function sectionProblem(test: SuiteTest, pictures: number): string {
  const kind = hasSeveralPictures(test) ? 'for a test of eight pictures' : 'for a test of one picture';
  const subject = pictures === 1 ? 'Its picture is named' : `Its ${pictures} pictures are named`;
  return `${subject} ${kind} and would be lost to view. Duplicate the test instead.`;
}
