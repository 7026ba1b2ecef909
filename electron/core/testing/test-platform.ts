import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkImageWorker } from '../images/fork-image-worker.ts';
import type { KeyValueStore, Platform, SecretStore } from '../platform.ts';
import { noSecretStore } from '../secrets/no-secret-store.ts';

const root = join(import.meta.dirname, '../../..');

/** The tests' platform: real folders and a real picture worker; only the settings live in memory. */
export async function createTestPlatform(overrides: Partial<Platform> = {}): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-'));
  return {
    kind: 'test',
    version: '0.0.0-test',
    userData: join(folder, 'data'),
    cache: join(folder, 'cache'),
    resources: join(root, 'resources'),
    userName: 'Tester',
    settings: createMemoryStore(),
    secrets: noSecretStore,
    environment: {},
    startImageWorker: () => forkImageWorker(join(root, 'electron/core/images/image-worker.ts')),
    ...overrides,
  };
}

export function createMemoryStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => structuredClone(values.get(key)),
    set: (key, value) => void values.set(key, structuredClone(value)),
    delete: (key) => void values.delete(key),
  };
}

/** A system's store for secrets as tests want it: protecting, in memory. */
export function createMemorySecretStore(): SecretStore {
  const values = new Map<string, string>();
  return {
    isProtected: async () => true,
    get: async (name) => values.get(name),
    set: async (name, value) => void values.set(name, value),
    delete: async (name) => void values.delete(name),
  };
}
