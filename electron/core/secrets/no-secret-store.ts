import { Failure } from '../failure.ts';
import type { SecretStore } from '../platform.ts';

/** Where the system has no store for secrets: nothing is ever kept in it. */
export const noSecretStore: SecretStore = {
  isProtected: async () => false,
  get: async () => undefined,
  set: async () => {
    throw new Failure('unsupported', 'This system has no store for secrets. Nothing was kept.');
  },
  delete: async () => undefined,
};
