import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it, vi } from 'vitest';
import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry, LibraryPatch } from '#shared/model/library.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { smallLibrary, temporaryFolder } from '../testing/libraries.ts';
import { type LibrarySession, openSession } from './library-session.ts';
import { renameChange } from './rename-test.ts';

const sessions: LibrarySession[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});

async function library(): Promise<string> {
  const pixels = sharp({ create: { width: 32, height: 18, channels: 3, background: '#456' } });
  return smallLibrary(await pixels.jpeg().toBuffer());
}

async function open(folder: string, outboxFolder?: string) {
  const patches: LibraryPatch[] = [];
  const session = await openSession({
    folder,
    backend: await openLocalFolder(folder),
    outboxFolder: outboxFolder ?? (await temporaryFolder()),
    device: 'device-one',
    author: () => 'Tester',
    onPatch: (patch) => patches.push(patch),
    onEntry: () => undefined,
  });
  sessions.push(session);
  return { session, patches };
}

const rate = (test: string, score: number): Change => ({
  type: 'rating.set',
  profile: 'abc1234',
  test,
  base: null,
  value: { affinity: 'workable', score },
});

it('sets a truncated document aside in the view, offers the last good backup, and opens the rest', async () => {
  const folder = await library();
  const key = join(folder, 'profile_analyses/abc1234_analysis.json');
  const good = await readFile(key, 'utf8');
  await mkdir(join(folder, 'profile_analyses/backups'), { recursive: true });
  await writeFile(
    join(folder, 'profile_analyses/backups/abc1234_analysis_backup_20260101_120000.json'),
    good,
  );
  await writeFile(key, good.slice(0, 300));
  const { session } = await open(folder);
  const snapshot = session.snapshot();
  expect(snapshot.unreadable).toMatchObject([
    { document: { profile: 'abc1234' }, lastGood: { at: '2026-01-01T12:00:00', ratings: 2 } },
  ]);
  expect(snapshot.suite).toHaveLength(3);
  await expect(session.commit(rate('Foggy City', 5))).rejects.toMatchObject({ code: 'invalid' });
  expect(await readFile(key, 'utf8')).toBe(good.slice(0, 300));
});

it.each([
  ['an empty file', new Uint8Array()],
  ['a file of zeros', new Uint8Array(500)],
  ['text that is not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
  ['a list where an object belongs', new TextEncoder().encode('[]')],
])('takes %s for unreadable, never for an empty document', async (_, bytes) => {
  const folder = await library();
  await writeFile(join(folder, 'profile_analyses/abc1234_analysis.json'), bytes);
  const { session } = await open(folder);
  expect(session.snapshot().unreadable).toHaveLength(1);
  expect(session.snapshot().analyses.abc1234).toBeUndefined();
});

it('opens a library of a newer app for reading only and leaves it unchanged', async () => {
  const folder = await library();
  await mkdir(join(folder, 'profile_tester'), { recursive: true });
  await writeFile(join(folder, 'profile_tester/library.json'), '{"version": 2, "name": "Later"}');
  const { session } = await open(folder);
  expect(session.snapshot()).toMatchObject({ name: 'Later', readOnly: expect.stringContaining('newer') });
  await expect(session.commit(rate('Foggy City', 5))).rejects.toMatchObject({ code: 'denied' });
});

it('reports a sync tool’s conflict copy and does not load it as a profile', async () => {
  const folder = await library();
  const copy = "abc1234_analysis (Anna's conflicted copy 2026-02-01).json";
  await writeFile(join(folder, 'profile_analyses', copy), '{}');
  const { session } = await open(folder);
  expect(session.snapshot().conflictCopies).toEqual([copy]);
  expect(Object.keys(session.snapshot().analyses)).toEqual(['abc1234']);
});

it('finishes at the next opening what a crash left in the outbox, and notes it in History once', async () => {
  const folder = await library();
  const outbox = await temporaryFolder();
  const { session } = await open(folder, outbox);
  const change = renameChange(session, 'Foggy City', 'Misty City');
  const entry: HistoryEntry = {
    id: 'crashed',
    at: '2026-01-01T00:00:00Z',
    device: 'device-one',
    who: 'T',
    change,
  };
  const box = join(outbox, session.id);
  await mkdir(box, { recursive: true });
  // A process id that no process has: as a crashed app leaves it, with a torn second line.
  await writeFile(join(box, '4194999-dead.jsonl'), `${JSON.stringify({ begin: entry })}\n{"begin": {"id`);
  await rename(
    join(folder, 'profile_results/abc1234/abc1234_Foggy_City.jpg'),
    join(folder, 'profile_results/abc1234/abc1234_Misty_City.jpg'),
  );

  const again = (await open(folder, outbox)).session;
  expect(Object.keys(ratingsOf(again.snapshot().analyses.abc1234))).toEqual(['Misty City', 'Old Title']);
  expect(again.snapshot().pictures.def5678?.map((file) => file.name)).toEqual(['def5678_Misty_City.jpg']);
  expect((await again.history.list(10)).map((known) => known.id)).toEqual(['crashed']);
  expect((await readdir(box)).filter((name) => name.includes('dead'))).toEqual([]);
});

it('merges two sessions that edit different ratings, and refuses the second edit of the same one', async () => {
  const folder = await library();
  const one = (await open(folder)).session;
  const two = (await open(folder)).session;
  await one.commit(rate('Oil/Brush Study', 4));
  await two.commit(rate('Null Prompt (Photo)', 6));
  await expect(two.commit(rate('Oil/Brush Study', 9))).rejects.toMatchObject({ code: 'conflict' });
  const stored = (await open(folder)).session.snapshot().analyses.abc1234;
  expect(ratingOf(stored, 'Oil/Brush Study')).toMatchObject({ score: 4 });
  expect(ratingOf(stored, 'Null Prompt (Photo)')).toMatchObject({ score: 6 });
});

it('shows an edit made by another program without being asked', async () => {
  const folder = await library();
  const { patches } = await open(folder);
  const path = join(folder, 'profile_analyses/abc1234_analysis.json');
  const document = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...document, profile_label: 'From elsewhere' }));
  await vi.waitFor(
    () => {
      const patch = patches.find((candidate) => candidate.analyses?.abc1234);
      expect(patch).toMatchObject({ source: 'elsewhere' });
      expect(patch?.analyses?.abc1234).toMatchObject({ profile_label: 'From elsewhere' });
    },
    { timeout: 60_000, interval: 50 },
  );
});

