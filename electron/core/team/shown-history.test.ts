import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HistoryEntry } from '#shared/model/library.ts';
import { Failure } from '../failure.ts';
import { createMemoryDevice, openMemoryStorage } from '../testing/memory-team.ts';
import { createShownHistory } from './shown-history.ts';
import type { TeamHistory } from './team-history.ts';
import { openWaiting } from './waiting.ts';

function entry(id: string, at: string): HistoryEntry {
  return { id, at, device: 'one', who: 'Anna', change: { type: 'test.remove', title: id } } as never;
}

/** A bucket’s history that answers as the test says. */
async function shownOver(list: TeamHistory['list'], file: string | null) {
  const { waiting, files } = openMemoryStorage(createMemoryDevice());
  const team: TeamHistory = { append: async () => undefined, list } as TeamHistory;
  return createShownHistory({ team, waiting: openWaiting(waiting, files), file });
}

const first = entry('first', '2026-11-01T10:00:00Z');

async function keptFile(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'shown-history-')), 'history.jsonl');
  await (await shownOver(async () => [first], file)).list(10);
  return file;
}

it('shows what is kept when the bucket does not answer at all', async () => {
  const shown = await shownOver(() => new Promise(() => undefined), await keptFile());
  expect(await shown.list(10)).toEqual([first]);
});

it('shows what is kept when there is no network, and what is new when it is back', async () => {
  const second = entry('second', '2026-11-02T10:00:00Z');
  let isDown = true;
  const list = async () => {
    if (isDown) throw new Failure('offline', 'There is no network.');
    return [second, first];
  };
  const shown = await shownOver(list, await keptFile());
  expect(await shown.list(10)).toEqual([first]);
  isDown = false;
  expect(await shown.list(10)).toEqual([second, first]);
});

it('waits for the bucket where nothing is kept', async () => {
  let answer: (entries: HistoryEntry[]) => void = () => undefined;
  const shown = await shownOver(() => new Promise((resolve) => (answer = resolve)), null);
  const listed = shown.list(10);
  await Promise.resolve();
  answer([first]);
  expect(await listed).toEqual([first]);
});
