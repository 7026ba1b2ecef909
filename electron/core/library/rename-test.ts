import { ratingOf } from '#shared/model/analysis.ts';
import { type Change, type FileMove, type Step, stepsOf, type TestEdit } from '#shared/model/change.ts';
import { retitled, withFormerTitles } from '#shared/model/former-titles.ts';
import { jsonEqual } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { pictureName, picturesFolder } from '#shared/model/picture.ts';
import { planRename } from '#shared/model/plans.ts';
import { findTest, type SuiteTest, slotCount } from '#shared/model/suite.ts';
import { Failure, isFailure } from '../failure.ts';
import { originalsFolder, pictureId } from './library-keys.ts';
import type { LibrarySession } from './library-session.ts';
import { movesOf, slotKeys, type TitledFiles } from './slot-files.ts';

/**
 * Renames a test: the suite's entry, every profile's rating, every picture and kept original. What another
 * window has put under the old title in the meantime is moved after it, as an entry of its own.
 */
export async function renameTest(session: LibrarySession, from: string, to: string): Promise<HistoryEntry> {
  const entry = await session.commit(() => renameChange(session, from, to), { fresh: true });
  try {
    await session.refresh();
    const late = stepsBetween(session, { title: from }, to);
    const label = `Rename “${from}” to “${to}”: what was added meanwhile`;
    if (late.length > 0) await session.commit({ type: 'batch', label, changes: late });
  } catch (error) {
    // The test is renamed. What could not follow is offered as a repair.
    if (!isFailure(error)) throw error;
  }
  return entry;
}

/** The whole rename as one change. Throws a `Failure` where it cannot be done. */
export function renameChange(session: LibrarySession, from: string, to: string): Change {
  const plan = planRename(session.snapshot(), from, to);
  if (!plan.ok) throw new Failure(plan.error.code, plan.error.message);
  const test = findTest(session.state.suite, from) ?? { title: from };
  const edit: TestEdit = { type: 'test.edit', base: test, value: retitled(test, to) };
  const changes = [edit, ...stepsBetween(session, test, to)];
  return { type: 'batch', label: `Rename “${from}” to “${to}”`, changes };
}

/** Whether a change gives a test another title. */
export function isRename(change: Change): boolean {
  return stepsOf(change).some(isTitleEdit);
}

/**
 * A rename from History fitted to the library as it is now: what was edited, rated and added under the
 * title since goes along, what was removed is left out.
 */
export function refitRename(session: TitledFiles, change: Change): Change {
  const steps = stepsOf(change);
  const edit = steps.find(isTitleEdit);
  const test = edit && findTest(session.state.suite, edit.base.title);
  if (!edit || !test) return change;
  const kept = withoutGone(
    session,
    steps.map((step) => (step === edit ? refitEdit(edit, test) : step)),
    test.title,
  );
  const covered = new Set(kept.map(subjectOf));
  const added = stepsBetween(session, test, edit.value.title).filter((step) => !covered.has(subjectOf(step)));
  return { type: 'batch', label: change.type === 'batch' ? change.label : '', changes: [...kept, ...added] };
}

/** Whether a step gives a test another title. */
export function isTitleEdit(step: Step): step is TestEdit {
  return step.type === 'test.edit' && step.base.title !== step.value.title;
}

function refitEdit(edit: TestEdit, test: SuiteTest): TestEdit {
  if (jsonEqual(test, edit.base)) return edit;
  // What taking back a rename restores has no longer the title among its former ones.
  return { ...edit, base: test, value: withFormerTitles({ ...test, title: edit.value.title }, edit.value) };
}

/** The steps without those whose rating or file is not there any more. */
function withoutGone(session: TitledFiles, steps: Step[], title: string): Step[] {
  const arriving = new Set<string>();
  return steps.filter((step) => {
    if (step.type === 'rating.rename') {
      return step.from !== title || ratingOf(session.state.analyses.get(step.profile), title) !== undefined;
    }
    if (step.type !== 'file.move') return true;
    const isThere = arriving.has(step.from) || isKnownFile(session, step);
    if (isThere) arriving.add(step.to);
    return isThere;
  });
}

function isKnownFile(session: TitledFiles, { from }: FileMove): boolean {
  if (session.pictures.lookup(pictureId(from))) return true;
  if (!from.startsWith(originalsFolder)) return false;
  const [profile = '', name = ''] = from.slice(originalsFolder.length).split('/');
  return session.pictures.originalOf(profile, name) === from;
}

/** What a step moves. */
function subjectOf(step: Step): string {
  if (step.type === 'file.move') return step.from;
  return 'profile' in step ? `${step.type}\n${step.profile}` : step.type;
}

/** Every rating and file that lies under a test's title, moved to another title. */
function stepsBetween(session: TitledFiles, test: SuiteTest, to: string): Step[] {
  const from = test.title;
  const ratings = [...session.state.analyses]
    .filter(([, analysis]) => ratingOf(analysis, from) !== undefined)
    .map(([profile]): Step => ({ type: 'rating.rename', profile, from, to }));
  const files = session.pictures.profiles().flatMap((profile) => fileSteps(session, profile, test, to));
  return [...ratings, ...files];
}

function fileSteps(session: TitledFiles, profile: string, test: SuiteTest, to: string): FileMove[] {
  const renamed = { ...test, title: to };
  const moves: FileMove[] = [];
  for (let slot = 0; slot < slotCount(test); slot += 1) {
    const keys = slotKeys(session, profile, test, slot);
    const target = (key: string) => pictureName(profile, renamed, slot, extensionOf(key));
    for (const key of keys) moves.push(...movesOf(key, picturesFolder(profile) + target(key)));
    const original = session.pictures.originalOf(profile, pictureName(profile, test, slot));
    if (keys.length > 0 && original) {
      moves.push(...movesOf(original, `${originalsFolder}${profile}/${target(original)}`));
    }
  }
  return moves;
}

function extensionOf(key: string): string {
  return key.slice(key.lastIndexOf('.'));
}
