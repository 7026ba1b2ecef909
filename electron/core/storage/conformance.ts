// biome-ignore-all lint/style/noExcessiveLinesPerFile: one list of promises, read from top to bottom, that every backend keeps.
import { expect, it } from 'vitest';
import { isFailure } from '../failure.ts';
import type { StorageBackend } from './backend.ts';
import { addTo, decode, text } from './testing/documents.ts';
import { hostileKeys } from './testing/hostile-keys.ts';

/** What a test of a backend needs. */
export interface BackendUnderTest {
  /** An empty library. */
  backend: StorageBackend;
  /** A second, independent way into the same library: another window or process. */
  peer: StorageBackend;
  /** Puts objects there by a quicker way than writing each; left out where there is none. */
  fill?: (keys: readonly string[]) => Promise<void>;
  /** Every path that exists around the library, to show that nothing got out; left out where nothing can. */
  outside?: () => Promise<string[]>;
  dispose(): Promise<void>;
}

/** What a backend need not be able to do. */
export interface BackendAbilities {
  append: boolean;
  watch: boolean;
  /** Whether the stamp changes also when the same bytes are written again within a second. */
  distinctStamps: boolean;
}

/**
 * The promises of `StorageBackend`, as tests. A backend joins by one test file that calls this; `make`
 * gives a fresh library to each test.
 */
