import type { Redactor } from '../secrets/redactor.ts';
import type { StorageBackend } from '../storage/backend.ts';

/** A backend whose failures hold no secret, whatever the service wrote into its answers. */
export function withoutSecrets(backend: StorageBackend, redactor: Redactor): StorageBackend {
  async function clean<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw redactor.failure(error);
    }
  }

  return {
    kind: backend.kind,
    read: (key, options) => clean(backend.read(key, options)),
    write: (key, bytes, options) => clean(backend.write(key, bytes, options)),
    append: (key, bytes, options) => clean(backend.append(key, bytes, options)),
    list: (prefix, options) => clean(backend.list(prefix, options)),
    stat: (key, options) => clean(backend.stat(key, options)),
    delete: (key, options) => clean(backend.delete(key, options)),
    close: () => clean(backend.close()),
  };
}
