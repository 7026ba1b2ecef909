import { copyFile, mkdtemp, readdir, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/model/library.ts';
import { type Journal, openJournal } from '../library/journal.ts';
import { createMemoryDevice, openMemoryStorage } from '../testing/memory-team.ts';
import { rate } from '../testing/sessions.ts';
import { openKeptFiles } from './kept-files.ts';
import { openWaiting, parseWaitingRow, type Waiting, type WaitingRow } from './waiting.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waiting-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what waits', () => {
  it('keeps what is added while the last other item is finished', async () => {
    // On a slow disk a row is written for a while before whoever added it hears of that.
    const waiting = open((journal) => ({
      ...journal,
      append: (rows) => journal.append(rows).then(() => delay(20)),
    }));
    await waiting.addChange(entry('first'));
    await Promise.all([waiting.addChange(entry('second')), delay(10).then(() => waiting.finish(['first']))]);
    expect(await afterCrash()).toEqual(['second']);
  });

  it('keeps one row whole when another one, written at the same time, finds the disk full', async () => {
    const waiting = open(fullAt(2));
    const outcomes = await Promise.allSettled(
      ['one', 'two', 'three'].map((id) => waiting.addChange(entry(id))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await afterCrash()).toEqual(['one', 'three']);
  });

  it('refuses with “full” what the disk has no room for, and keeps no half of it', async () => {
    const waiting = open(fullAt(1));
    await expect(waiting.addPut('profile_tester/bin/a.jpg', bytes(3))).rejects.toMatchObject({
      code: 'full',
    });
    expect(waiting.items()).toEqual([]);
    expect(await readdir(join(folder, 'files'))).toEqual([]);
  });

  it('lets go of the last item also on a full disk', async () => {
    const waiting = open(fullAt(2));
    await waiting.addChange(entry('one'));
    await waiting.finish(['one']);
    expect(waiting.items()).toEqual([]);
    expect(await afterCrash()).toEqual([]);
  });

  it('takes an item over once, also when the app before ended while it took it over', async () => {
    const journal = open();
    await journal.addChange(entry('one'));
    await leave();
    const [name = ''] = await readdir(join(folder, 'waiting'));
    const twin = join(folder, 'waiting', '2147483600-twin.jsonl');
    await copyFile(join(folder, 'waiting', name), twin);
    expect(await afterCrash()).toEqual(['one']);
  });

  it('does not take the bytes of an app that is running for leftovers', async () => {
    const waiting = open();
    const put = await waiting.addPut('profile_tester/bin/a.jpg', bytes(3));
    await age(put.content);
    const other = open();
    await other.adopt();
    expect(await waiting.readBytes(put)).toEqual(Buffer.from(bytes(3)));
    await expect(other.readBytes({ ...put, content: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('sweeps bytes that nothing refers to any more, after an hour', async () => {
    const files = openKeptFiles(join(folder, 'files'));
    const [old, fresh] = [await files.keep(bytes(1)), await files.keep(bytes(2))];
    await age(old);
    await open().adopt();
    expect(await readdir(join(folder, 'files'))).toEqual([fresh]);
  });

  it('loses nothing, whatever is added, finished and crashes in whatever order', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ what: fc.constant('add' as const), size: fc.nat({ max: 4 }) }) },
      { weight: 3, arbitrary: fc.record({ what: fc.constant('finish' as const), size: fc.nat({ max: 5 }) }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('crash' as const), size: fc.constant(0) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }), async (rounds) => {
        const device = createMemoryDevice();
        const start = () => {
          const storage = openMemoryStorage(device);
          return openWaiting(storage.waiting, storage.files);
        };
        let waiting = start();
        const acknowledged = new Set<string>();
        const finished = new Set<string>();
        let serial = 0;
        for (const round of rounds) {
          await Promise.all(
            round.map(async ({ what, size }) => {
              if (what === 'finish') {
                const ids = waiting
                  .items()
                  .slice(0, size)
                  .map(({ id }) => id);
                for (const id of ids) finished.add(id);
                await waiting.finish(ids);
              } else if (what === 'add') {
                serial += 1;
                const id = `entry ${serial}`;
                if (size > 2)
                  acknowledged.add((await waiting.addPut(`profile_tester/bin/${serial}`, bytes(size))).id);
                else await waiting.addChange(entry(id)).then(() => acknowledged.add(id));
              }
            }),
          );
          if (!round.some(({ what }) => what === 'crash')) continue;
          device.crashes += 1;
          waiting = start();
          await waiting.adopt();
        }
        const left = waiting.items().map(({ id }) => id);
        expect(new Set(left).size).toBe(left.length);
        expect([...acknowledged].filter((id) => !finished.has(id) && !left.includes(id))).toEqual([]);
        expect(left.filter((id) => finished.has(id))).toEqual([]);
        for (const item of waiting.items()) if (item.kind === 'put') await waiting.readBytes(item);
      }),
      { numRuns: 500 },
    );
  });
});

function open(wrap: (journal: Journal<WaitingRow>) => Journal<WaitingRow> = (journal) => journal): Waiting {
  return openWaiting(
    wrap(openJournal(join(folder, 'waiting'), parseWaitingRow)),
    openKeptFiles(join(folder, 'files')),
  );
}

/** Lets one append of a journal fail as a full disk does. */
function fullAt(number: number) {
  let count = 0;
  return (journal: Journal<WaitingRow>): Journal<WaitingRow> => ({
    ...journal,
    async append(rows) {
      count += 1;
      if (count === number) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await journal.append(rows);
    },
  });
}

/** The files of this process as those of one that is gone: under another process's id. */
async function leave(): Promise<void> {
  const place = join(folder, 'waiting');
  for (const [index, name] of (await readdir(place)).entries()) {
    await rename(join(place, name), join(place, `214748364${index}-gone.jsonl`));
  }
}

/** The ids that the next app takes over. */
async function afterCrash(): Promise<string[]> {
  await leave();
  const next = open();
  await next.adopt();
  const ids = next.items().map(({ id }) => id);
  await next.close();
  return ids;
}

async function age(name: string): Promise<void> {
  const past = new Date(Date.now() - 2 * 60 * 60_000);
  await utimes(join(folder, 'files', name), past, past);
}

function entry(id: string): HistoryEntry {
  return { id, at: '2026-11-27T00:00:00.000Z', device: 'd', who: 'Anna', change: rate('Foggy City', 5) };
}

function bytes(value: number): Uint8Array {
  return new Uint8Array([value, value]);
}
