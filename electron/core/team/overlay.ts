import { createHash } from 'node:crypto';
import type { CallOptions, ListedObject, StorageBackend, StoredObject } from '../storage/backend.ts';
import { checkKey, checkPrefix, compareKeys } from '../storage/keys.ts';
import { storageFailure, throwIfCancelled } from '../storage/system-errors.ts';
import type { RemoteCopy } from './remote-copy.ts';
import type { WaitingPut } from './waiting.ts';

/** An object as this device sees it before the bucket does. */
interface LocalObject {
  /** Without a version when only this device knows it: no other storage has one to compare with. */
  listed: ListedObject;
  version: string;
  read(options?: CallOptions): Promise<StoredObject>;
}

/**
 * The library as it will be when everything that waits is in the bucket: what is known of the bucket, and
 * over it what was written, moved and deleted here. It is never kept: what waits, done again, gives it.
 */
export interface Overlay extends StorageBackend {
  /** Puts a file there that waits to be sent; its bytes are read when they are asked for. */
  put(put: WaitingPut, bytes: () => Promise<Uint8Array>): void;
  move(from: string, to: string): Promise<void>;
}

export function createOverlay(remote: RemoteCopy): Overlay {
  const local = new Map<string, LocalObject | 'gone'>();

  function note(key: string, size: number, stamp: string, bytes: () => Promise<Uint8Array>): string {
    const version = `here-${stamp}`;
    const listed = { key, size, stamp, modified: Date.now() };
    local.set(key, { listed, version, read: async () => ({ bytes: await bytes(), version }) });
    return version;
  }

  /** Asked of the bucket only for what the listing does not cover. */
  async function findBelow(key: string, options?: CallOptions): Promise<ListedObject | undefined> {
    const known = remote.get(key);
    return known || remote.covers(key) ? known : remote.backend.stat(key, options);
  }

  async function find(key: string, options?: CallOptions): Promise<ListedObject | undefined> {
    const own = local.get(key);
    if (own !== undefined) return own === 'gone' ? undefined : own.listed;
    return findBelow(key, options);
  }

  /** Whether something is known to be there. What is not known is found out when it is sent. */
  function isOccupied(key: string): boolean {
    const own = local.get(key);
    return own === undefined ? remote.get(key) !== undefined : own !== 'gone';
  }

  function requireVersion(key: string, wanted: string | undefined): void {
    if (wanted === undefined) return;
    const own = local.get(key);
    const below = own === undefined ? remote.get(key) : undefined;
    const now = own && own !== 'gone' ? own.version : below?.version;
    if ((now ?? 'absent') !== wanted) throw storageFailure('conflict', key);
  }

  return {
    kind: 's3',
    put: (put, bytes) => void note(put.key, put.size, put.stamp, bytes),
    async read(key, options) {
      checkKey(key, 'read');
      throwIfCancelled(options?.signal, key);
      const own = local.get(key);
      if (own === 'gone') throw storageFailure('not-found', key);
      return own ? own.read(options) : remote.read(key, { ...options, isForView: true });
    },
    async write(key, bytes, options) {
      checkKey(key, 'write');
      throwIfCancelled(options?.signal, key);
      requireVersion(key, options?.ifVersion);
      const copy = bytes.slice();
      const stamp = `"${createHash('md5').update(copy).digest('hex')}"`;
      return { version: note(key, copy.length, stamp, async () => copy.slice()) };
    },
    async delete(key, options) {
      checkKey(key, 'read');
      throwIfCancelled(options?.signal, key);
      if (!(await find(key, options))) return;
      requireVersion(key, options?.ifVersion);
      local.set(key, 'gone');
    },
    async move(from, to) {
      const source = await find(from);
      if (!source) throw storageFailure('not-found', from);
      if (isOccupied(to)) throw storageFailure('conflict', to);
      const own = local.get(from);
      const read =
        own && own !== 'gone'
          ? own.read
          : (options?: CallOptions) => remote.read(from, { ...options, isForView: true });
      const { version: below, ...listed } = source;
      const version = own && own !== 'gone' ? own.version : (below ?? source.stamp);
      local.set(to, { listed: { ...listed, key: to }, version, read });
      local.set(from, 'gone');
    },
    async list(prefix, options) {
      checkPrefix(prefix);
      throwIfCancelled(options?.signal, prefix);
      const below = remote.covers(prefix)
        ? remote.listed(prefix)
        : await remote.backend.list(prefix, options);
      const own = [...local].filter(([key]) => key.startsWith(prefix));
      if (own.length === 0) return below;
      const shown = below.filter(({ key }) => !local.has(key));
      for (const [, object] of own) if (object !== 'gone') shown.push(object.listed);
      return shown.sort(compareKeys);
    },
    async stat(key, options) {
      checkKey(key, 'read');
      throwIfCancelled(options?.signal, key);
      return find(key, options);
    },
    append: async (key) => {
      throw storageFailure('unsupported', key);
    },
    close: async () => undefined,
  };
}
