import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bridge, unwrap } from '#renderer/lib/bridge.ts';
import { queryClient } from '#renderer/lib/query-client.ts';
import { useTeamStatus } from '#renderer/lib/team.ts';
import type { HistoryEntry } from '#shared/model/library.ts';

/** How far back History shows. */
const shownEntries = 5_000;

const historyQuery = queryOptions({
  queryKey: ['history.list'],
  queryFn: readHistory,
});

/** What is added while the list is on its way may not be in it. */
async function readHistory(): Promise<HistoryEntry[]> {
  const added: HistoryEntry[] = [];
  const stop = bridge.on('history.added', (entry) => void added.push(entry));
  try {
    const entries = await unwrap(api.history.list({ limit: shownEntries }));
    return added.reduce(withEntry, entries);
  } finally {
    stop();
  }
}

/** Everybody's changes, newest first; read when the page is opened, then kept up to date by events. */
export function useHistory() {
  useEffect(() => {
    void queryClient.invalidateQueries(historyQuery);
    return bridge.on('history.added', (entry) => {
      queryClient.setQueryData(historyQuery.queryKey, (entries) => entries && withEntry(entries, entry));
    });
  }, []);
  // A conflict that came or went has refused an entry or made another one.
  const conflicts = useTeamStatus()?.conflicts;
  useEffect(() => {
    if (conflicts !== undefined) void queryClient.invalidateQueries(historyQuery);
  }, [conflicts]);
  return useQuery(historyQuery);
}

function withEntry(entries: HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  return entries.some((known) => known.id === entry.id)
    ? entries.map((known) => (known.id === entry.id ? entry : known))
    : [entry, ...entries].slice(0, shownEntries);
}
