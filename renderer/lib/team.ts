import { queryOptions, useQuery } from '@tanstack/react-query';
import type { TeamConflict, TeamStatus, TeamWaiting } from '#shared/model/team.ts';
import { api, bridge, unwrap } from './bridge.ts';
import { libraryQuery } from './library.ts';
import { tryMissingAgain } from './missing-pictures.ts';
import { notifyError } from './notify.ts';
import { queryClient } from './query-client.ts';

/** How the open library and its bucket stand; null for a library in a folder. */
export const teamStatusQuery = queryOptions({
  queryKey: ['team.status'],
  queryFn: () => unwrap(api.team.status({})),
});

const waitingQuery = queryOptions({
  queryKey: ['team.waiting'],
  queryFn: () => unwrap(api.team.waiting({})),
});

const conflictsQuery = queryOptions({
  queryKey: ['team.conflicts'],
  queryFn: () => unwrap(api.team.conflicts({})),
});

/** Whether the open library lies in a bucket. */
export function useIsTeam(): boolean {
  return useQuery(libraryQuery).data?.place.kind === 'bucket';
}

/** How the open library and its bucket stand; undefined for a library in a folder, and until it is known. */
export function useTeamStatus(): TeamStatus | undefined {
  const isTeam = useIsTeam();
  return useQuery({ ...teamStatusQuery, enabled: isTeam }).data ?? undefined;
}

const noWaiting: readonly TeamWaiting[] = [];

/** What is not in the bucket yet, in order. */
export function useWaiting(): readonly TeamWaiting[] {
  const isTeam = useIsTeam();
  return useQuery({ ...waitingQuery, enabled: isTeam }).data ?? noWaiting;
}

/** The conflicts to decide; undefined until they are known. */
export function useConflicts(): readonly TeamConflict[] | undefined {
  const isTeam = useIsTeam();
  return useQuery({ ...conflictsQuery, enabled: isTeam }).data;
}

/** Decides a conflict; it is out of the list at once, and back in it when that fails. */
export async function resolveConflict(
  id: string,
  pick: Parameters<typeof api.team.resolve>[0]['pick'],
): Promise<boolean> {
  const before = queryClient.getQueryData(conflictsQuery.queryKey);
  queryClient.setQueryData(conflictsQuery.queryKey, (all) => all?.filter((conflict) => conflict.id !== id));
  const result = await api.team.resolve({ id, pick });
  if (!result.ok) {
    queryClient.setQueryData(conflictsQuery.queryKey, before);
    notifyError(result.error, 'The conflict was not decided');
  }
  void queryClient.invalidateQueries(conflictsQuery);
  return result.ok;
}

/** Sends what waits and looks for others' edits now. */
export async function syncNow(): Promise<void> {
  const result = await api.team.sync({});
  if (result.ok) noteStatus(result.value);
  else notifyError(result.error, 'The bucket was not looked at');
}

/** Keeps all this up to date with the core's events; returns the function that stops. */
export function followTeam(): () => void {
  return bridge.on('team.changed', (status) => {
    noteStatus(status);
    // Only what a page shows at the moment is read anew.
    void queryClient.invalidateQueries(waitingQuery);
    void queryClient.invalidateQueries(conflictsQuery);
  });
}

function noteStatus(status: TeamStatus): void {
  const before = queryClient.getQueryData(teamStatusQuery.queryKey);
  // An answer that is still on its way is older than this.
  void queryClient.cancelQueries(teamStatusQuery);
  queryClient.setQueryData(teamStatusQuery.queryKey, status);
  const wasOffline = typeof before?.offlineSince === 'string';
  if (wasOffline && status.offlineSince === null) tryMissingAgain();
}
