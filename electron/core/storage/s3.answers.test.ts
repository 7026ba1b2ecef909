// biome-ignore-all lint/style/noExcessiveLinesPerFile: one list of what servers answer, and what becomes of it.
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../failure.ts';
import type { StorageBackend } from './backend.ts';
import { expectFailure } from './conformance.ts';
import { type RequestUsage, regionFromError, type S3Options } from './s3.ts';
import { decode, text } from './testing/documents.ts';
import { type FakeS3, startFakeS3 } from './testing/fake-s3.ts';
import { onRealS3 } from './testing/real-s3.ts';
import { openTestBackend, type TestServer } from './testing/test-server.ts';

let server: FakeS3;
/** Milliseconds of the pauses that were asked for; none is made. */
let pauses: number[];
/** Called in each pause: what somebody else does meanwhile. */
let meanwhile: () => void;
const opened: StorageBackend[] = [];

beforeEach(async () => {
  server = await startFakeS3();
  pauses = [];
  meanwhile = () => undefined;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const backend of opened.splice(0)) await backend.close();
  await server.stop();
});

function open(changes: Partial<S3Options> = {}, on: TestServer = server): StorageBackend {
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
    meanwhile();
  };
  const backend = openTestBackend(on, { ...changes, limits: { pause, ...changes.limits } });
  opened.push(backend);
  return backend;
}

function asked(): string[] {
  return server.requests.map(({ kind }) => kind);
}

/** All that can be asked of a backend. */
function everyCall(backend: StorageBackend): Record<string, () => Promise<unknown>> {
  return {
    read: () => backend.read('x'),
    write: () => backend.write('x', text('new')),
    create: () => backend.write('y', text('new'), { ifVersion: 'absent' }),
    list: () => backend.list(''),
    stat: () => backend.stat('x'),
    delete: () => backend.delete('x'),
    'delete a version': () => backend.delete('x', { ifVersion: '"1"' }),
  };
}

const objectX = 'team/library/x';

describe('a write whose answer got lost', () => {
  it('is recognised when its retry is refused as a conflict', async () => {
    const backend = open();
    const { version } = await backend.write('x', text('old'));
    server.clearRequests();
    server.faults.at(1, 'reset-after');
    const written = await backend.write('x', text('new'), { ifVersion: version });
    expect(written.version).toBe(server.objects.get(objectX)?.etag);
    expect(server.requests.map(({ kind, status }) => [kind, status])).toEqual([
      ['PUT', 0],
      ['PUT', 412],
      ['HEAD', 200],
    ]);
  });

  it('is recognised when it created the object', async () => {
    server.faults.at(1, 'truncated');
    await open().write('x', text('new'), { ifVersion: 'absent' });
    expect(asked()).toEqual(['PUT', 'PUT', 'HEAD']);
  });

  it('is a conflict when somebody else wrote in between', async () => {
    const backend = open();
    const { version } = await backend.write('x', text('old'));
    server.clearRequests();
    server.faults.at(1, 'reset-before');
    meanwhile = () => void server.objects.put(objectX, text('theirs'));
    await expectFailure(backend.write('x', text('new'), { ifVersion: version }), 'conflict');
    expect(decode(server.objects.get(objectX)?.bytes ?? text(''))).toBe('theirs');
  });

  it('is looked for when no answer comes in time', async () => {
    server.faults.at(1, 'timeout-after');
    const backend = open({ limits: { requestTimeout: 500 } });
    await backend.write('x', text('new'), { ifVersion: 'absent' });
    expect(asked()).toEqual(['PUT', 'HEAD']);
  });

  it('is not taken for a write of another call with the same bytes', async () => {
    const backend = open();
    await backend.write('x', text('same'));
    server.clearRequests();
    server.faults.at(1, 'reset-before');
    await expectFailure(backend.write('x', text('same'), { ifVersion: 'absent' }), 'conflict');
    expect(asked()).toEqual(['PUT', 'PUT', 'HEAD']);
  });
});

