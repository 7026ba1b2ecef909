import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ConnectionState } from '#shared/model/connection.ts';
import { api, unwrap } from './bridge.ts';
import { openLibrary } from './open-library.ts';
import { queryClient } from './query-client.ts';

const connectionQuery = queryOptions({
  queryKey: ['connection.read'],
  queryFn: () => unwrap(api.connection.read({})),
});

/** The saved connection to a bucket, and how its secret is kept; undefined until it is known. */
export function useConnection(): ConnectionState | undefined {
  return useQuery(connectionQuery).data;
}

/** Takes over what a call made of the saved connection. */
export function showConnection(state: ConnectionState): void {
  queryClient.setQueryData(connectionQuery.queryKey, state);
}

/** The core has noted something of the saved connection by itself, such as what a test of it found. */
export function readConnectionAgain(): Promise<void> {
  return queryClient.invalidateQueries(connectionQuery);
}

/** Opens the library in the saved connection's bucket; says why when that fails. */
export function openBucket(): Promise<boolean> {
  return openLibrary(api.library.openBucket({}));
}
