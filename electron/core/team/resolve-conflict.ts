import { applyChange } from '#shared/model/apply-change.ts';
import {
  type Change,
  type DocumentChange,
  type DocumentName,
  documentOf,
  type Step,
  stepsOf,
} from '#shared/model/change.ts';
import { currentTitle, followTitle } from '#shared/model/former-titles.ts';
import type { Json } from '#shared/model/json.ts';
import { rebaseChange } from '#shared/model/rebase-change.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { Failure } from '../failure.ts';
import { binFolder, documentKey, documentOfKey, uniqueName } from '../library/library-keys.ts';
import { movesOfContent } from '../library/library-operations.ts';
import type { LibrarySession } from '../library/library-session.ts';
import { isRename, isTitleEdit, renameChange } from '../library/rename-test.ts';
import type { TeamLibrary } from './team-library.ts';

/** What the user has decided: what is stored stays, the own edit goes in, or another one does. */
export type ConflictPick = 'theirs' | 'mine' | DocumentChange;

/**
 * Does what the user has decided about a conflict. What is not picked stays in History. Rejects with the reason
 * when the own edit cannot be done any more; then the conflict stays.
 */
export async function resolveConflict(team: TeamLibrary, id: string, pick: ConflictPick): Promise<void> {
  const { session, conflicts, sync } = team;
  const conflict = conflicts.list().find((candidate) => candidate.id === id);
  if (!conflict) throw new Failure('not-found', 'This conflict has been decided already.');
  if (pick !== 'theirs') await commitPicked(session, pick === 'mine' ? conflict : { change: pick });
  await conflicts.resolve(id);
  sync.tellStatus();
}

async function commitPicked(
  session: LibrarySession,
  { change }: Pick<TeamConflict, 'change'>,
): Promise<void> {
  if (isRename(change)) {
    if (isRenamed(session, change)) return;
    await session.commit(() => renameAgain(session, change), { fresh: true });
  } else if (stepsNow(session, change).length > 0) {
    // Made when its turn has come: by then it may be done, which needs no change.
    await session.commit(async () => asOne(change, await withRoomMade(session, change)));
  }
}

/** Somebody else may have given the test yet another title: it gets this one all the same. */
function renameAgain(session: LibrarySession, change: Change): Change {
  const edit = stepsOf(change).find(isTitleEdit);
  const title = edit && currentTitle(session.state.suite, edit.base.title);
  if (!edit || title === undefined) {
    throw new Failure(
      'not-found',
      'The test that was renamed is not there any more. Keep theirs, or add it anew.',
    );
  }
  return renameChange(session, title, edit.value.title);
}

function isRenamed(session: LibrarySession, change: Change): boolean {
  const edit = stepsOf(change).find(isTitleEdit);
  return edit !== undefined && currentTitle(session.state.suite, edit.base.title) === edit.value.title;
}

/** The steps on top of what stands there now; without those that are done already. */
function stepsNow(session: LibrarySession, change: Change): Step[] {
  const working = new Map<string, Json>();
  return stepsOf(change).flatMap((step): Step[] => {
    if (step.type === 'file.move') {
      if (documentOfKey(step.from) !== undefined) working.set(step.from, null);
      return [step];
    }
    const name = documentOf(step);
    const key = documentKey(name);
    const before = working.get(key);
    let document = before === undefined ? documentIn(session, name) : before;
    const rebased = rebaseChange(document, followTitle(session.state.suite, document, step));
    for (const part of rebased) {
      const applied = applyChange(document, part);
      if (applied.ok) document = applied.value;
    }
    working.set(key, document);
    return rebased;
  });
}

function documentIn({ state }: LibrarySession, name: DocumentName): Json {
  return name === 'suite' ? state.suite : (state.analyses.get(name.profile) ?? null);
}

/** The steps with files moved out of the way that stand where others go: to the bin, as a replacement does. */
async function withRoomMade(session: LibrarySession, change: Change): Promise<Step[]> {
  const steps = stepsNow(session, change);
  const moves = steps.filter((step) => step.type === 'file.move');
  const leaving = new Set(moves.map(({ from }) => from));
  const there = await Promise.all(
    moves.map(async ({ to }) => ((await session.backend.stat(to)) && !leaving.has(to) ? [to] : [])),
  );
  const kept = await Promise.all(
    steps.map(async (step): Promise<Step[]> => {
      if (step.type !== 'file.move') return [step];
      // What the change itself took away may be another file now, or gone: it is taken as it is found.
      const isFound = (await session.backend.stat(step.from)) !== undefined;
      return isFound ? [{ type: step.type, from: step.from, to: step.to }] : [];
    }),
  );
  const room = await movesOfContent(session, there.flat(), `${binFolder}${uniqueName()}/`);
  return [...room, ...kept.flat()];
}

function asOne(change: Change, steps: Step[]): Change {
  const [only] = steps;
  if (change.type !== 'batch' && steps.length === 1 && only) return only;
  return { type: 'batch', label: change.type === 'batch' ? change.label : labels(change), changes: steps };
}

function labels(change: Step): string {
  return change.type === 'file.move' ? 'Move a file' : 'Put in an edit of one’s own';
}
