import { createHash } from 'node:crypto';

/** One object in the fake bucket. */
export interface FakeObject {
  bytes: Uint8Array;
  /** With its quotes, as servers send it. */
  etag: string;
  /** Milliseconds since 1970, by the server's clock. */
  modified: number;
  /** User metadata by name, without `x-amz-meta-`. */
  metadata: Record<string, string>;
}

/** The bucket's contents; tests may look in and change them behind the clients' back. */
export interface FakeObjects {
  readonly size: number;
  get(key: string): FakeObject | undefined;
  put(key: string, bytes: Uint8Array, metadata?: Record<string, string>): FakeObject;
  delete(key: string): void;
  clear(): void;
  /** All keys in the order in which S3 lists them (UTF-8 bytes). */
  keys(): readonly string[];
}

/** A bucket in memory. Its sorted keys are kept, so that listing 100,000 of them page by page is quick. */
export function createObjects(now: () => number): FakeObjects {
  const objects = new Map<string, FakeObject>();
  let sorted: string[] | undefined = [];
  return {
    get size() {
      return objects.size;
    },
    get: (key) => objects.get(key),
    put(key, bytes, metadata = {}) {
      if (!objects.has(key)) sorted = undefined;
      const object = { bytes, etag: etagOf(bytes), modified: now(), metadata };
      objects.set(key, object);
      return object;
    },
    delete(key) {
      if (objects.delete(key)) sorted = undefined;
    },
    clear() {
      objects.clear();
      sorted = undefined;
    },
    keys() {
      sorted ??= [...objects.keys()].sort(compareAsUtf8);
      return sorted;
    },
  };
}

/** The index of the first key that is not before `wanted` in a sorted list. */
export function firstIndexFrom(keys: readonly string[], wanted: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAsUtf8(keys[middle] ?? '', wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order of UTF-8 bytes, which is that of UTF-16 code units but for surrogates: they stand for the last characters. */
export function compareAsUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    if (one !== other) return rank(one) - rank(other);
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