export function describeBackend(
  name: string,
  make: () => Promise<BackendUnderTest>,
  abilities: BackendAbilities = { append: true, watch: true, distinctStamps: true },
): void {
  function check(title: string, test: (subject: BackendUnderTest) => Promise<void>, timeout = 30_000): void {
    it(`${name}: ${title}`, { timeout }, async () => {
      const subject = await make();
      try {
        await test(subject);
      } finally {
        await subject.backend.close();
        await subject.peer.close();
        await subject.dispose();
      }
    });
  }

  // --- absence ---

  check('reads nothing as not-found', async ({ backend }) => {
    await expectFailure(backend.read('missing.json'), 'not-found');
    await expectFailure(backend.read('no/such/folder/missing.json'), 'not-found');
  });

  check('stats nothing as undefined, lists nothing as an empty list', async ({ backend }) => {
    expect(await backend.stat('missing.json')).toBeUndefined();
    expect(await backend.stat('no/such/missing.json')).toBeUndefined();
    expect(await backend.list('')).toEqual([]);
    expect(await backend.list('no/such/folder/')).toEqual([]);
  });

  check('deletes nothing without complaint, with and without a version', async ({ backend }) => {
    await backend.delete('missing.json');
    await backend.delete('missing.json', { ifVersion: 'anything' });
    expect(await backend.list('')).toEqual([]);
  });

  check('takes a folder for no object, and a path through an object for absent', async ({ backend }) => {
    await backend.write('folder/x.json', text('x'));
    await expectFailure(backend.read('folder'), 'not-found');
    expect(await backend.stat('folder')).toBeUndefined();
    await expectFailure(backend.read('folder/x.json/y'), 'not-found');
    expect(await backend.stat('folder/x.json/y')).toBeUndefined();
    await backend.delete('folder/x.json/y');
    expect(await keysOf(backend, '')).toEqual(['folder/x.json']);
  });

  // --- writing and conditions ---

  check('gives back what was written, with one version for equal bytes', async ({ backend, peer }) => {
    const first = await backend.write('a/b.json', text('one'));
    expect(await contentOf(backend, 'a/b.json')).toEqual(['one', first.version]);
    expect((await peer.read('a/b.json')).version).toBe(first.version);
    const second = await peer.write('a/b.json', text('two'));
    expect(second.version).not.toBe(first.version);
    expect(decode((await backend.read('a/b.json')).bytes)).toBe('two');
    expect((await backend.write('a/b.json', text('one'))).version).toBe(first.version);
  });

  check('keeps what was written apart from the buffers of the callers', async ({ backend }) => {
    const bytes = text('one');
    await backend.write('x', bytes);
    bytes.fill(0);
    (await backend.read('x')).bytes.fill(0);
    expect(decode((await backend.read('x')).bytes)).toBe('one');
  });

  check('writes on the version given, and refuses another one', async ({ backend, peer }) => {
    const { version } = await backend.write('x', text('one'));
    const next = await peer.write('x', text('two'), { ifVersion: version });
    await expectFailure(backend.write('x', text('three'), { ifVersion: version }), 'conflict');
    expect(await contentOf(backend, 'x')).toEqual(['two', next.version]);
  });

  check('writes on a version that is absent only as a conflict', async ({ backend }) => {
    const { version } = await backend.write('x', text('one'));
    await backend.delete('x');
    await expectFailure(backend.write('x', text('two'), { ifVersion: version }), 'conflict');
    expect(await backend.stat('x')).toBeUndefined();
  });

  check('creates only what is absent', async ({ backend }) => {
    await backend.write('x', text('one'), { ifVersion: 'absent' });
    await expectFailure(backend.write('x', text('two'), { ifVersion: 'absent' }), 'conflict');
    expect(decode((await backend.read('x')).bytes)).toBe('one');
  });

  check('deletes on the version given, and refuses another one', async ({ backend }) => {
    const { version } = await backend.write('x', text('one'));
    await backend.write('x', text('two'));
    await expectFailure(backend.delete('x', { ifVersion: version }), 'conflict');
    const now = await backend.read('x');
    await backend.delete('x', { ifVersion: now.version });
    expect(await backend.stat('x')).toBeUndefined();
  });

  check('lets one of 32 racing creators win', async ({ backend, peer }) => {
    for (let round = 0; round < 5; round++) {
      const won = await race(32, (racer) =>
        pick(racer, backend, peer).write(`race-${round}`, text(`${racer}`), { ifVersion: 'absent' }),
      );
      expect(won).toHaveLength(1);
      expect(decode((await backend.read(`race-${round}`)).bytes)).toBe(`${won[0]}`);
    }
  });

  check('lets one of 32 racing updates win', async ({ backend, peer }) => {
    const { version } = await backend.write('x', text('start'));
    const won = await race(32, (racer) =>
      pick(racer, backend, peer).write('x', text(`${racer}`), { ifVersion: version }),
    );
    expect(won).toHaveLength(1);
    expect(decode((await peer.read('x')).bytes)).toBe(`${won[0]}`);
  });

  check(
    'loses none of 8 × 25 changes that are retried on conflict',
    async ({ backend, peer }) => {
      await backend.write('count', text('[]'));
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let turn = 0; turn < 25; turn++)
          await addTo(pick(writer, backend, peer), 'count', `${writer}-${turn}`);
      });
      await Promise.all(writers);
      const all: string[] = JSON.parse(decode((await backend.read('count')).bytes));
      expect(all).toHaveLength(200);
      expect(new Set(all).size).toBe(200);
    },
    60_000,
  );

  for (const size of [0, 1, 4_095, 65_537, 1_000_003, 25_000_000]) {
    check(`keeps ${size} bytes whole`, async ({ backend, peer }) => {
      // 31 divides no block size, so that a block at the wrong place shows.
      const bytes = Buffer.alloc(size, Buffer.from(Array.from({ length: 31 }, (_, index) => index * 7)));
      const { version } = await backend.write('pictures/x.bin', bytes);
      const read = await peer.read('pictures/x.bin');
      expect(Buffer.compare(read.bytes, bytes)).toBe(0);
      expect(read.version).toBe(version);
      expect((await backend.stat('pictures/x.bin'))?.size).toBe(size);
    });
  }

  // --- names ---

  for (const key of hostileKeys) {
    check(`keeps or refuses the name ${JSON.stringify(key.slice(0, 60))}`, async ({ backend, outside }) => {
      const around = await outside?.();
      const bytes = text(`at ${key}`);
      const refused = await refusedAsInvalid(backend.write(key, bytes));
      if (refused) {
        expect(await backend.list('')).toEqual([]);
      } else {
        expect(await keysOf(backend, '')).toEqual([key]);
        expect(Buffer.compare((await backend.read(key)).bytes, bytes)).toBe(0);
        expect((await backend.stat(key))?.key).toBe(key);
        await backend.delete(key);
        expect(await backend.list('')).toEqual([]);
      }
      expect(await outside?.()).toEqual(around);
    });
  }

  check('reads, lists, stats, appends and deletes no name that leads outside', async ({ backend }) => {
    for (const key of ['../x', '..', '/etc/passwd', 'a/../../x', 'a\0b']) {
      await expectFailure(backend.read(key), 'invalid');
      await expectFailure(backend.stat(key), 'invalid');
      await expectFailure(backend.delete(key), 'invalid');
      await expectFailure(backend.append(key, text('x')), 'invalid', 'unsupported');
      await expectFailure(backend.list(`${key}/`), 'invalid');
    }
  });

  // --- listing ---

  check('lists by prefix, sorted by code units, with what stat says', async ({ backend }) => {
    const keys = ['b/2', 'b/10', 'B/x', 'a', 'a.json', 'a-b', 'bb/x', 'é/x', 'b/c/d', '.gitkeep'];
    const written = ['b/2', 'b/10', 'a.json', 'a-b', 'bb/x', 'é/x', 'b/c/d', '.gitkeep', 'a'];
    for (const key of written) await backend.write(key, text(key));
    const sorted = keys.filter((key) => written.includes(key)).sort();
    expect(await keysOf(backend, '')).toEqual(sorted);
    expect(await keysOf(backend, 'b/')).toEqual(['b/10', 'b/2', 'b/c/d']);
    expect(await keysOf(backend, 'b')).toEqual(['b/10', 'b/2', 'b/c/d', 'bb/x']);
    expect(await keysOf(backend, 'b/c')).toEqual(['b/c/d']);
    expect(await keysOf(backend, 'a')).toEqual(['a', 'a-b', 'a.json']);
    expect(await keysOf(backend, 'b/c/d')).toEqual(['b/c/d']);
    for (const listed of await backend.list('')) expect(await backend.stat(listed.key)).toEqual(listed);
  });

  check('changes the stamp with every write, and only then', async ({ backend, peer }) => {
    const stamps = new Set<string>();
    for (const content of ['a', 'b', abilities.distinctStamps ? 'a' : 'c']) {
      await backend.write('x', text(content));
      const listed = await backend.stat('x');
      expect(await peer.stat('x')).toEqual(listed);
      stamps.add(listed?.stamp ?? '');
    }
    expect(stamps.size).toBe(3);
  });

  check(
    'lists 2,500 keys',
    async ({ backend, fill }) => {
      const keys = Array.from({ length: 2_500 }, (_, index) => `many/${String(index).padStart(4, '0')}.json`);
      const write = (some: readonly string[]) =>
        Promise.all(some.map((key) => backend.write(key, text(key))));
      for (let start = 0; start < keys.length; start += 50)
        await (fill ?? write)(keys.slice(start, start + 50));
      expect(await keysOf(backend, 'many/')).toEqual(keys);
    },
    120_000,
  );

  // --- cancelling ---

  check('does nothing when cancelled before', async ({ backend }) => {
    await backend.write('x', text('one'));
    const signal = AbortSignal.abort();
    await expectFailure(backend.read('x', { signal }), 'cancelled');
    await expectFailure(backend.write('x', text('two'), { signal }), 'cancelled');
    await expectFailure(backend.list('', { signal }), 'cancelled');
    await expectFailure(backend.stat('x', { signal }), 'cancelled');
    await expectFailure(backend.delete('x', { signal }), 'cancelled');
    await expectFailure(backend.append('x', text('+'), { signal }), 'cancelled', 'unsupported');
    expect(decode((await backend.read('x')).bytes)).toBe('one');
  });

  check('leaves old or new when cancelled in the middle, and says which', async ({ backend }) => {
    await backend.write('x', text('old'));
    for (let turns = 0; turns < 20; turns++) {
      const before = decode((await backend.read('x')).bytes);
      const controller = new AbortController();
      const writing = backend.write('x', text(`new ${turns}`), { signal: controller.signal });
      const outcome = writing.then(
        () => 'written',
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      controller.abort();
      const result = await outcome;
      if (result !== 'written') expect(isFailure(result, 'cancelled')).toBe(true);
      expect(decode((await backend.read('x')).bytes)).toBe(result === 'written' ? `new ${turns}` : before);
    }
    expect(await keysOf(backend, '')).toEqual(['x']);
  });

  // --- what not every backend can ---

  if (abilities.append) {
    check('appends, creating what is absent, from two sides at once', async ({ backend, peer }) => {
      const lines = Array.from({ length: 40 }, (_, line) => `${line}\n`);
      await Promise.all(
        lines.map((line, index) => pick(index, backend, peer).append('log/own.jsonl', text(line))),
      );
      const read = decode((await backend.read('log/own.jsonl')).bytes)
        .split('\n')
        .filter(Boolean);
      expect(read.map(Number).sort((left, right) => left - right)).toEqual(lines.map(Number));
    });
  } else {
    check('says that it cannot append', async ({ backend }) => {
      await expectFailure(backend.append('x', text('x')), 'unsupported');
    });
  }

  if (abilities.watch) {
    check('notices what the other side writes and deletes, not its own doing', async ({ backend, peer }) => {
      await backend.write('folder/known.json', text('0'));
      const seen = new Set<string>();
      const stop = backend.watch?.((keys) => {
        for (const key of keys) seen.add(key);
      });
      // Watching starts at some time: the other side writes until it is noticed.
      await until(seen, 'folder/known.json', (turn) => peer.write('folder/known.json', text(`${turn}`)));
      await until(seen, 'new/folder/made.json', (turn) =>
        peer.write('new/folder/made.json', text(`${turn}`)),
      );
      seen.delete('new/folder/made.json');
      await backend.write('folder/mine.json', text('own'));
      await backend.write('new/folder/mine.json', text('own'));
      await until(seen, 'new/folder/made.json', () => peer.delete('new/folder/made.json'));
      await until(seen, 'folder/last.json', (turn) => peer.write('folder/last.json', text(`${turn}`)));
      expect([...seen].filter((key) => key.endsWith('mine.json'))).toEqual([]);
      stop?.();
    });
  }
}

