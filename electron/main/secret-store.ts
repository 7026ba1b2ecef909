import type { SafeStorage } from 'electron';
import { Failure } from '#core/failure.ts';
import type { KeyValueStore, SecretStore } from '#core/platform.ts';

/** What of `safeStorage` is used. Versions before the asynchronous calls have only the other ones. */
export type SystemEncryption = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString'
> &
  Partial<
    Pick<
      SafeStorage,
      'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
    >
  >;

/** Secrets encrypted with the system's key, kept beside the settings. To be used when Electron is ready. */
export function createSecretStore(
  system: SystemEncryption,
  store: KeyValueStore,
  platform: NodeJS.Platform = process.platform,
): SecretStore {
  async function isProtected(): Promise<boolean> {
    // Linux without a keyring encrypts with a password that everybody knows; an old Electron does not tell.
    const backend = system.getSelectedStorageBackend?.() ?? 'basic_text';
    if (platform === 'linux' && backend === 'basic_text') return false;
    return system.isAsyncEncryptionAvailable?.() ?? system.isEncryptionAvailable();
  }

  async function set(name: string, value: string): Promise<void> {
    if (!(await isProtected())) {
      throw new Failure('unsupported', 'This system has no store for secrets. Nothing was kept.');
    }
    const encrypted = (await system.encryptStringAsync?.(value)) ?? system.encryptString(value);
    store.set(keyOf(name), encrypted.toString('base64'));
  }

  /** What is encrypted with a key that the system has replaced is encrypted anew. */
  async function decrypt(name: string, encrypted: Buffer): Promise<string> {
    if (!system.decryptStringAsync) return system.decryptString(encrypted);
    const { result, shouldReEncrypt } = await system.decryptStringAsync(encrypted);
    if (shouldReEncrypt) await set(name, result);
    return result;
  }

  return {
    isProtected,
    async get(name) {
      const kept = store.get(keyOf(name));
      if (typeof kept !== 'string' || !(await isProtected())) return undefined;
      try {
        return await decrypt(name, Buffer.from(kept, 'base64'));
      } catch {
        // Another key than it was encrypted with. It stays: the old key may come back.
        return undefined;
      }
    },
    set,
    async delete(name) {
      store.delete(keyOf(name));
    },
  };
}

function keyOf(name: string): string {
  return `secret-${name}`;
}
