import { Failure } from '../failure.ts';
import type { CallOptions, StorageBackend } from './backend.ts';
import { checkKey, checkPrefix, type KeyUse } from './keys.ts';
import { connectS3 } from './s3/s3-connection.ts';
import { deleteObject } from './s3/s3-deleting.ts';
import { listObjects } from './s3/s3-listing.ts';
import type { S3Options } from './s3/s3-options.ts';
import { headObject, readObject } from './s3/s3-reading.ts';
import { writeObject } from './s3/s3-writing.ts';
import { throwIfCancelled } from './system-errors.ts';

export { regionFromError } from './s3/s3-errors.ts';
export type { RequestUsage, S3Options } from './s3/s3-options.ts';

/** What S3 allows of a key, prefix included, in bytes of UTF-8. */
const longestKey = 1_024;

/**
 * A library in an S3 bucket. Versions are ETags. Stamps change with every write, but for equal bytes written
 * again within the same second. It cannot append and notices nothing by itself.
 *
 * `write` tells success also when the answer got lost and the object turns out to be there. `delete` with a
 * version compares first: on servers that ignore conditions on deleting, a write in between may be lost.
 */
export function openS3(options: S3Options): StorageBackend {
  const connection = connectS3(options);
  const closing = new AbortController();
  const rootBytes = Buffer.byteLength(connection.root);

  function begin(key: string, use: KeyUse, call: CallOptions | undefined): AbortSignal {
    checkKey(key, use);
    if (Buffer.byteLength(key) + rootBytes > longestKey) throw tooLong(key);
    return signalFor(key, call);
  }

  function signalFor(name: string, call: CallOptions | undefined): AbortSignal {
    throwIfCancelled(call?.signal, name);
    return call?.signal ? AbortSignal.any([closing.signal, call.signal]) : closing.signal;
  }

  return {
    kind: 's3',
    async read(key, call) {
      return readObject(connection, key, begin(key, 'read', call));
    },
    async write(key, bytes, call) {
      const signal = begin(key, 'write', call);
      // The caller may go on using its buffer.
      return writeObject(connection, key, bytes.slice(), { ...call, signal });
    },
    async append(key) {
      checkKey(key, 'write');
      throw new Failure('unsupported', 'A bucket cannot add to an object. Nothing was changed.');
    },
    async list(prefix, call) {
      checkPrefix(prefix);
      return listObjects(connection, prefix, signalFor(prefix, call));
    },
    async stat(key, call) {
      return (await headObject(connection, key, begin(key, 'read', call)))?.listed;
    },
    async delete(key, call) {
      const signal = begin(key, 'read', call);
      return deleteObject(connection, key, { ...call, signal });
    },
    async close() {
      closing.abort();
      connection.client.destroy();
    },
  };
}

function tooLong(key: string): Failure {
  return new Failure(
    'invalid',
    `The name “${key.slice(0, 120)}…” cannot be used: with the folder in the bucket it is longer than ${longestKey} bytes.`,
  );
}