describe('writers that meet', () => {
  it('are tried again after a 409', async () => {
    server.faults.at(1, 'conflict');
    server.faults.at(2, 'conflict');
    await open().write('x', text('new'), { ifVersion: 'absent' });
    expect(asked()).toEqual(['PUT', 'PUT', 'PUT']);
  });

  it('are a conflict after eight times', async () => {
    server.faults.from(1, 'conflict');
    await expectFailure(open().write('x', text('new'), { ifVersion: 'absent' }), 'conflict');
    expect(asked()).toHaveLength(8);
    expect(server.objects.size).toBe(0);
  });

  it('are a conflict at once where the server says 404 of a version that is gone', async () => {
    await expectFailure(open().write('x', text('new'), { ifVersion: '"gone"' }), 'conflict');
    expect(server.requests.map(({ status }) => status)).toEqual([404]);
  });
});

describe('a server in trouble', () => {
  it('is given longer and longer pauses while it is busy', async () => {
    server.faults.when(({ number }) => number <= 6, 'slow-down');
    await open().write('x', text('new'));
    expect(asked()).toHaveLength(7);
    for (const [index, pause] of pauses.entries()) {
      const most = Math.min(500 * 2 ** index, 8_000);
      expect(pause).toBeGreaterThanOrEqual(most / 2);
      expect(pause).toBeLessThanOrEqual(most);
    }
  });

  it('is offline when it stays busy', async () => {
    server.faults.from(1, 'slow-down');
    const failure = await expectFailure(open().read('x'), 'offline');
    expect(failure.message).toContain('too busy');
    expect(asked()).toHaveLength(7);
  });

  it('is offline after a few errors of its own', async () => {
    server.faults.from(1, 'status-500');
    await expectFailure(open().list(''), 'offline');
    expect(asked()).toHaveLength(4);
  });

  it('is offline when there is nobody at its address', async () => {
    const backend = open({ endpoint: 'http://127.0.0.1:1' });
    for (const call of Object.values(everyCall(backend))) {
      const failure = await expectFailure(call(), 'offline');
      expect(failure.message).toContain('cannot be reached');
    }
  });

  it('is full in words', async () => {
    server.faults.from(1, 'storage-full');
    const failure = await expectFailure(open().write('x', text('new')), 'full');
    expect(failure.message).toContain('The storage is full');
  });
});

describe('a network that answers in place of the storage', () => {
  for (const fault of ['html-200', 'redirect', 'empty-200'] as const) {
    it(`is offline for every call (${fault})`, async () => {
      server.objects.put(objectX, text('old'));
      server.faults.from(1, fault);
      for (const [name, call] of Object.entries(everyCall(open()))) {
        const failure = await expectFailure(call(), 'offline');
        expect([name, failure.message]).toEqual([name, expect.stringContaining('in place of the storage')]);
      }
      expect(server.objects.size).toBe(1);
      expect(decode(server.objects.get(objectX)?.bytes ?? text(''))).toBe('old');
    });
  }

  it('is not seen in an object that is a web page', async () => {
    const backend = open();
    await backend.write('page.html', text('<html></html>'));
    expect(decode((await backend.read('page.html')).bytes)).toBe('<html></html>');
  });
});

describe('bytes on their way', () => {
  it('are asked for again when they break off', async () => {
    const backend = open();
    const bytes = Buffer.alloc(500_000, 'abc');
    await backend.write('x', bytes);
    server.clearRequests();
    server.faults.at(1, 'truncated');
    expect(Buffer.compare((await backend.read('x')).bytes, bytes)).toBe(0);
    expect(asked()).toEqual(['GET', 'GET']);
  });

  it('that do not fit the hash saved with them are asked for once more, and then refused', async () => {
    const backend = open();
    await backend.write('x', text('right'));
    const metadata = server.objects.get(objectX)?.metadata ?? {};
    server.objects.put(objectX, text('wrong'), metadata);
    server.clearRequests();
    await expectFailure(backend.read('x'), 'unknown');
    expect(asked()).toEqual(['GET', 'GET']);
  });

  it('without a hash, as the predecessor writes them, are read as they are', async () => {
    server.objects.put(objectX, text('from the predecessor'));
    expect(decode((await open().read('x')).bytes)).toBe('from the predecessor');
  });
});

