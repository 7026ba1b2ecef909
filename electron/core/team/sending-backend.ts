import { Failure, toAppError } from '../failure.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { storageFailure } from '../storage/system-errors.ts';
import type { Waiting, WaitingPut } from './waiting.ts';

/**
 * The bucket with files shown in it that have not been sent yet: a picture on its way into a slot by way of
 * the bin goes there straight, and is not sent twice.
 */
export function withUnsentFiles(
  bucket: StorageBackend,
  waiting: Waiting,
  puts: readonly WaitingPut[],
): StorageBackend {
  const unsent = new Map(puts.map((put) => [put.key, put]));
  return {
    kind: bucket.kind,
    async read(key, options) {
      const put = unsent.get(key);
      if (!put) return bucket.read(key, options);
      const bytes = await waiting.readBytes(put).catch((error: unknown) => {
        // Not `not-found`: a file that is gone may have been moved already, this one has not.
        throw new Failure('invalid', toAppError(error).message, { cause: error });
      });
      return { bytes, version: put.hash };
    },
    async delete(key, options) {
      if (!unsent.delete(key)) await bucket.delete(key, options);
    },
    async stat(key, options) {
      const put = unsent.get(key);
      if (!put) return bucket.stat(key, options);
      return { key, size: put.size, stamp: put.stamp, modified: Date.now() };
    },
    write: (key, bytes, options) => bucket.write(key, bytes, options),
    list: (prefix, options) => bucket.list(prefix, options),
    append: async (key) => {
      throw storageFailure('unsupported', key);
    },
    close: async () => undefined,
  };
}
