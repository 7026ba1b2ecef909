import { notifications } from '@mantine/notifications';
import { api } from '#renderer/lib/bridge.ts';
import { confirm } from '#renderer/lib/confirm.tsx';
import { submitChange } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { type DocumentChange, type PageChange, type StoredTest, stepsOf } from '#shared/model/change.ts';
import { jsonEqual } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { planRename, planTestRemoval, type RenamePlan } from '#shared/model/plans.ts';
import { isCurrent, type SuiteTest } from '#shared/model/suite.ts';
import { editedTest, type TestDraft } from './test-draft.ts';
import { changeFilter } from './tests-store.ts';

/** Sends a change and says that it is done, with the way back; false when it was refused. */
export async function doChange(change: PageChange, done: string): Promise<boolean> {
  const result = await submitChange(change);
  if (result.ok) notifyDone(done, { undoEntry: result.value.id });
  return result.ok;
}

/** Adds a new version of a test right after it, and archives the old one where that is wanted. */
export function addVersion(
  test: SuiteTest,
  position: number,
  value: StoredTest,
  archiveOld: boolean,
): Promise<boolean> {
  const add: DocumentChange = { type: 'test.add', value, at: position + 1 };
  const done = `“${value.title}” added`;
  if (!archiveOld) return doChange(add, `${done}.`);
  const label = `Replace “${test.title}” by “${value.title}”`;
  return doChange(
    { type: 'batch', label, changes: [add, statusChange(test, 'archived')] },
    `${done}, “${test.title}” archived.`,
  );
}

export function toggleArchived(test: SuiteTest): Promise<boolean> {
  return isCurrent(test)
    ? doChange(statusChange(test, 'archived'), `“${test.title}” archived.`)
    : doChange(statusChange(test, 'current'), `“${test.title}” restored.`);
}

/** Deletes a test that nothing hangs on; any other is offered to be archived. */
export async function deleteTest(library: LibrarySnapshot, test: SuiteTest): Promise<void> {
  const plan = planTestRemoval(library, test.title);
  if (plan.ratings + plan.pictures > 0) return offerToArchive(test, countsInWords(plan));
  const isSure = await confirm({
    title: `Delete “${test.title}”?`,
    body: 'It has no ratings and no pictures. History can take this back.',
    confirmLabel: 'Delete',
    danger: true,
  });
  if (isSure) await doChange({ type: 'test.remove', base: test }, `“${test.title}” deleted.`);
}

let lastMove: string | undefined;

/** Moves a test in the suite. Of several moves in a row only the last is announced. */
export async function moveTest(title: string, from: number, to: number): Promise<void> {
  const result = await submitChange({ type: 'test.move', title, from, to });
  if (!result.ok) return;
  if (lastMove !== undefined) notifications.hide(`done:${lastMove}`);
  lastMove = result.value.id;
  notifyDone(`“${title}” is number ${to + 1} now.`, { undoEntry: result.value.id });
}

/**
 * Renames a test after the numbers were confirmed.
 * @returns the stored test under its new title; undefined when cancelled or refused.
 */
export async function renameTest(
  library: LibrarySnapshot,
  test: SuiteTest,
  to: string,
): Promise<StoredTest | undefined> {
  const plan = planRename(library, test.title, to);
  if (!plan.ok) {
    notifyError(plan.error, 'The test was not renamed');
    return undefined;
  }
  const isSure = await confirm({
    title: `Rename “${test.title}” to “${to}”?`,
    body: renameInWords(plan.value),
    confirmLabel: 'Rename',
  });
  return isSure ? moveAlong(test, to, plan.value) : undefined;
}

/**
 * Renames a test with everything that the plan counted, and says so.
 * @returns the stored test under its new title; undefined when refused.
 */
export async function moveAlong(
  test: SuiteTest,
  to: string,
  plan: RenamePlan,
): Promise<StoredTest | undefined> {
  const result = await api.tests.rename({ from: test.title, to });
  if (!result.ok) {
    notifyError(result.error, 'The test was not renamed');
    return undefined;
  }
  notifyDone(`Renamed to “${to}”, with ${countsInWords(plan)}.`, { undoEntry: result.value.id });
  const steps = stepsOf(result.value.change);
  const edit = steps.find((step) => step.type === 'test.edit' && step.value.title === to);
  return edit?.type === 'test.edit' ? edit.value : { ...test, title: to };
}

/**
 * Saves a form: the title first, by renaming, then the other fields.
 * @returns the title that the test has now; undefined when nothing was saved.
 */
export async function saveEdits(
  library: LibrarySnapshot,
  test: SuiteTest,
  draft: TestDraft,
): Promise<string | undefined> {
  const title = draft.title.trim();
  const renamed = title === test.title ? test : await renameTest(library, test, title);
  if (!renamed) return undefined;
  const value = editedTest(renamed, draft);
  if (jsonEqual(value, renamed)) return title;
  const isSaved = await doChange({ type: 'test.edit', base: renamed, value }, `“${title}” saved.`);
  return isSaved || renamed !== test ? title : undefined;
}

/** Adds many tests as one change. */
export function addTests(tests: readonly SuiteTest[], source: string): Promise<boolean> {
  const count = tests.length === 1 ? '1 test' : `${tests.length} tests`;
  const changes = tests.map((value): DocumentChange => ({ type: 'test.add', value }));
  const isDone = doChange(
    { type: 'batch', label: `Import ${count}${source}`, changes },
    `${count} imported.`,
  );
  // What was searched for before would hide what has come.
  changeFilter({ search: '' });
  return isDone;
}

/** What a rename takes along: `Its 6 ratings and 5 pictures in 6 profiles go with it.` */
export function renameInWords(plan: RenamePlan): string {
  if (plan.profiles.length === 0) return 'It has no ratings and no pictures yet.';
  return `${countsInWords(plan)} in ${plural(plan.profiles.length, 'profile')} go with it, as one change that can be undone.`;
}

/** `6 ratings and 1 picture`. */
export function countsInWords({ ratings, pictures }: { ratings: number; pictures: number }): string {
  return `${plural(ratings, 'rating')} and ${plural(pictures, 'picture')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function statusChange(test: SuiteTest, status: 'current' | 'archived'): DocumentChange {
  return { type: 'test.edit', base: test, value: { ...test, status } };
}

async function offerToArchive(test: SuiteTest, counts: string): Promise<void> {
  if (!isCurrent(test)) {
    notifyDone(`“${test.title}” stays archived: it has ${counts}.`);
    return;
  }
  const isWanted = await confirm({
    title: `“${test.title}” has ${counts}`,
    body: 'A test with data is not deleted, because its ratings and pictures would belong to nothing. Archived, it leaves every queue and total, keeps them all, and can be restored.',
    confirmLabel: 'Archive it',
  });
  if (isWanted) await toggleArchived(test);
}
