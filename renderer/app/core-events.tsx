import { useEffect } from 'react';
import { connection } from '#renderer/lib/connection.ts';
import { followJobs } from '#renderer/lib/jobs.ts';
import { followLibrary } from '#renderer/lib/library.ts';
import { queryClient } from '#renderer/lib/query-client.ts';
import { followSettings } from '#renderer/lib/settings.ts';
import { followTeam } from '#renderer/lib/team.ts';

/** Keeps what the page knows up to date with what the core tells. */
export function CoreEvents() {
  useEffect(() => {
    const stops = [followLibrary(), followSettings(), followJobs(), followTeam(), catchUpAfterLoss()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return null;
}

/** What happened while the page did not hear the core was not told; it is read again. */
function catchUpAfterLoss(): () => void {
  return connection.subscribe((now, before) => {
    if (before.isLost && !now.isLost) void queryClient.invalidateQueries();
  });
}
