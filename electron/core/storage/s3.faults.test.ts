import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import type { StorageBackend } from './backend.ts';
import { decode, text } from './testing/documents.ts';
import { type FakeFault, type FakeS3, networkFaults, startFakeS3 } from './testing/fake-s3.ts';
import { openTestBackend } from './testing/test-server.ts';

/** What an operation tells, or the code of its failure. */
type Outcome = string;

interface Operation {
  run(backend: StorageBackend, version: string): Promise<unknown>;
  /** What it tells when all is well. */
  told: Outcome;
  /** What `document` holds afterwards. */
  after: string | undefined;
  requests: number;
}

const operations: Record<string, Operation> = {
  read: {
    run: async (backend) => decode((await backend.read('document')).bytes),
    told: 'old',
    after: 'old',
    requests: 1,
  },
  stat: {
    run: async (backend) => (await backend.stat('document'))?.size,
    told: '3',
    after: 'old',
    requests: 1,
  },
  'stat of nothing': {
    run: async (backend) => (await backend.stat('missing'))?.size,
    told: 'undefined',
    after: 'old',
    // What HEAD could not say is asked for once more.
    requests: 2,
  },
  'list in three pages': {
    run: async (backend) => (await backend.list('many/')).length,
    told: '2500',
    after: 'old',
    requests: 3,
  },
  overwrite: {
    run: async (backend) => decode(await writeAndRead(backend, 'document', undefined)),
    told: 'new',
    after: 'new',
    requests: 2,
  },
  update: {
    run: async (backend, version) => decode(await writeAndRead(backend, 'document', version)),
    told: 'new',
    after: 'new',
    requests: 2,
  },
  create: {
    run: async (backend) => decode(await writeAndRead(backend, 'created', 'absent')),
    told: 'new',
    after: 'old',
    requests: 2,
  },
  delete: { run: (backend) => backend.delete('document'), told: 'undefined', after: undefined, requests: 1 },
  'delete a version': {
    run: (backend, version) => backend.delete('document', { ifVersion: version }),
    told: 'undefined',
    after: undefined,
    requests: 2,
  },
};

/** What becomes of an operation in which one request meets the fault; all others are tried again until it works. */
const failures: Partial<Record<FakeFault, string>> = {
  'access-denied': 'denied',
  // Whoever has waited for half a minute is told so.
  timeout: 'offline',
  'html-200': 'offline',
};

for (const [name, operation] of Object.entries(operations)) {
  it(`${name}: takes ${operation.requests} requests when all is well`, async () => {
    await onServer(undefined, async (server, backend, version) => {
      expect(await outcomeOf(operation.run(backend, version))).toBe(operation.told);
      expect(server.requests).toHaveLength(operation.requests);
      expect(documentOn(server)).toBe(operation.after);
    });
  });

  for (const fault of networkFaults) {
    it.concurrent(`${name}: survives ${fault} of any one request`, async () => {
      for (let position = 1; position <= operation.requests; position++) {
        await onServer(fault, async (server, backend, version) => {
          server.faults.at(position, fault);
          const outcome = await outcomeOf(operation.run(backend, version));
          expect([position, outcome]).toEqual([position, failures[fault] ?? operation.told]);
          if (outcome === operation.told) expect(documentOn(server)).toBe(operation.after);
          else expect(['old', operation.after]).toContain(documentOn(server));
          expect(await recovers(server, backend)).toBe('recovered');
        });
      }
    });

    it.concurrent(`${name}: says no success while ${fault} goes on, and works when it ends`, async () => {
      await onServer(fault, async (server, backend, version) => {
        server.faults.from(1, fault);
        const expected = fault === 'access-denied' ? 'denied' : 'offline';
        expect(await outcomeOf(operation.run(backend, version))).toBe(expected);
        expect(await recovers(server, backend)).toBe('recovered');
      });
    });
  }
}

async function writeAndRead(
  backend: StorageBackend,
  key: string,
  ifVersion: string | undefined,
): Promise<Uint8Array> {
  const { version } = await backend.write(key, text('new'), ifVersion === undefined ? {} : { ifVersion });
  const read = await backend.read(key);
  expect(read.version).toBe(version);
  return read.bytes;
}

async function onServer(
  fault: FakeFault | undefined,
  test: (server: FakeS3, backend: StorageBackend, version: string) => Promise<void>,
): Promise<void> {
  const server = await startFakeS3();
  const requestTimeout = fault === 'timeout' ? 1_000 : 30_000;
  const limits = { requestTimeout, pause: () => Promise.resolve() };
  const backend = openTestBackend(server, { limits });
  server.fill(Array.from({ length: 2_500 }, (_, index) => `team/library/many/${index}`));
  const { version } = await backend.write('document', text('old'));
  server.clearRequests();
  await test(server, backend, version);
  await backend.close();
  await server.stop();
}

async function outcomeOf(running: Promise<unknown>): Promise<Outcome> {
  try {
    return String(await running);
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

function documentOn(server: FakeS3): string | undefined {
  const object = server.objects.get('team/library/document');
  return object && decode(object.bytes);
}

async function recovers(server: FakeS3, backend: StorageBackend): Promise<string> {
  server.faults.clear();
  await backend.write('document', text('recovered'));
  return decode((await backend.read('document')).bytes);
}
