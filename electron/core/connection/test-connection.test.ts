import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Conditions, type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { credentialSource } from './credentials.ts';
import { testConnection } from './test-connection.ts';
import { allOk, connectionTo, messageOf, notTried, statesOf, tryServer } from './testing/trials.ts';
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

function expectNothingLeft(server: FakeS3): void {
  expect(server.objects.keys()).toEqual([libraryKey]);
}

describe('a server that works', () => {
  it('passes every line, with few requests, and nothing is left', async () => {
    const server = await startServer();
    server.versioning = 'Enabled';
    const report = await tryServer(server);
    expect(statesOf(report)).toEqual(allOk);
    expect(report.lines.map(({ check }) => check)).toEqual(Object.keys(allOk));
    expect(report).toMatchObject({ protection: 'protected', suggestedRegion: null });
    expect(server.requests.length).toBeLessThan(250);
    expectNothingLeft(server);
    const outside = server.requests.filter(
      ({ method, key }) => method !== 'GET' && !key.startsWith(`suite/${probeFolder}`),
    );
    expect(outside).toEqual([]);
  });

  it('is asked at the top of the bucket where there is no prefix', async () => {
    const server = await startServer();
    expect(statesOf(await tryServer(server, { connection: { prefix: '' } }))).toMatchObject({
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
      const report = await tryServer(server);
      expect([conditions, report.protection]).toEqual([conditions, verdict]);
      expect(statesOf(report).edits).toBe(verdict === 'protected' ? 'ok' : 'advice');
      expectNothingLeft(server);
    }
  });
});

describe('what stands in the way is named', () => {
  it('the wrong region, with the right one', async () => {
    const server = await startServer();
    const report = await tryServer(server, { connection: { region: 'us-east-1' } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'ok', region: 'failed' });
    expect(report.suggestedRegion).toBe('eu-central-1');
    expect(messageOf(report, 'region')).toContain('in the region eu-central-1, not in us-east-1');
  });

  it('an access key id that nobody knows', async () => {
    const credentials = { kind: 'keys', accessKeyId: 'SOMEBODYELSE' } as const;
    const report = await tryServer(await startServer(), { connection: { credentials } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'ok', credentials: 'failed' });
    expect(messageOf(report, 'credentials')).toContain('does not know the access key id SOMEBODYELSE');
  });

  it('a secret of another key', async () => {
    const report = await tryServer(await startServer(), { secret: { secretAccessKey: 'not-this-one' } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'ok', credentials: 'failed' });
    expect(messageOf(report, 'credentials')).toContain('does not belong to it');
  });

  it('a secret that has to be entered', async () => {
    const server = await startServer();
    const tried = connectionTo(server);
    const credentials = async () => credentialSource(tried, undefined, {});
    const report = await testConnection({ connection: tried, credentials });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'ok', credentials: 'failed' });
    expect(messageOf(report, 'credentials')).toContain('Enter the secret access key');
  });

  it.each(['ExpiredToken', 'InvalidToken'])('a sign-in that is over (%s)', async (code) => {
    const { endpoint, stop } = await startAnswering(403, 'application/xml', errorXml(code));
    const report = await tryServer(await startServer(), { connection: { endpoint } });
    await stop();
    expect(statesOf(report)).toMatchObject({ reachable: 'ok', credentials: 'failed', bucket: 'skipped' });
    expect(messageOf(report, 'credentials')).toMatch(/sign in again/i);
  });

  it('a bucket that is not there', async () => {
    const report = await tryServer(await startServer(), { connection: { bucket: 'no-such-bucket' } });
    expect(statesOf(report)).toEqual({
      ...notTried,
      ...{ reachable: 'ok', clock: 'ok', credentials: 'ok', region: 'ok', bucket: 'failed' },
    });
    expect(messageOf(report, 'bucket')).toContain('no bucket named “no-such-bucket”');
  });

  it('a clock that is off, by the service’s own time', async () => {
    const server = await startServer();
    const report = await tryServer(server, { more: { now: () => Date.now() + 20 * 60_000 } });
    expect(statesOf(report).clock).toBe('failed');
    expect(messageOf(report, 'clock')).toContain('20 minutes ahead');
    const behind = await tryServer(server, { more: { now: () => Date.now() - 7 * 60_000 } });
    expect(messageOf(behind, 'clock')).toContain('7 minutes behind');
    const small = await tryServer(server, { more: { now: () => Date.now() - 2 * 60_000 } });
    expect(statesOf(small).clock).toBe('ok');
  });

  it('a clock that is so far off that the service refuses, without asking on and on', async () => {
    const server = await startServer();
    server.clockOffset = 20 * 60_000;
    const report = await tryServer(server);
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'ok', clock: 'failed' });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('a server that is not there', async () => {
    const server = await startServer();
    await server.stop();
    const report = await tryServer(server);
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'failed' });
    expect(messageOf(report, 'reachable')).toContain('Nothing answers at 127.0.0.1');
  });

  it('a server that does not answer, from the first request on or from a later one', async () => {
    for (const first of [1, 4]) {
      const server = await startServer();
      server.faults.from(first, 'timeout');
      const report = await tryServer(server, { more: { patience: 1_000 } });
      expect(statesOf(report)).toMatchObject(
        first === 4 ? { list: 'ok', edits: 'skipped' } : { reachable: 'failed' },
      );
      const failed = report.lines.find(({ state }) => state === 'failed');
      expect(failed?.message).toContain('did not answer');
      expectNothingLeft(server);
    }
  });

  it('a name that no server has', async () => {
    const endpoint = 'http://no-such-server.invalid';
    const report = await tryServer(await startServer(), { connection: { endpoint } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'failed' });
    expect(messageOf(report, 'reachable')).toMatch(/No server named|did not answer/);
  });

  it('https where the server speaks http', async () => {
    const server = await startServer();
    const endpoint = server.url.replace('http:', 'https:');
    const report = await tryServer(server, { connection: { endpoint } });
    expect(statesOf(report)).toEqual({ ...notTried, reachable: 'failed' });
    expect(messageOf(report, 'reachable')).toContain('https or http');
  });

  it('a sign-in page of the network, from the first request on or from a later one', async () => {
    for (const first of [1, 2, 3]) {
      const server = await startServer();
      server.faults.from(first, 'html-200');
      const report = await tryServer(server);
      const { list, edits } = statesOf(report);
      expect([first, report.protection, edits === 'ok', list === 'ok']).toEqual([
        first,
        'untested',
        false,
        first === 3,
      ]);
      expect(report.lines.map((line) => line.message).join(' ')).toMatch(/sign.in/i);
      expectNothingLeft(server);
    }
  });

  it('a web site that is no S3 service', async () => {
    for (const [status, type] of [
      [200, 'text/html'],
      [302, 'text/plain'],
    ] as const) {
      const { endpoint, stop } = await startAnswering(status, type, '');
      const report = await tryServer(await startServer(), { connection: { endpoint } });
      await stop();
      expect(statesOf(report)).toEqual({ ...notTried, reachable: 'failed' });
    }
  });

  it('a server in trouble', async () => {
    const server = await startServer();
    server.faults.when(({ number }) => number > 1, 'slow-down');
    const report = await tryServer(server);
    expect(statesOf(report)).toMatchObject({ reachable: 'failed', list: 'skipped' });
    expect(messageOf(report, 'reachable')).toContain('SlowDown (503)');
    server.faults.clear();
    server.clearRequests();
    server.faults.at(2, 'slow-down');
    expect(statesOf(await tryServer(server))).toMatchObject({ reachable: 'ok', list: 'ok', edits: 'ok' });
  });
});