it('keeps what is shown and refuses edits when the folder goes away, and goes on when it is back', async () => {
  const folder = await library();
  const { session } = await open(folder);
  await rename(folder, `${folder}-away`);
  await expect(session.commit(rate('Oil/Brush Study', 4))).rejects.toMatchObject({ code: 'offline' });
  expect(session.snapshot().readOnly).toContain('cannot be reached');
  expect(Object.keys(session.snapshot().analyses)).toEqual(['abc1234']);
  await rename(`${folder}-away`, folder);
  await session.refresh();
  expect(session.snapshot().readOnly).toBeNull();
  await session.commit(rate('Oil/Brush Study', 4));
});

it('takes everything back when a step in the middle of a rename cannot be done', async () => {
  const folder = await library();
  const { session } = await open(folder);
  const change = renameChange(session, 'Foggy City', 'Misty City');
  // Another program has put a file where the rename wants to go; the listing has not seen it yet.
  await writeFile(join(folder, 'profile_results/def5678/def5678_Misty_City.jpg'), 'other');
  await expect(session.commit(change)).rejects.toMatchObject({ code: 'conflict' });
  expect(JSON.parse(await readFile(join(folder, 'test_prompts.json'), 'utf8'))[0].title).toBe('Foggy City');
  const document = JSON.parse(await readFile(join(folder, 'profile_analyses/abc1234_analysis.json'), 'utf8'));
  expect(Object.keys(document.ratings)).toEqual(['Foggy City', 'Old Title']);
  expect(await readdir(join(folder, 'profile_results/abc1234'))).toContain('abc1234_Foggy_City.jpg');
});

it('undoes, redoes by undoing the undo, and refuses to undo twice', async () => {
  const folder = await library();
  const { session } = await open(folder);
  const entry = await session.commit(rate('Oil/Brush Study', 4));
  const undone = await session.undo(entry.id);
  await expect(session.undo(entry.id)).rejects.toMatchObject({ code: 'conflict' });
  await session.undo(undone.id);
  expect(ratingOf(session.snapshot().analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 4 });
  expect(await session.history.list(10)).toHaveLength(3);
});

it('takes edited History files as they come: torn lines are skipped, new ones stay whole', async () => {
  const folder = await library();
  const { session } = await open(folder);
  await session.commit(rate('Oil/Brush Study', 4));
  const file = join(folder, 'profile_tester/history/device-one.jsonl');
  await writeFile(file, `${(await readFile(file, 'utf8')).trimEnd()}\n{"id":"torn`);
  await session.commit(rate('Null Prompt (Photo)', 6));
  expect(await session.history.list(10)).toHaveLength(2);
  await rm(file);
  expect(await session.history.list(10)).toEqual([]);
});