/** Asserts that a call rejects with a `Failure` of one of these codes. */
export async function expectFailure(call: Promise<unknown>, ...codes: string[]): Promise<Error> {
  const error = await call.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  expect(isFailure(error) ? codes : error).toContain(isFailure(error) ? error.code : 'a Failure');
  return error as Error;
}

// --- helpers ---

async function keysOf(backend: StorageBackend, prefix: string): Promise<string[]> {
  return (await backend.list(prefix)).map((listed) => listed.key);
}

async function contentOf(backend: StorageBackend, key: string): Promise<[content: string, version: string]> {
  const { bytes, version } = await backend.read(key);
  return [decode(bytes), version];
}

function pick(index: number, backend: StorageBackend, peer: StorageBackend): StorageBackend {
  return index % 2 === 0 ? backend : peer;
}

async function race(racers: number, run: (racer: number) => Promise<unknown>): Promise<number[]> {
  const results = await Promise.allSettled(Array.from({ length: racers }, (_, racer) => run(racer)));
  const won: number[] = [];
  for (const [racer, result] of results.entries()) {
    if (result.status === 'fulfilled') won.push(racer);
    else if (!isFailure(result.reason, 'conflict')) throw result.reason;
  }
  return won;
}

async function refusedAsInvalid(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (isFailure(error, 'invalid')) return true;
    throw error;
  }
}

async function until(
  seen: Set<string>,
  key: string,
  nudge: (turn: number) => Promise<unknown>,
): Promise<void> {
  seen.delete(key);
  for (let turn = 1; !seen.has(key); turn++) {
    await nudge(turn);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