describe('a server that hangs', () => {
  const names = Object.keys(everyCall(openTestBackend(nowhere())));
  for (const name of names) {
    it(`ends ${name} when the time is up`, async () => {
      server.faults.from(1, 'timeout');
      const backend = open({ limits: { requestTimeout: 300 } });
      const failure = await expectFailure(everyCall(backend)[name]?.() ?? Promise.resolve(), 'offline');
      expect(failure.message).toContain('did not answer in time');
    });
  }

  it('ends a body that stands still', async () => {
    const backend = open({ limits: { requestTimeout: 300, attempts: 1 } });
    await backend.write('x', Buffer.alloc(100_000));
    server.clearRequests();
    server.faults.at(1, 'stalled');
    const failure = await expectFailure(backend.read('x'), 'offline');
    expect(failure.message).toContain('did not answer in time');
  });

  it('ends within a second when cancelled', async () => {
    server.faults.from(1, 'timeout');
    const backend = open();
    const calls: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
      read: (signal) => backend.read('x', { signal }),
      write: (signal) => backend.write('x', text('new'), { signal }),
      list: (signal) => backend.list('', { signal }),
      stat: (signal) => backend.stat('x', { signal }),
      delete: (signal) => backend.delete('x', { signal }),
    };
    for (const [name, call] of Object.entries(calls)) {
      const times: number[] = [];
      // The quickest of three: a busy machine may be late once.
      for (let turn = 0; turn < 3; turn++) times.push(await timeToCancel(call));
      expect([name, Math.min(...times) < 1_000]).toEqual([name, true]);
    }
  });

  it('ends when the library is closed', async () => {
    server.faults.from(1, 'timeout');
    const backend = open();
    const reading = backend.read('x');
    await backend.close();
    await expectFailure(reading, 'cancelled');
  });

  it('is cancelled in the pause between two attempts', async () => {
    server.faults.from(1, 'status-500');
    const controller = new AbortController();
    meanwhile = () => controller.abort();
    await expectFailure(open().read('x', { signal: controller.signal }), 'cancelled');
    expect(asked()).toHaveLength(1);
  });
});

describe('a listing', () => {
  it('leaves out, and reports once, what cannot be a key of the library', async () => {
    const odd = ['line\nbreak', 'bell\u0007', '../../x', 'a//b', '/root', 'a/./b', 'folder with bytes/'];
    const kept = ['plus+and&.json', 'percent%20.json', 'é.json', 'a b.json', 'x'.repeat(1_000)];
    server.fill([...odd, ...kept].map((key) => `team/library/${key}`));
    server.fill(['team/library/', 'team/library/folder/'], () => new Uint8Array());
    server.fill(['team/library-2/other', 'team/librar', 'top']);
    const reported: string[] = [];
    const backend = open({ onOddKey: (key) => reported.push(key) });
    expect((await backend.list('')).map(({ key }) => key)).toEqual(kept.sort());
    await backend.list('');
    expect(reported.sort()).toEqual(odd.sort());
  });

  it('is complete over many pages and faults', async () => {
    const endings = ['🙂', 'é', '＂', 'plain'];
    const keys = Array.from(
      { length: 2_500 },
      (_, index) => `${String(index).padStart(4, '0')} ${endings[index % endings.length]}`,
    );
    server.fill(keys.map((key) => `team/library/${key}`));
    server.faults.at(2, 'truncated');
    server.faults.at(4, 'slow-down');
    expect((await open().list('')).map(({ key }) => key)).toEqual(keys);
    expect(asked()).toHaveLength(5);
  });

  it('fails rather than being a part when the server does not page to the end', async () => {
    server.fill(['team/library/a', 'team/library/b']);
    server.faults.from(1, 'endless-listing');
    await expectFailure(open().list(''), 'unsupported');
  });

  it('is in the order of code units, whatever the server sorts by', async () => {
    const keys = ['\uff02', '🙂', 'a', 'Z'];
    server.fill(keys.map((key) => `team/library/${key}`));
    expect((await open().list('')).map(({ key }) => key)).toEqual([...keys].sort());
  });
});

describe('names', () => {
  it('are refused where the folder in the bucket makes them too long', async () => {
    const key = `${'folder/'.repeat(144)}x.json`;
    await open({ prefix: '' }).write(key, text('x'));
    await expectFailure(open({ prefix: 'a-long-folder' }).write(key, text('x')), 'invalid');
    await expectFailure(open({ prefix: 'a-long-folder' }).read(key), 'invalid');
  });

  it('stand at the top of the bucket without a prefix', async () => {
    await open({ prefix: '' }).write('a/b.json', text('x'));
    expect(server.objects.keys()).toEqual(['a/b.json']);
    expect((await open({ prefix: '' }).list('a/')).map(({ key }) => key)).toEqual(['a/b.json']);
  });
});

