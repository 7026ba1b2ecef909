import type { ListedObject } from '../storage/backend.ts';
import { compareKeys } from '../storage/keys.ts';

/** What is known to lie in a bucket, by key; made for 100,000 objects. */
export interface KnownObjects {
  readonly size: number;
  get(key: string): ListedObject | undefined;
  set(object: ListedObject): void;
  delete(key: string): void;
  /** The objects whose keys start so, sorted by key (code units). */
  under(prefix: string): ListedObject[];
  /** Keys that were set or deleted since they were taken last. */
  takeChanged(): Set<string>;
}

export function createKnownObjects(): KnownObjects {
  const objects = new Map<string, ListedObject>();
  /** By key; undefined when keys have come or gone since. It is in order almost, so sorting again is quick. */
  let sorted: ListedObject[] | undefined;
  let changed = new Set<string>();

  return {
    get size() {
      return objects.size;
    },
    get: (key) => objects.get(key),
    set(object) {
      if (!objects.has(object.key)) sorted = undefined;
      else if (sorted) sorted[firstFrom(sorted, object.key)] = object;
      objects.set(object.key, object);
      changed.add(object.key);
    },
    delete(key) {
      if (!objects.delete(key)) return;
      sorted = undefined;
      changed.add(key);
    },
    under(prefix) {
      sorted ??= [...objects.values()].sort(compareKeys);
      const start = firstFrom(sorted, prefix);
      let end = start;
      while (sorted[end]?.key.startsWith(prefix)) end += 1;
      return sorted.slice(start, end);
    },
    takeChanged() {
      const taken = changed;
      changed = new Set();
      return taken;
    },
  };
}

/** The index of the first object whose key is not before `wanted`. */
function firstFrom(sorted: readonly ListedObject[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.key ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
