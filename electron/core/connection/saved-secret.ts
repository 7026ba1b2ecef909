import { z } from 'zod';
import { type Connection, type ConnectionSecret, connectionSecretSchema } from '#shared/model/connection.ts';
import type { SecretKeeper, SecretPlace } from '../secrets/secret-keeper.ts';

/** The secret of the saved connection. It belongs to one access key id, and is given out for no other. */
export interface SavedSecret {
  read(connection: Connection): Promise<{ secret: ConnectionSecret; place: SecretPlace } | undefined>;
  /** Keeps the given secret, or the one kept before where it is the same key's; forgets what is of no use. */
  keep(connection: Connection, secret: ConnectionSecret | undefined, isFileAgreed: boolean): Promise<void>;
  forget(): Promise<void>;
}

const name = 'connection';

const storedSchema = connectionSecretSchema.extend({ accessKeyId: z.string() });

export function createSavedSecret(keeper: SecretKeeper): SavedSecret {
  async function read({ credentials }: Connection) {
    if (credentials.kind !== 'keys') return undefined;
    const kept = await keeper.read(name);
    const stored = kept && storedSchema.safeParse(parse(kept.value)).data;
    if (!stored || stored.accessKeyId !== credentials.accessKeyId) return undefined;
    const { accessKeyId: _, ...secret } = stored;
    return { secret, place: kept.place };
  }

  return {
    read,
    async keep(connection, given, isFileAgreed) {
      const { credentials } = connection;
      const secret = given ?? (await read(connection))?.secret;
      if (credentials.kind !== 'keys' || !secret) return keeper.forget(name);
      const stored = { accessKeyId: credentials.accessKeyId, ...secret };
      await keeper.keep(name, JSON.stringify(stored), isFileAgreed);
    },
    forget: () => keeper.forget(name),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
