import { expect, it } from 'vitest';
import { createMemoryStore } from '#core/testing/test-platform.ts';
import { createSecretStore, type SystemEncryption } from './secret-store.ts';

const secret = 'canary-of-the-secret-store';

/** Electron's older, synchronous calls, with a key that can change. */
function olderSystem(key = 'k1'): SystemEncryption & { key: string } {
  const system = {
    key,
    isEncryptionAvailable: () => true,
    encryptString: (text: string) => Buffer.from(`${system.key}:${[...text].reverse().join('')}`),
    decryptString(encrypted: Buffer) {
      const [usedKey, text = ''] = encrypted.toString().split(':');
      if (usedKey !== system.key) throw new Error('Error while decrypting the ciphertext.');
      return [...text].reverse().join('');
    },
  };
  return system;
}

/** Electron's asynchronous calls; the synchronous ones are not to be used beside them. */
function newerSystem(backend = 'gnome_libsecret') {
  const older = olderSystem();
  const never = (): never => {
    throw new Error('The deprecated call was used.');
  };
  return {
    ...{ isEncryptionAvailable: never, encryptString: never, decryptString: never },
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => older.encryptString(text),
    decryptStringAsync: async (bytes: Buffer) => ({
      result: older.decryptString(bytes),
      shouldReEncrypt: older.key === 'rotated',
    }),
    getSelectedStorageBackend: () => backend as 'basic_text',
    older,
  };
}

it.each([
  ['older', olderSystem(), 'win32'],
  ['newer', newerSystem(), 'linux'],
] as const)('keeps a secret encrypted with the calls of an %s Electron', async (_, system, platform) => {
  const kept = createMemoryStore();
  const store = createSecretStore(system, kept, platform);
  expect(await store.isProtected()).toBe(true);
  expect(await store.get('connection')).toBeUndefined();
  await store.set('connection', secret);
  expect(await store.get('connection')).toBe(secret);
  expect(Buffer.from(String(kept.get('secret-connection')), 'base64').toString()).not.toContain(secret);
  await store.delete('connection');
  expect(kept.get('secret-connection')).toBeUndefined();
});

it('does not take a fixed password for protection, which is what Linux without a keyring has', async () => {
  const kept = createMemoryStore();
  const store = createSecretStore(newerSystem('basic_text'), kept, 'linux');
  expect(await store.isProtected()).toBe(false);
  await expect(store.set('connection', secret)).rejects.toMatchObject({ code: 'unsupported' });
  expect(kept.get('secret-connection')).toBeUndefined();
  expect(await createSecretStore(newerSystem('basic_text'), kept, 'win32').isProtected()).toBe(true);
  expect(await createSecretStore(olderSystem(), kept, 'linux').isProtected()).toBe(false);
});

it('takes what it cannot decrypt for absent, keeps it, and reads it when the old key is back', async () => {
  const system = olderSystem();
  const store = createSecretStore(system, createMemoryStore(), 'darwin');
  await store.set('connection', secret);
  system.key = 'k2';
  expect(await store.get('connection')).toBeUndefined();
  system.key = 'k1';
  expect(await store.get('connection')).toBe(secret);
});

it('encrypts anew when the system asks for it', async () => {
  const system = newerSystem();
  const kept = createMemoryStore();
  const store = createSecretStore(system, kept, 'darwin');
  system.older.key = 'rotated';
  await store.set('connection', secret);
  kept.set('secret-connection', Buffer.from(`rotated:${[...secret].reverse().join('')}`).toString('base64'));
  const before = kept.get('secret-connection');
  expect(await store.get('connection')).toBe(secret);
  expect(kept.get('secret-connection')).toBe(before);
});
