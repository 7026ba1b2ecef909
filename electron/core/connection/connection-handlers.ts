import type { CallInput, CallName, CallOutput } from '#shared/contract.ts';
import { isAws } from '#shared/model/connection.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { UsageMeter } from '../usage/usage-meter.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Connections } from './connections.ts';

export interface ConnectionHandlerParts {
  connections: Connections;
  settings: SettingsStore;
  usage: UsageMeter;
  workspace: Workspace;
}

type Name = Extract<CallName, `connection.${string}` | 'usage.read'>;

export type ConnectionHandlers = { [Each in Name]: (input: CallInput<Each>) => Promise<CallOutput<Each>> };

/** The calls about the saved connection and what it costs. */
export function createConnectionHandlers(parts: ConnectionHandlerParts): ConnectionHandlers {
  const { connections, settings, usage, workspace } = parts;
  return {
    'connection.read': () => connections.read(),
    'connection.test': ({ connection, secret }) => connections.test(connection, secret),
    'connection.save': async ({ connection, secret, keep }) => {
      const state = await connections.save(connection, secret, keep);
      // An open library may have waited for its secret.
      void workspace.team()?.sync.syncNow();
      return state;
    },
    'connection.forget': () => connections.forget(),
    'usage.read': async () => {
      const { connection } = settings.read().storage;
      return usage.read(connection !== null && isAws(connection));
    },
  };
}
