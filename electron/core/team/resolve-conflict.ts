import { type Change, type DocumentChange, documentOf, stepsOf } from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import { rebaseChange } from '#shared/model/rebase-change.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { Failure } from '../failure.ts';
import { binFolder, uniqueName } from '../library/library-keys.ts';
import { movesOfContent } from '../library/library-operations.ts';
import type { LibrarySession } from '../library/library-session.ts';
import { isRename, refitRename } from '../library/rename-test.ts';
import type { TeamLibrary } from './team-library.ts';

/** What the user has decided: what is stored stays, the own edit goes in, or another one does. */
export type ConflictPick = 'theirs' | 'mine' | DocumentChange;

/** Does what the user has decided about a conflict. What is not picked stays in History. */
export async function resolveConflict(team: TeamLibrary, id: string, pick: ConflictPick): Promise<void> {
  const { session, conflicts, sync } = team;
  const conflict = conflicts.list().find((candidate) => candidate.id === id);
  if (!conflict) throw new Failure('not-found', 'This conflict has been decided already.');
  if (pick === 'mine') await commitMine(session, conflict);
  else if (pick !== 'theirs') await session.commit(() => rebased(session, pick) ?? pick);
  await conflicts.resolve(id);
  sync.tellStatus();
}

async function commitMine(session: LibrarySession, { change }: TeamConflict): Promise<void> {
  if (isRename(change)) {
    await session.commit(() => refitRename(session, change), { fresh: true });
  } else if (change.type === 'batch' || change.type === 'file.move') {
    await session.commit(() => withRoomMade(session, change));
  } else if (rebased(session, change)) {
    await session.commit(() => rebased(session, change) ?? change);
  }
}

/** The edit on top of what stands there now; undefined when it is there already. */
function rebased(session: LibrarySession, change: DocumentChange): DocumentChange | undefined {
  const name = documentOf(change);
  const document: Json =
    name === 'suite' ? session.state.suite : (session.state.analyses.get(name.profile) ?? null);
  return rebaseChange(document, change);
}

/** Moves files out of the way that stand where the change puts others: to the bin, as a replacement does. */
async function withRoomMade(session: LibrarySession, change: Change): Promise<Change> {
  const steps = stepsOf(change);
  const moves = steps.filter((step) => step.type === 'file.move');
  const leaving = new Set(moves.map(({ from }) => from));
  const there = await Promise.all(
    moves.map(async ({ to }) => ((await session.backend.stat(to)) && !leaving.has(to) ? [to] : [])),
  );
  // What the change itself took away may be another file now, or gone: it is taken as it is found.
  const found = await Promise.all(
    steps.map(async (step) =>
      step.type === 'file.move' ? (await session.backend.stat(step.from)) !== undefined : true,
    ),
  );
  const kept = steps
    .filter((_, index) => found[index])
    .map((step) => (step.type === 'file.move' ? { type: step.type, from: step.from, to: step.to } : step));
  const room = await movesOfContent(session, there.flat(), `${binFolder}${uniqueName()}/`);
  const label = change.type === 'batch' ? change.label : 'Move a file';
  return { type: 'batch', label, changes: [...room, ...kept] };
}
