import { afterEach, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { statesOf, tryServer } from './testing/trials.ts';

const servers: FakeS3[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const libraryKey = 'suite/test_prompts.json';

async function startServer(): Promise<FakeS3> {
  const server = await startFakeS3();
  servers.push(server);
  server.fill([libraryKey]);
  return server;
}

it.each(['reset-after', 'status-500', 'access-denied', 'truncated'] as const)(
  'leaves nothing in the bucket when any one request ends with %s',
  async (fault) => {
    const whole = await startServer();
    await tryServer(whole);
    // The first steps one by one; of the races and of the clearing away, whose requests are many alike, some.
    const count = whole.requests.length;
    for (const position of [1, 2, 3, 4, 5, 6, 7, 30, 120, count - 2, count]) {
      const server = await startServer();
      server.faults.at(position, fault);
      const report = await tryServer(server);
      expect([position, server.objects.keys()]).toEqual([position, [libraryKey]]);
      expect(['protected', 'untested']).toContain(report.protection);
    }
  },
);

it.each(['reset-after', 'timeout-after'] as const)(
  'leaves nothing in the bucket when it may not list it and the first write ends with %s',
  async (fault) => {
    const server = await startServer();
    server.denied.push({ kind: 'LIST' });
    server.faults.when(({ method }) => method === 'PUT', fault, 1);
    const report = await tryServer(server, { more: { patience: 1_000 } });
    expect(statesOf(report)).toMatchObject({ list: 'failed', write: 'failed', delete: 'skipped' });
    expect(server.objects.keys()).toEqual([libraryKey]);
  },
);

it('leaves nothing in the bucket when it is cancelled', async () => {
  for (const position of [1, 2, 3, 4, 6, 30, 70]) {
    const server = await startServer();
    const cancelling = new AbortController();
    server.faults.when(({ number }) => {
      if (number === position) cancelling.abort();
      return false;
    }, 'refused');
    const trial = tryServer(server, { more: { signal: cancelling.signal } });
    await expect(trial).rejects.toMatchObject({ code: 'cancelled' });
    expect([position, server.objects.keys()]).toEqual([position, [libraryKey]]);
  }
});
