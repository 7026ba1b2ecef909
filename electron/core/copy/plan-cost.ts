import { noRequests, type RequestCounts } from '#shared/model/usage.ts';
import { binFolder } from '../library/library-keys.ts';
import type { ListedObject, StorageBackend } from '../storage/backend.ts';
import { prefixesOf } from './library-scope.ts';
import type { Pair } from './match-objects.ts';

/** What would be written. */
export interface PlannedWork {
  fresh: readonly ListedObject[];
  different: readonly Pair[];
  /** Objects of the library that are at the target already. */
  atTarget: number;
}

/** Keys that a service lists with one request. */
const keysPerPage = 1_000;

/**
 * What doing a plan asks of the bucket when everything goes well and every file that differs is taken: each
 * object once, what is replaced also to keep it, and one last listing.
 */
export function requestsFor(
  { fresh, different, atTarget }: PlannedWork,
  from: StorageBackend['kind'],
  to: StorageBackend['kind'],
): RequestCounts {
  const counts = noRequests();
  const count = fresh.length + different.length;
  if (count === 0) return counts;
  if (from === 's3') {
    counts.GET.requests += count;
    counts.GET.receivedBytes += sizeOf(fresh) + sizeOf(different.map(({ source }) => source));
  }
  if (to === 's3') {
    counts.PUT.requests += count + different.length;
    counts.GET.requests += different.length;
    counts.GET.receivedBytes += sizeOf(different.map(({ target }) => target));
    const keys = [...fresh, ...different.map(({ source }) => source)].map(({ key }) => key);
    const prefixes = prefixesOf(different.length > 0 ? [...keys, binFolder] : keys);
    counts.LIST.requests += prefixes.length + Math.floor((atTarget + count) / keysPerPage);
  }
  return counts;
}

/** Requests of all kinds. */
export function totalOf(counts: RequestCounts): number {
  return Object.values(counts).reduce((sum, { requests }) => sum + requests, 0);
}

export function sizeOf(objects: readonly ListedObject[]): number {
  return objects.reduce((sum, { size }) => sum + size, 0);
}