describe('rights', () => {
  const missing = {
    read: ['GET', 's3:GetObject'],
    stat: ['HEAD', 's3:GetObject'],
    write: ['PUT', 's3:PutObject'],
    list: ['LIST', 's3:ListBucket'],
    delete: ['DELETE', 's3:DeleteObject'],
  } as const;
  for (const [name, [kind, right]] of Object.entries(missing)) {
    it(`that are missing are named: ${right} for ${name}`, async () => {
      server.objects.put(objectX, text('old'));
      server.denied.push({ kind });
      const backend = open();
      const failure = await expectFailure(everyCall(backend)[name]?.() ?? Promise.resolve(), 'denied');
      expect(failure.message).toContain(right);
      expect(asked().filter((one) => one === kind)).toHaveLength(1);
    });
  }

  it('to write may be missing while all else works', async () => {
    server.objects.put(objectX, text('old'));
    server.denied.push({ kind: 'PUT' }, { kind: 'DELETE' });
    const backend = open();
    await expectFailure(backend.write('x', text('new')), 'denied');
    expect(decode((await backend.read('x')).bytes)).toBe('old');
    expect(await backend.list('')).toHaveLength(1);
  });
});

describe('conditions', () => {
  it('that the server refuses are unsupported', async () => {
    server.conditions = 'refuses';
    const failure = await expectFailure(open().write('x', text('x'), { ifVersion: 'absent' }), 'unsupported');
    expect(failure.message).toContain('protected edits');
    expect(server.objects.size).toBe(0);
  });

  it('on deleting are given up where the server refuses them', async () => {
    server.conditions = 'refuses';
    const { etag } = server.objects.put(objectX, text('old'));
    const backend = open();
    await expectFailure(backend.delete('x', { ifVersion: '"other"' }), 'conflict');
    await backend.delete('x', { ifVersion: etag });
    expect(server.objects.size).toBe(0);
  });

  it('on deleting are compared before, where the server ignores them', async () => {
    server.conditions = 'ignores';
    server.objects.put(objectX, text('old'));
    await expectFailure(open().delete('x', { ifVersion: '"other"' }), 'conflict');
    expect(server.objects.size).toBe(1);
  });

  it('are compared before writing for the only editor of a server without them, and never sent', async () => {
    server.conditions = 'refuses';
    const backend = open({ conditions: 'none' });
    const { version } = await backend.write('x', text('1'), { ifVersion: 'absent' });
    await expectFailure(backend.write('x', text('2'), { ifVersion: 'absent' }), 'conflict');
    await expectFailure(backend.write('x', text('2'), { ifVersion: '"other"' }), 'conflict');
    await backend.write('x', text('2'), { ifVersion: version });
    await backend.delete('x', { ifVersion: (await backend.read('x')).version });
    expect(server.objects.size).toBe(0);
  });
});

/** What is set wrong, and what must be said of it, on every server and for every call. */
const wrongSettings: Record<
  string,
  { changes: (server: TestServer) => Partial<S3Options>; code: string; words: string; region?: true }
> = {
  'the region': {
    changes: () => ({ region: 'us-west-2' }),
    code: 'invalid',
    words: 'is in the region “eu-central-1”, not in “us-west-2”',
    region: true,
  },
  'the access key': {
    changes: ({ secretAccessKey }) => ({ credentials: { accessKeyId: 'CANARYACCESSKEY', secretAccessKey } }),
    code: 'denied',
    words: 'does not know this access key',
  },
  'the secret key': {
    changes: ({ accessKeyId }) => ({ credentials: { accessKeyId, secretAccessKey: 'canary-secret-key' } }),
    code: 'denied',
    words: 'does not belong to this access key',
  },
  'the bucket': {
    changes: () => ({ bucket: 'no-such-bucket' }),
    code: 'not-found',
    words: 'There is no bucket “no-such-bucket”',
  },
};

