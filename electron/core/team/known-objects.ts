import type { ListedObject } from '../storage/backend.ts';

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
  /** Undefined when keys have come or gone since; almost in order already, so sorting again is quick. */
  let sorted: string[] | undefined;
  let changed = new Set<string>();

  return {
    get size() {
      return objects.size;
    },
    get: (key) => objects.get(key),
    set(object) {
      if (!objects.has(object.key)) sorted = undefined;
      objects.set(object.key, object);
      changed.add(object.key);
    },
    delete(key) {
      if (!objects.delete(key)) return;
      sorted = undefined;
      changed.add(key);
    },
    under(prefix) {
      sorted ??= [...objects.keys()].sort();
      const found: ListedObject[] = [];
      for (let index = firstFrom(sorted, prefix); index < sorted.length; index += 1) {
        const key = sorted[index] ?? '';
        if (!key.startsWith(prefix)) break;
        const object = objects.get(key);
        if (object) found.push(object);
      }
      return found;
    },
    takeChanged() {
      const taken = changed;
      changed = new Set();
      return taken;
    },
  };
}

/** The index of the first key that is not before `wanted`. */
function firstFrom(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
