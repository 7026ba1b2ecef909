import { appendFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { ratingOf } from '#shared/model/analysis.ts';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { Failure } from '../failure.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { documentsAndPictures, fingerprint, temporaryFolder } from '../testing/libraries.ts';
import { closeSessions, newLibrary, observe, rate } from '../testing/sessions.ts';
import { renameChange } from './rename-test.ts';

afterEach(closeSessions);

const stored = (score: number | null) => (score === null ? null : { affinity: 'workable', score });

const rerate = (from: number | null, to: number | null): Change => ({
  type: 'rating.set',
  profile: 'abc1234',
  test: 'Oil/Brush Study',
  base: stored(from),
  value: stored(to),
});

const entryOf = (id: string, change: Change): HistoryEntry => ({
  id,
  at: `2026-01-01T00:00:0${id}Z`,
  device: 'device-one',
  who: 'T',
  change,
});

/** Leaves entries in the outbox as an app does that was killed. */
async function leave(outbox: string, library: string, entries: HistoryEntry[]): Promise<string> {
  const folder = join(outbox, library);
  await mkdir(folder, { recursive: true });
  const lines = entries.map((entry) => `${JSON.stringify({ begin: entry })}\n`);
  await writeFile(join(folder, '4194999-dead.jsonl'), lines.join(''));
  return folder;
}

it('does not do a finished change again that a power cut left in the outbox', async () => {
  const folder = await newLibrary();
  const outboxFolder = await temporaryFolder();
  const { session } = await observe(folder, { outboxFolder });
  const first = await session.commit(rerate(null, 4));
  await session.commit(rerate(4, null));
  await closeSessions();
  await leave(outboxFolder, session.id, [first]);
  const again = (await observe(folder, { outboxFolder })).session;
  expect(ratingOf(again.snapshot().analyses.abc1234, 'Oil/Brush Study')).toBeUndefined();
  expect(await again.history.list(10)).toHaveLength(2);
});

it('opens although what was left does not fit any more, takes its parts back and tells of it', async () => {
  const folder = await newLibrary();
  const outboxFolder = await temporaryFolder();
  const { session } = await observe(folder, { outboxFolder });
  const change = renameChange(session, 'Foggy City', 'Misty City');
  await closeSessions();
  await writeFile(join(folder, 'profile_results/def5678/def5678_Misty_City.jpg'), 'other');
  const before = documentsAndPictures(await fingerprint(folder));
  const box = await leave(outboxFolder, session.id, [
    entryOf('1', change),
    entryOf('2', { type: 'from.the.future' } as unknown as Change),
    entryOf('3', rerate(null, 4)),
  ]);
  const again = await observe(folder, { outboxFolder });
  expect(again.refused.map(({ entry }) => entry.id)).toEqual(['1', '2']);
  expect(ratingOf(again.session.snapshot().analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 4 });
  expect((await readFile(join(box, 'unfinished.log'), 'utf8')).trim().split('\n')).toHaveLength(2);
  await again.session.undo('3');
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('opens a library that may not be written to for reading, and keeps what was left for later', async () => {
  const folder = await newLibrary();
  const outboxFolder = await temporaryFolder();
  const { session } = await observe(folder, { outboxFolder });
  await closeSessions();
  await leave(outboxFolder, session.id, [entryOf('1', rerate(null, 4))]);
  const before = await fingerprint(folder);
  let protection: string | null = 'This medium cannot be written to.';
  const writeProtection = async () => protection;
  const protectedOne = (await observe(folder, { outboxFolder, writeProtection })).session;
  expect(protectedOne.snapshot().readOnly).toBe(protection);
  await expect(protectedOne.commit(rate('Foggy City', 1))).rejects.toMatchObject({ code: 'denied' });
  expect(await fingerprint(folder)).toEqual(before);
  protection = null;
  await protectedOne.refresh();
  const { readOnly, analyses } = protectedOne.snapshot();
  expect(readOnly).toBeNull();
  expect(ratingOf(analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 4 });
});

it('keeps edits of an unplugged folder, says that they are not saved, and saves them in order when it is back', async () => {
  const folder = await newLibrary();
  const { session, patches, entries } = await observe(folder, { lookAgainEvery: 20 });
  await rename(folder, `${folder}-away`);
  for (const change of [rerate(null, 4), rerate(4, 6)]) {
    await expect(session.commit(change)).rejects.toMatchObject({ code: 'offline' });
  }
  expect(patches.filter((patch) => patch.readOnly)).toHaveLength(1);
  expect(ratingOf(session.snapshot().analyses.abc1234, 'Oil/Brush Study')).toBeUndefined();
  await rename(`${folder}-away`, folder);
  await vi.waitFor(() => expect(entries).toHaveLength(2), { timeout: 10_000 });
  const { readOnly, analyses } = session.snapshot();
  expect(readOnly).toBeNull();
  expect(ratingOf(analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 6 });
  expect(patches.at(-1)?.readOnly).toBeNull();
  for (const entry of await session.history.list(2)) await session.undo(entry.id);
  expect(ratingOf(session.snapshot().analyses.abc1234, 'Oil/Brush Study')).toBeUndefined();
});

it('keeps edits of an unplugged folder over a restart', async () => {
  const folder = await newLibrary();
  const outboxFolder = await temporaryFolder();
  const { session } = await observe(folder, { outboxFolder });
  await rename(folder, `${folder}-away`);
  await expect(session.commit(rerate(null, 4))).rejects.toMatchObject({ code: 'offline' });
  await closeSessions();
  await rename(`${folder}-away`, folder);
  const again = (await observe(folder, { outboxFolder })).session;
  expect(ratingOf(again.snapshot().analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 4 });
  await closeSessions();
  expect(await readdir(join(outboxFolder, session.id))).toEqual([]);
});

it('does not report a change as failed that is in the library, though nothing can be read after it', async () => {
  const folder = await newLibrary();
  const plain = await openLocalFolder(folder);
  let isGone = false;
  const backend = {
    ...plain,
    append: async (key: string, bytes: Uint8Array) => {
      await plain.append(key, bytes);
      isGone = true;
    },
    stat: async (key: string) => {
      if (isGone) throw new Failure('offline', 'The disk does not answer.');
      return plain.stat(key);
    },
  };
  const { session, patches } = await observe(folder, { backend });
  const change = renameChange(session, 'Foggy City', 'Misty City');
  const entry = await session.commit(change);
  expect(patches.some((patch) => patch.entry === entry.id)).toBe(true);
  expect(session.snapshot().readOnly).toContain('cannot be reached');
});

it('leaves no second copy when a file that was moved cannot be removed', async () => {
  const folder = await newLibrary();
  const plain = await openLocalFolder(folder);
  const held = 'profile_results/def5678/def5678_Foggy_City.jpg';
  const backend = {
    ...plain,
    delete: async (key: string, options?: { ifVersion?: string }) => {
      if (key === held) throw new Failure('denied', 'Another program holds this file.');
      await plain.delete(key, options);
    },
  };
  const { session } = await observe(folder, { backend });
  const before = documentsAndPictures(await fingerprint(folder));
  const change = renameChange(session, 'Foggy City', 'Misty City');
  await expect(session.commit(change)).rejects.toMatchObject({ code: 'denied' });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('refuses what is asked for after closing, and finishes what was asked for before', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const saving = session.commit(rerate(null, 4));
  const closing = session.close();
  await expect(session.commit(rerate(4, 5))).rejects.toMatchObject({ code: 'cancelled' });
  await Promise.all([saving, closing]);
  const again = (await observe(folder)).session;
  expect(ratingOf(again.snapshot().analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 4 });
});

it('reads only the newest lines of a long History, and still undoes', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  await session.commit(rerate(null, 4));
  const file = join(folder, 'profile_tester/history/device-one.jsonl');
  const line = (await readFile(file, 'utf8')).trim();
  const old = JSON.parse(line) as HistoryEntry;
  const lines = Array.from(
    { length: 50_000 },
    (_, index) => `${JSON.stringify({ ...old, id: `old-${index}` })}\n`,
  );
  await writeFile(file, lines.join(''));
  await appendFile(
    file,
    `{"id":"later","at":"2999-01-01T00:00:00Z","device":"d","who":"T","change":{"type":"new.kind"}}\n${line}\n`,
  );
  expect((await stat(file)).size).toBeGreaterThan(10_000_000);
  const parse = vi.spyOn(JSON, 'parse');
  const entries = await session.history.list(200);
  expect(parse.mock.calls.length).toBeLessThan(1_000);
  expect(entries).toHaveLength(200);
  expect(entries.map((entry) => entry.id)).not.toContain('later');
  parse.mockClear();
  await session.undo(old.id);
  await session.history.list(200);
  expect(parse.mock.calls.length).toBeLessThan(1_000);
  parse.mockRestore();
});
