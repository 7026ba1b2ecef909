import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, bridge, unwrap } from '#renderer/lib/bridge.ts';
import { queryClient } from '#renderer/lib/query-client.ts';
import type { HistoryEntry } from '#shared/model/library.ts';

/** How far back History shows. */
const shownEntries = 5_000;

const historyQuery = queryOptions({
  queryKey: ['history.list'],
  queryFn: () => unwrap(api.history.list({ limit: shownEntries })),
});

/** Everybody's changes, newest first; read when the page is opened, then kept up to date by events. */
export function useHistory() {
  useEffect(() => {
    void queryClient.invalidateQueries(historyQuery);
    return bridge.on('history.added', (entry) => {
      queryClient.setQueryData(historyQuery.queryKey, (entries) => entries && withEntry(entries, entry));
    });
  }, []);
  return useQuery(historyQuery);
}

function withEntry(entries: HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  return entries.some((known) => known.id === entry.id)
    ? entries
    : [entry, ...entries].slice(0, shownEntries);
}
