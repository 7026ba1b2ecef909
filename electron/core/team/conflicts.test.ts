import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TeamConflict } from '#shared/model/team.ts';
import { type Journal, openJournal } from '../library/journal.ts';
import { temporaryFolder } from '../testing/libraries.ts';
import { rate } from '../testing/sessions.ts';
import { type ConflictRow, type Conflicts, openConflicts, parseConflictRow } from './conflicts.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('conflicts to decide', () => {
  it('outlive a crash until they are decided', async () => {
    const conflicts = open();
    await conflicts.add([conflict('one'), conflict('two')]);
    await conflicts.resolve('one');
    expect(await afterCrash()).toEqual(['two']);
  });

  it('are kept when one comes while the last other one is decided', async () => {
    // On a slow disk a row is written for a while before whoever added it hears of that.
    const conflicts = open((journal) => ({
      ...journal,
      append: (rows) => journal.append(rows).then(() => delay(20)),
    }));
    await conflicts.add([conflict('one')]);
    await Promise.all([conflicts.add([conflict('two')]), delay(10).then(() => conflicts.resolve('one'))]);
    expect(conflicts.list().map(({ id }) => id)).toEqual(['two']);
    expect(await afterCrash()).toEqual(['two']);
  });

  it('are one when they are about one thing: the later stands for both', async () => {
    const conflicts = open();
    await conflicts.add([conflict('one', 'first'), conflict('one', 'second')]);
    await conflicts.add([conflict('one', 'third')]);
    await conflicts.add([conflict('one', 'third')]);
    expect(conflicts.list()).toMatchObject([
      { id: 'one', of: [{ entry: 'first' }, { entry: 'second' }, { entry: 'third' }] },
    ]);
  });

  it('are there once when the app before ended while it took them over', async () => {
    await open().add([conflict('one')]);
    const [name = ''] = await leave();
    await copyFile(join(folder, name), join(folder, '2147483500-twin.jsonl'));
    expect(await afterCrash()).toEqual(['one']);
  });

  it('that a newer app has noted in an unknown form are passed over', () => {
    expect(parseConflictRow({ conflict: { id: 'x', change: { type: 'of-tomorrow' } } })).toBeUndefined();
    expect(parseConflictRow({ resolved: 'x' })).toEqual({ resolved: 'x' });
  });
});

function open(
  wrap: (journal: Journal<ConflictRow>) => Journal<ConflictRow> = (journal) => journal,
): Conflicts {
  return openConflicts(wrap(openJournal(folder, parseConflictRow)));
}

/** The files of this process as those of one that is gone: under another process's id. */
async function leave(): Promise<string[]> {
  const names = await readdir(folder);
  for (const [index, name] of names.entries()) {
    await rename(join(folder, name), join(folder, `214748364${index}-gone.jsonl`));
  }
  return readdir(folder);
}

async function afterCrash(): Promise<string[]> {
  await leave();
  const next = open();
  await next.adopt();
  const ids = next.list().map(({ id }) => id);
  await next.close();
  return ids;
}

function conflict(id: string, entry = id): TeamConflict {
  return {
    ...{ id, of: [{ entry }], change: rate('Foggy City', 5), at: '2026-11-27T00:00:00.000Z', who: 'Anna' },
    ...{ reason: 'Why.', current: null, theirWho: 'Ben', theirAt: '' },
  };
}
