import { notifyDone } from '#renderer/lib/notify.ts';
import { resolveConflict } from '#renderer/lib/team.ts';
import type { DocumentChange } from '#shared/model/change.ts';
import type { TeamConflict } from '#shared/model/team.ts';

const done = {
  theirs: 'What is in the library stays. Your edit is in History.',
  mine: 'Your edit goes in. What was there is in History.',
  edited: 'Your decision goes in. Both former values are in History.',
};

/** Decides a conflict and says so. @returns whether it is decided. */
export async function decide(
  conflict: TeamConflict,
  pick: 'theirs' | 'mine' | DocumentChange,
): Promise<boolean> {
  const isDecided = await resolveConflict(conflict.id, pick);
  if (isDecided) notifyDone(done[typeof pick === 'string' ? pick : 'edited']);
  return isDecided;
}
