import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, ConnectionReport, ConnectionSecret } from '#shared/model/connection.ts';
import { type Conditions, type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { credentialSource } from './credentials.ts';
import { type ConnectionTest, testConnection } from './test-connection.ts';
import { probeFolder } from './try-objects.ts';

const servers: FakeS3[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const libraryKey = 'suite/test_prompts.json';

/** A fake with a library in it. */
async function startServer(conditions: Conditions = 'full'): Promise<FakeS3> {
  const server = await startFakeS3({ conditions });
  servers.push(server);
  server.fill([libraryKey]);
  return server;
}

function connectionTo(server: FakeS3, changes: Partial<Connection> = {}): Connection {
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

interface Variation {
  connection?: Partial<Connection>;
  secret?: ConnectionSecret;
  more?: Partial<ConnectionTest>;
}

async function run(server: FakeS3, { connection, secret, more }: Variation = {}): Promise<ConnectionReport> {
  const tried = connectionTo(server, connection);
  const known = secret ?? { secretAccessKey: server.secretAccessKey };
  return testConnection({
    connection: tried,
    credentials: async () => credentialSource(tried, known, {}),
    ...more,
  });
}

/** What each line says, in short: `list failed`. */
function states(report: ConnectionReport): Record<string, string> {
  return Object.fromEntries(report.lines.map(({ check, state }) => [check, state]));
}

function message(report: ConnectionReport, check: string): string {
  return report.lines.find((line) => line.check === check)?.message ?? '';
}

function expectNothingLeft(server: FakeS3): void {
  expect(server.objects.keys()).toEqual([libraryKey]);
}

const allOk = {
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

const notTried = Object.fromEntries(Object.keys(allOk).map((check) => [check, 'skipped']));

describe('a server that works', () => {
  it('passes every line in under five seconds, and nothing is left', async () => {
    const server = await startServer();
    server.versioning = 'Enabled';
    const report = await run(server);
    expect(states(report)).toEqual(allOk);
    expect(report.lines.map(({ check }) => check)).toEqual(Object.keys(allOk));
    expect(report).toMatchObject({ protection: 'protected', suggestedRegion: null });
    expect(report.milliseconds).toBeLessThan(5_000);
    expectNothingLeft(server);
    const outside = server.requests.filter(
      ({ method, key }) => method !== 'GET' && !key.startsWith(`suite/${probeFolder}`),
    );
    expect(outside).toEqual([]);
  });

  it('is asked at the top of the bucket where there is no prefix', async () => {
    const server = await startServer();
    expect(states(await run(server, { connection: { prefix: '' } }))).toMatchObject({
      ...allOk,
      versioning: 'advice',
    });
    expectNothingLeft(server);
  });

  it('is told apart by what it makes of simultaneous edits', async () => {
    const verdicts = {
      full: 'protected',
      'create-only': 'creation-only',
      refuses: 'refused',
      ignores: 'ignored',
      racy: 'ignored',
    };
    for (const [conditions, verdict] of Object.entries(verdicts)) {
      const server = await startServer(conditions as Conditions);
      const report = await run(server);
      expect([conditions, report.protection]).toEqual([conditions, verdict]);
      expect(states(report).edits).toBe(verdict === 'protected' ? 'ok' : 'advice');
      expectNothingLeft(server);
    }
  });
});
