import { queryOptions, useQuery } from '@tanstack/react-query';
import { type RequestCounts, requestKinds, type Usage } from '#shared/model/usage.ts';
import { api, unwrap } from './bridge.ts';

/** How often the numbers are read anew while they are shown, in milliseconds; the core only counts. */
const every = 10_000;

const usageQuery = queryOptions({
  queryKey: ['usage.read'],
  queryFn: () => unwrap(api.usage.read({})),
  refetchInterval: every,
  staleTime: 0,
});

/** What was asked of buckets; undefined until it is known. */
export function useUsage(): Usage | undefined {
  return useQuery(usageQuery).data;
}

/** All kinds of requests together. */
export function totalOf(counts: RequestCounts): { requests: number; bytes: number } {
  const rows = requestKinds.map((kind) => counts[kind]);
  return {
    requests: rows.reduce((sum, row) => sum + row.requests, 0),
    bytes: rows.reduce((sum, row) => sum + row.sentBytes + row.receivedBytes, 0),
  };
}