function describeWrongSettings(
  name: string,
  on: () => TestServer,
  setClock: (minutes: number) => void,
): void {
  for (const [setting, { changes, code, words, region }] of Object.entries(wrongSettings)) {
    it(`${name}: ${setting} is wrong: every call says so, once, without a secret`, async () => {
      const usage: RequestUsage[] = [];
      const backend = open({ ...changes(on()), onRequest: (request) => usage.push(request) }, on());
      for (const [call, run] of Object.entries(everyCall(backend))) {
        usage.length = 0;
        const failure = await expectFailure(run(), code);
        expect([call, failure.message]).toEqual([call, expect.stringContaining(words)]);
        if (region) expect(regionFromError(failure)).toBe('eu-central-1');
        expect(usage.length).toBeLessThanOrEqual(2);
        expectNoSecret(failure, on());
      }
    });
  }

  it(`${name}: a clock that is 20 minutes off is named, and asked about once`, async () => {
    const usage: RequestUsage[] = [];
    const backend = open({ onRequest: (request) => usage.push(request) }, on());
    await backend.write('clock', text('old'));
    for (const offset of [-20, 20]) {
      setClock(offset);
      for (const [call, run] of Object.entries(everyCall(backend))) {
        usage.length = 0;
        const failure = await expectFailure(run(), 'invalid');
        expect([call, failure.message]).toEqual([call, expect.stringContaining('clock of this computer')]);
        expect(usage.length).toBeLessThanOrEqual(2);
      }
      setClock(0);
    }
    expect(decode((await backend.read('clock')).bytes)).toBe('old');
  });
}

describe('wrong settings', () => {
  describeWrongSettings(
    'the fake',
    () => server,
    // The fake lives in this process: it is its clock that is moved, the other way.
    (minutes) => {
      server.clockOffset = -minutes * 60_000;
    },
  );
  onRealS3('wrong settings on versitygw', (real) =>
    describeWrongSettings('versitygw', real, (minutes) => {
      vi.useRealTimers();
      if (minutes !== 0) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    }),
  );

  it('credentials that cannot be got are denied, without what the provider said', async () => {
    const credentials = async () => {
      throw Object.assign(new Error('canary-secret-key'), { name: 'CredentialsProviderError' });
    };
    const failure = await expectFailure(open({ credentials }).read('x'), 'denied');
    expectNoSecret(failure, server);
  });
});

it('no request is told that has never left this device', async () => {
  const usage: RequestUsage[] = [];
  const gone = await startFakeS3();
  await gone.stop();
  const backend = open({ onRequest: (request) => usage.push(request) }, gone);
  await expectFailure(backend.read('x'), 'offline');
  expect(usage).toEqual([]);
});

it('every request is told, those that failed and were sent again included', async () => {
  const usage: RequestUsage[] = [];
  const backend = open({ onRequest: (request) => usage.push(request) });
  server.faults.at(1, 'status-500');
  server.faults.at(3, 'refused');
  await backend.write('x', Buffer.alloc(1_000));
  await backend.read('x');
  await backend.list('');
  await backend.stat('x');
  await backend.delete('x');
  expect(usage.map(({ kind, sent }) => [kind, sent])).toEqual([
    ['PUT', 1_000],
    ['PUT', 1_000],
    ['GET', 0],
    ['GET', 0],
    ['LIST', 0],
    ['HEAD', 0],
    ['DELETE', 0],
  ]);
  expect(usage.map(({ kind }) => kind)).toEqual(asked());
  expect(usage.map(({ received }) => received)).toEqual(server.requests.map(({ sent }) => sent));
});

/** Milliseconds from cancelling to the answer. */
async function timeToCancel(call: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const controller = new AbortController();
  const before = server.requests.length;
  const running = call(controller.signal);
  running.catch(() => undefined);
  await vi.waitUntil(() => server.requests.length > before, { timeout: 30_000 });
  const start = performance.now();
  controller.abort();
  await expectFailure(running, 'cancelled');
  return performance.now() - start;
}

function expectNoSecret(failure: Error, { secretAccessKey, accessKeyId }: TestServer): void {
  expect(failure).toBeInstanceOf(Failure);
  const everything = inspect(failure, { depth: 20, showHidden: true, getters: true });
  for (const secret of [secretAccessKey, accessKeyId, 'canary-secret-key', 'CANARYACCESSKEY']) {
    expect(everything).not.toContain(secret);
  }
}

function nowhere(): TestServer {
  return { url: 'http://127.0.0.1:1', bucket: 'b', region: 'r', accessKeyId: 'k', secretAccessKey: 's' };
}
