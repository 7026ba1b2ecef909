import { useKeys } from '#renderer/lib/use-keys.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { startDraft } from './conflict-edit.ts';
import { decide } from './decide.ts';

/** Goes through the conflicts and decides them by the keyboard. */
export function useConflictKeys(page: {
  conflicts: readonly TeamConflict[];
  active: number;
  choose(index: number): void;
  edit(conflict: TeamConflict): void;
}): void {
  const { conflicts, active, choose, edit } = page;
  const conflict = conflicts[active];
  const move = (by: number) => () => choose(Math.min(Math.max(0, active + by), conflicts.length - 1));
  useKeys('Conflicts', [
    { keys: 'j', description: 'Next conflict', run: move(1) },
    { keys: 'ArrowDown', description: 'Next conflict', run: move(1) },
    { keys: 'k', description: 'Previous conflict', run: move(-1) },
    { keys: 'ArrowUp', description: 'Previous conflict', run: move(-1) },
    { keys: 't', description: 'Keep theirs', run: () => conflict && void decide(conflict, 'theirs') },
    { keys: 'm', description: 'Use mine', run: () => conflict && void decide(conflict, 'mine') },
    { keys: 'e', description: 'Edit', run: () => conflict && startDraft(conflict) && edit(conflict) },
  ]);
}
