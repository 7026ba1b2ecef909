import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import type { TeamWaiting } from '#shared/model/team.ts';
import { Failure } from '../failure.ts';
import type { Jobs } from '../jobs.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { fetchProfileAhead } from './fetch-ahead.ts';
import { keepOffline, planOffline } from './keep-offline.ts';
import { resolveConflict } from './resolve-conflict.ts';
import type { TeamLibrary } from './team-library.ts';
import type { WaitingItem } from './waiting.ts';

export type TeamHandlers = {
  [Name in Extract<CallName, `team.${string}`>]: (input: CallInput<Name>) => Promise<CallOutput<Name>>;
};

/** The calls about the open library as one of a team. */
export function createTeamHandlers({ workspace, jobs }: { workspace: Workspace; jobs: Jobs }): TeamHandlers {
  function team(): TeamLibrary {
    const open = workspace.team();
    if (open) return open;
    workspace.require();
    throw new Failure('unsupported', 'The open library lies in a folder, so there is nothing to send.');
  }

  return {
    'team.status': async () => workspace.team()?.sync.status() ?? null,
    'team.waiting': async () => team().waiting.items().flatMap(shownItem),
    'team.conflicts': async () => [...(workspace.team()?.conflicts.list() ?? [])],
    'team.resolve': ({ id, pick }) => resolveConflict(team(), id, pick),
    'team.sync': () => team().sync.syncNow(),
    'team.look': async (view) => {
      const open = workspace.team();
      open?.sync.look(view);
      // Nobody waits for it; what it has fetched is there when the page asks for it.
      if (open && view.profile !== null) void fetchProfileAhead(open, workspace.pictures(), view.profile);
    },
    'team.planOffline': () => planOffline(team()),
    'team.keepOffline': async () => keepOffline(team(), jobs),
  };
}

/** Removals of the app's own leftovers are nobody's concern. */
function shownItem(item: WaitingItem): TeamWaiting[] {
  switch (item.kind) {
    case 'change':
      return [
        { id: item.id, kind: 'change', change: item.entry.change, name: '', size: 0, at: item.entry.at },
      ];
    case 'put': {
      const name = item.key.slice(item.key.lastIndexOf('/') + 1);
      return [{ id: item.id, kind: 'file', change: null, name, size: item.size, at: '' }];
    }
    case 'delete':
      return [];
  }
}
