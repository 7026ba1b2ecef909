import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { isFailure } from '../failure.ts';
import type { StorageBackend } from './backend.ts';
import { decode, text } from './testing/documents.ts';
import { type FakeS3, startFakeS3 } from './testing/fake-s3.ts';
import { onRealS3 } from './testing/real-s3.ts';
import { openTestBackend, type TestServer } from './testing/test-server.ts';

const rounds = 60;
const racers = 32;
const writers = 8;
const ratingsEach = 25;

let fake: FakeS3;
beforeAll(async () => {
  fake = await startFakeS3();
});
afterAll(() => fake.stop());

const opened: StorageBackend[] = [];
afterEach(async () => {
  for (const backend of opened.splice(0)) await backend.close();
});

raceOn('the fake', () => fake);
onRealS3('races on versitygw', (server) => raceOn('versitygw', server));

function raceOn(name: string, server: () => TestServer): void {
  it(`${name}: lets one of ${racers} creators win, in ${rounds} rounds`, async () => {
    const backends = openWriters(server());
    for (let round = 0; round < rounds; round++) {
      const winner = await onlyWinner(backends, (backend, racer) =>
        backend.write(`create/${round}`, text(`${racer}`), { ifVersion: 'absent' }),
      );
      expect(await contentOf(backends, `create/${round}`)).toBe(`${winner}`);
    }
  });

  it(`${name}: lets one of ${racers} editors win, in ${rounds} rounds`, async () => {
    const backends = openWriters(server());
    let { version } = await first(backends).write('edit', text('start'));
    for (let round = 0; round < rounds; round++) {
      const winner = await onlyWinner(backends, (backend, racer) =>
        backend.write('edit', text(`${round} ${racer}`), { ifVersion: version }),
      );
      expect(await contentOf(backends, 'edit')).toBe(`${round} ${winner}`);
      ({ version } = await first(backends).read('edit'));
    }
  });

  it(`${name}: keeps all ratings of ${writers} writers × ${ratingsEach} in one document`, async () => {
    const backends = openWriters(server());
    await first(backends).write('analysis.json', text('{}'));
    const rating = backends.map(async (backend, writer) => {
      for (let turn = 0; turn < ratingsEach; turn++) await rate(backend, `Test ${writer}-${turn}`, turn);
    });
    await Promise.all(rating);
    const ratings: Record<string, number> = JSON.parse(await contentOf(backends, 'analysis.json'));
    const expected = backends.flatMap((_, writer) =>
      Array.from({ length: ratingsEach }, (_, turn) => [`Test ${writer}-${turn}`, turn] as const),
    );
    expect(ratings).toEqual(Object.fromEntries(expected));
  });
}

/** One backend, with connections of its own, for each writer. */
function openWriters(server: TestServer): StorageBackend[] {
  const backends = Array.from({ length: writers }, () => openTestBackend(server));
  opened.push(...backends);
  return backends;
}

/** Lets all racers write at once and tells the one that won; fails unless it is exactly one. */
async function onlyWinner(
  backends: readonly StorageBackend[],
  write: (backend: StorageBackend, racer: number) => Promise<unknown>,
): Promise<number> {
  const results = await Promise.allSettled(
    Array.from({ length: racers }, (_, racer) => write(backends[racer % writers] ?? first(backends), racer)),
  );
  const won = results.flatMap((result, racer) => (result.status === 'fulfilled' ? [racer] : []));
  const lost = results.filter(
    (result) => result.status === 'rejected' && isFailure(result.reason, 'conflict'),
  );
  expect([won.length, lost.length]).toEqual([1, racers - 1]);
  return won[0] ?? -1;
}

async function rate(backend: StorageBackend, test: string, score: number): Promise<void> {
  for (;;) {
    const { bytes, version } = await backend.read('analysis.json');
    const rated = { ...JSON.parse(decode(bytes)), [test]: score };
    try {
      await backend.write('analysis.json', text(JSON.stringify(rated)), { ifVersion: version });
      return;
    } catch (error) {
      if (!isFailure(error, 'conflict')) throw error;
    }
  }
}

async function contentOf(backends: readonly StorageBackend[], key: string): Promise<string> {
  return decode((await first(backends).read(key)).bytes);
}

function first(backends: readonly StorageBackend[]): StorageBackend {
  const [backend] = backends;
  if (!backend) throw new Error('There is no backend.');
  return backend;
}
