import { join } from 'node:path';
import type {
  Connection,
  ConnectionReport,
  ConnectionSecret,
  ConnectionState,
  Protection,
} from '#shared/model/connection.ts';
import { environmentConnection } from '#shared/model/predecessor-env.ts';
import { Failure, isFailure } from '../failure.ts';
import type { Platform } from '../platform.ts';
import type { Redactor } from '../secrets/redactor.ts';
import { createSecretKeeper } from '../secrets/secret-keeper.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StorageBackend } from '../storage/backend.ts';
import type { S3Options } from '../storage/s3.ts';
import type { UsageMeter } from '../usage/usage-meter.ts';
import { type CredentialSource, credentialSource } from './credentials.ts';
import { createSavedSecret } from './saved-secret.ts';
import { withoutSecrets } from './without-secrets.ts';

/** The one saved connection to a bucket, its secret, and what is made with it. */
export interface Connections {
  read(): Promise<ConnectionState>;
  /**
   * Tries a connection, with the saved secret where none is given. What it finds of simultaneous edits is
   * noted in the saved connection, when that is the one that was tried.
   */
  test(connection: Connection, secret?: ConnectionSecret): Promise<ConnectionReport>;
  /**
   * Saves a connection. Its `protection` is what a test of the same bucket and credentials found, `untested`
   * without one, whatever is given.
   * @param isFileAgreed whether the secret may lie in a file where the system has no store for it.
   */
  save(
    connection: Connection,
    secret: ConnectionSecret | undefined,
    isFileAgreed: boolean,
  ): Promise<ConnectionState>;
  forget(): Promise<ConnectionState>;
  /**
   * The saved connection's bucket; asks nothing over the network. Closing the backend is the caller's.
   * @throws `invalid` when no connection is saved, `denied` when its secret has to be entered again.
   */
  open(options?: Pick<S3Options, 'onOddKey'>): Promise<OpenedConnection>;
  /** The bucket of any connection, with the saved secret where none is given; throws as `open`. */
  backendFor(connection: Connection, secret?: ConnectionSecret): Promise<StorageBackend>;
  /** Ends tests that run; each takes its objects out of the bucket first. */
  close(): Promise<void>;
}

export interface OpenedConnection {
  connection: Connection;
  backend: StorageBackend;
}

export interface ConnectionParts {
  platform: Pick<Platform, 'secrets' | 'environment' | 'userData'>;
  settings: SettingsStore;
  usage: UsageMeter;
  redactor: Redactor;
}

/** The file for secrets where the system has no store and the user agreed to a file; below the user's data. */
export const secretsFile = 'secrets.json';

export function createConnections({ platform, settings, usage, redactor }: ConnectionParts): Connections {
  const keeper = createSecretKeeper(platform.secrets, join(platform.userData, secretsFile));
  const saved = createSavedSecret(keeper);
  const found = new Map<string, Protection>();
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  noteSecret({
    secretAccessKey: platform.environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: platform.environment.AWS_SESSION_TOKEN,
  });

  function noteSecret(secret: { [Name in keyof ConnectionSecret]?: string | undefined }): void {
    redactor.add(secret.secretAccessKey);
    redactor.add(secret.sessionToken);
  }

  async function credentialsFor(connection: Connection, given?: ConnectionSecret): Promise<CredentialSource> {
    const secret = given ?? (await saved.read(connection))?.secret;
    if (secret) noteSecret(secret);
    const source = credentialSource(connection, secret, platform.environment);
    if (typeof source !== 'function') return source;
    return async (...options) => {
      const resolved = await source(...options);
      noteSecret(resolved);
      return resolved;
    };
  }

  /**
   * Credentials that are missing as yet. A library opens from what this device holds without them; what is asked
   * of the bucket is refused until they are there.
   */
  function whenKnown(connection: Connection): CredentialSource {
    return async (...options) => {
      const source = await credentialsFor(connection);
      return typeof source === 'function' ? source(...options) : source;
    };
  }

  async function backendFor(
    connection: Connection,
    secret?: ConnectionSecret,
    options: Pick<S3Options, 'onOddKey'> = {},
  ): Promise<StorageBackend> {
    const credentials = await credentialsFor(connection, secret).catch((error: unknown) => {
      if (!isFailure(error, 'denied')) throw error;
      return whenKnown(connection);
    });
    // Loaded only for a bucket: the S3 client takes its time, and most libraries lie in folders.
    const { openS3 } = await import('../storage/s3.ts');
    const { bucket, prefix, region, endpoint, pathStyle, protection, soleEditor } = connection;
    const backend = openS3({
      ...{ bucket, prefix, region, endpoint, pathStyle, credentials },
      // Only a user who is alone may write without protection; everybody else reads.
      conditions: protection !== 'protected' && soleEditor ? 'none' : 'protected',
      onRequest: (request) => usage.note(request),
      ...options,
    });
    return withoutSecrets(backend, redactor);
  }

  async function runTest(connection: Connection, secret?: ConnectionSecret): Promise<ConnectionReport> {
    const { testConnection } = await import('./test-connection.ts');
    const report = await testConnection({
      connection,
      credentials: () => credentialsFor(connection, secret),
      onRequest: (request) => usage.note(request),
      signal: closing.signal,
    });
    if (report.protection !== 'untested') noteProtection(connection, report.protection);
    const lines = report.lines.map((line) => ({ ...line, message: redactor.text(line.message) }));
    return { ...report, lines };
  }

  function noteProtection(connection: Connection, protection: Protection): void {
    found.set(identityOf(connection), protection);
    const current = settings.read().storage.connection;
    if (current && identityOf(current) === identityOf(connection) && current.protection !== protection) {
      settings.keepConnection({ ...current, protection });
    }
  }

  function protectionOf(connection: Connection): Protection {
    const current = settings.read().storage.connection;
    const isSame = current !== null && identityOf(current) === identityOf(connection);
    return found.get(identityOf(connection)) ?? (isSame ? current.protection : 'untested');
  }

  async function read(): Promise<ConnectionState> {
    const { connection } = settings.read().storage;
    return {
      connection,
      secret: (connection && (await saved.read(connection))?.place) ?? 'none',
      hasSecretStore: await keeper.isProtected(),
      environment: environmentConnection(platform.environment),
    };
  }

  return {
    read,
    test(connection, secret) {
      const test = runTest(connection, secret);
      running.add(test);
      return test.finally(() => running.delete(test));
    },
    async save(connection, secret, isFileAgreed) {
      if (secret) noteSecret(secret);
      await saved.keep(connection, secret, isFileAgreed);
      settings.keepConnection({ ...connection, protection: protectionOf(connection) });
      return read();
    },
    async forget() {
      await saved.forget();
      settings.keepConnection(null);
      return read();
    },
    async open(options) {
      const { connection } = settings.read().storage;
      if (!connection) {
        throw new Failure('invalid', 'No bucket is connected. Connect one in Settings under Storage.');
      }
      return { connection, backend: await backendFor(connection, undefined, options) };
    },
    backendFor,
    async close() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}

/** What a test of simultaneous edits holds for: the same place, reached in the same way by the same credentials. */
function identityOf({ bucket, region, endpoint, pathStyle, credentials }: Connection): string {
  return JSON.stringify([bucket, region, endpoint, pathStyle, credentials]);
}