describe('a missing right is named', () => {
  it('to list: the rest is tried all the same', async () => {
    const server = await startServer();
    server.denied.push({ kind: 'LIST' });
    const report = await tryServer(server);
    expect(statesOf(report)).toEqual({ ...allOk, list: 'failed', versioning: 'advice' });
    expect(messageOf(report, 'list')).toContain('s3:ListBucket');
    expect(report.protection).toBe('protected');
    expectNothingLeft(server);
  });

  it('to write only: reading is tried on what is there', async () => {
    const server = await startServer();
    server.denied.push({ kind: 'PUT' });
    const report = await tryServer(server);
    expect(statesOf(report)).toEqual({
      ...allOk,
      ...{ write: 'failed', delete: 'skipped', edits: 'skipped', versioning: 'advice' },
    });
    expect(messageOf(report, 'write')).toContain('s3:PutObject');
    expect(report.protection).toBe('untested');
  });

  it('to write and to read', async () => {
    const server = await startServer();
    server.denied.push({ kind: 'PUT' }, { kind: 'GET', prefix: 'suite/' });
    const report = await tryServer(server);
    expect(statesOf(report)).toMatchObject({ list: 'ok', write: 'failed', read: 'failed' });
    expect(messageOf(report, 'read')).toContain('s3:GetObject');
  });

  it('to read', async () => {
    const server = await startServer();
    server.denied.push({ kind: 'GET', prefix: 'suite/' });
    const report = await tryServer(server);
    expect(statesOf(report)).toMatchObject({ write: 'ok', read: 'failed', delete: 'ok', edits: 'skipped' });
    expectNothingLeft(server);
  });

  it('to delete: what is left is named, and it is one object', async () => {
    const server = await startServer();
    server.denied.push({ kind: 'DELETE' });
    const report = await tryServer(server);
    expect(statesOf(report)).toMatchObject({ write: 'ok', read: 'ok', delete: 'failed', edits: 'skipped' });
    const left = server.objects.keys().filter((key) => key !== libraryKey);
    expect(left).toHaveLength(1);
    expect(messageOf(report, 'delete')).toContain('s3:DeleteObject');
    expect(messageOf(report, 'delete')).toContain(`“${left[0]}”`);
  });

  it('to ask for versioning: that is fine', async () => {
    const server = await startServer();
    server.faults.when(
      ({ method, key, number }) => method === 'GET' && key === '' && number > 1,
      'access-denied',
    );
    const report = await tryServer(server);
    expect(statesOf(report)).toMatchObject({ list: 'ok', versioning: 'ok' });
    expect(messageOf(report, 'versioning')).toContain('which is fine');
  });
});

function errorXml(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>The provided token is no good.</Message></Error>`;
}

/** A server that gives one answer to everything. */
async function startAnswering(status: number, type: string, body: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': type, Location: 'http://sign-in.example/' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}
