import type { Connection, ConnectionReport, ConnectionSecret } from '#shared/model/connection.ts';
import type { TestServer } from '../../storage/testing/test-server.ts';
import { credentialSource } from '../credentials.ts';
import { type ConnectionTest, testConnection } from '../test-connection.ts';

/** What of a trial is not as it should be. */
export interface Variation {
  connection?: Partial<Connection>;
  secret?: ConnectionSecret;
  more?: Partial<ConnectionTest>;
}

/** How a user would connect a test's server, with a library below `suite/`. */
export function connectionTo(server: TestServer, changes: Partial<Connection> = {}): Connection {
  return {
    bucket: server.bucket,
    prefix: 'suite',
    region: server.region,
    endpoint: server.url,
    pathStyle: 'auto',
    credentials: { kind: 'keys', accessKeyId: server.accessKeyId },
    protection: 'untested',
    soleEditor: false,
    ...changes,
  };
}

/** Tests the connection to a test's server. */
export async function tryServer(
  server: TestServer,
  { connection, secret, more }: Variation = {},
): Promise<ConnectionReport> {
  const tried = connectionTo(server, connection);
  const known = secret ?? { secretAccessKey: server.secretAccessKey };
  const credentials = async () => credentialSource(tried, known, {});
  return testConnection({ connection: tried, credentials, ...more });
}

/** What each line says, in short: `{ list: 'failed' }`. */
export function statesOf({ lines }: ConnectionReport): Record<string, string> {
  return Object.fromEntries(lines.map(({ check, state }) => [check, state]));
}

export function messageOf({ lines }: ConnectionReport, check: string): string {
  return lines.find((line) => line.check === check)?.message ?? '';
}

/** A server with every right, that protects edits and keeps versions. */
export const allOk = {
  reachable: 'ok',
  clock: 'ok',
  credentials: 'ok',
  region: 'ok',
  bucket: 'ok',
  list: 'ok',
  read: 'ok',
  write: 'ok',
  delete: 'ok',
  edits: 'ok',
  versioning: 'ok',
};

export const notTried = Object.fromEntries(Object.keys(allOk).map((check) => [check, 'skipped']));
