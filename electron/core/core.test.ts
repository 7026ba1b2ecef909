import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput, Upload } from '#shared/contract.ts';
import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { HistoryEntry, LibraryPatch, LibrarySnapshot } from '#shared/model/library.ts';
import { editRating } from '#shared/model/rating.ts';
import type { Result } from '#shared/result.ts';
import { type Core, createCore } from './core.ts';
import {
  copyOfRealLibrary,
  documentsAndPictures,
  fingerprint,
  realLibrary,
  smallLibrary,
} from './testing/libraries.ts';
import { createTestPlatform } from './testing/test-platform.ts';

const cores: Core[] = [];
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
});

async function startCore(folder: string): Promise<Core> {
  const core = createCore(await createTestPlatform());
  cores.push(core);
  expect(await core.start({ folder })).toMatchObject({ ok: true });
  return core;
}

async function call<Name extends CallName>(
  core: Core,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const result = (await core.call(name, input)) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

async function read(core: Core): Promise<LibrarySnapshot> {
  const snapshot = await call(core, 'library.read', {});
  if (!snapshot) throw new Error('no library is open');
  return snapshot;
}

async function jpeg(red = 120, width = 64): Promise<Buffer> {
  return sharp({ create: { width, height: 36, channels: 3, background: { r: red, g: 90, b: 60 } } })
    .jpeg()
    .toBuffer();
}

async function upload(core: Core, name: string, bytes: Uint8Array): Promise<Result<Upload>> {
  const request = new Request(`http://host/upload?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
  });
  return (await (await core.respond(request))?.json()) as Result<Upload>;
}

/** Does one operation, undoes it from History and expects every byte outside our own folder to be back. */
async function expectUndoRestores(
  folder: string,
  core: Core,
  operation: () => Promise<HistoryEntry>,
): Promise<void> {
  const before = documentsAndPictures(await fingerprint(folder));
  const entry = await operation();
  expect(documentsAndPictures(await fingerprint(folder))).not.toEqual(before);
  await call(core, 'history.undo', { id: entry.id });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
}

it.skipIf(realLibrary === undefined)('opens the real library without changing a byte of it', async () => {
  const folder = await copyOfRealLibrary();
  const before = await fingerprint(folder);
  const core = await startCore(folder);
  const snapshot = await read(core);
  expect(Object.keys(snapshot.analyses)).toHaveLength(6);
  expect(snapshot.suite).toHaveLength(34);
  await call(core, 'backups.list', { profile: '31dqpqy' });
  await call(core, 'history.list', { limit: 10 });
  expect(await fingerprint(folder)).toEqual(before);
});

it.skipIf(realLibrary === undefined)(
  'changes exactly one rating and the summary when one score is set',
  async () => {
    const folder = await copyOfRealLibrary();
    const before = await fingerprint(folder);
    const core = await startCore(folder);
    const key = 'profile_analyses/31dqpqy_analysis.json';
    const old = JSON.parse(await readFile(join(folder, key), 'utf8'));
    const base = old.ratings['Food Test'];
    const value = editRating(base, { score: 2 }, { name: 'Tester', at: '2026-11-24T00:00:00Z' });
    await call(core, 'library.change', {
      change: { type: 'rating.set', profile: '31dqpqy', test: 'Food Test', base, value },
    });
    const after = await fingerprint(folder);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed.filter((path) => !path.startsWith('profile_tester/history/'))).toEqual([key]);
    expect(changed.filter((path) => path.startsWith('profile_tester/history/'))).toHaveLength(1);
    const next = JSON.parse(await readFile(join(folder, key), 'utf8'));
    expect(next.ratings['Food Test']).toMatchObject({ score: 2, affinity: 'resistant', rated_by: 'Tester' });
    expect(next.affinity_summary.resistant).toContain('Food Test');
    const rest = (document: typeof old) => ({
      ...document,
      affinity_summary: 0,
      ratings: { ...document.ratings, 'Food Test': 0 },
    });
    expect(JSON.stringify(rest(next))).toBe(JSON.stringify(rest(old)));
  },
);

it('takes back a rating, a rename, an archived test, a removed test and cleared ratings, byte for byte', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  const snapshot = await read(core);
  const base = ratingOf(snapshot.analyses.abc1234, 'Foggy City');
  const [, oil] = snapshot.suite;
  if (!oil || !base) throw new Error('the small library is not as expected');
  const change = (input: CallInput<'library.change'>['change']) =>
    call(core, 'library.change', { change: input });

  await expectUndoRestores(folder, core, () =>
    change({
      type: 'rating.set',
      profile: 'abc1234',
      test: 'Foggy City',
      base,
      value: editRating(base, { score: 3 }, { name: 'T', at: 'now' }),
    }),
  );
  await expectUndoRestores(folder, core, () =>
    call(core, 'tests.rename', { from: 'Foggy City', to: 'Misty City' }),
  );
  await expectUndoRestores(folder, core, () =>
    change({ type: 'test.edit', base: oil, value: { ...oil, status: 'archived' } }),
  );
  await expectUndoRestores(folder, core, () => change({ type: 'test.remove', base: oil }));
  await expectUndoRestores(folder, core, () =>
    call(core, 'ratings.attach', { profile: 'abc1234', from: 'Old Title', to: 'Oil/Brush Study' }),
  );
  await expectUndoRestores(folder, core, () =>
    call(core, 'ratings.archive', { profile: 'abc1234', test: 'Old Title' }),
  );
  const backupsBefore = (await call(core, 'backups.list', { profile: 'abc1234' })).length;
  const cleared = await call(core, 'ratings.clear', { profile: 'abc1234' });
  const backups = await call(core, 'backups.list', { profile: 'abc1234' });
  expect(backups).toHaveLength(backupsBefore + 1);
  expect((await read(core)).analyses.abc1234?.ratings).toEqual({});
  await call(core, 'history.undo', { id: cleared.id });
  expect((await read(core)).analyses.abc1234).toEqual(snapshot.analyses.abc1234);
  const [backup] = backups;
  if (!backup) throw new Error('no backup was made');
  await call(core, 'ratings.clear', { profile: 'abc1234' });
  await expectUndoRestores(folder, core, () =>
    call(core, 'backups.restore', { profile: 'abc1234', name: backup.name }),
  );
});

it('moves a test’s ratings and pictures with its title, in every profile', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  await call(core, 'tests.rename', { from: 'Foggy City', to: 'Misty/Town' });
  const snapshot = await read(core);
  expect(snapshot.pictures.abc1234?.map((file) => file.name)).toContain('abc1234_Misty_Town.jpg');
  expect(snapshot.pictures.def5678?.map((file) => file.name)).toEqual(['def5678_Misty_Town.jpg']);
  expect(Object.keys(ratingsOf(snapshot.analyses.abc1234))).toEqual(['Misty/Town', 'Old Title']);
});

it('puts an uploaded picture into a slot, replaces it, removes it, and takes each back', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  const one = await upload(core, 'one.jpg', await jpeg(10));
  const two = await upload(core, 'two.jpg', await jpeg(200));
  if (!one.ok || !two.ok) throw new Error('the uploads failed');
  const slot = { test: 'Oil/Brush Study', slot: 0 };
  const place = async (id: string, replace: boolean) =>
    call(core, 'pictures.place', { profile: 'def5678', items: [{ upload: id, ...slot }], replace });
  await expectUndoRestores(
    folder,
    core,
    async () => (await place(one.value.upload, false)).entry as HistoryEntry,
  );
  const again = await upload(core, 'one.jpg', await jpeg(10));
  if (!again.ok) throw new Error('the upload failed');
  await place(again.value.upload, false);
  expect(await place(two.value.upload, false)).toMatchObject({ placed: 0, entry: null });
  await expectUndoRestores(
    folder,
    core,
    async () => (await place(two.value.upload, true)).entry as HistoryEntry,
  );
  const picture = (await read(core)).pictures.def5678?.find((file) => file.name.includes('Oil'));
  if (!picture) throw new Error('the picture is not there');
  await expectUndoRestores(folder, core, () => call(core, 'pictures.remove', { ids: [picture.id] }));
});

it('refuses a change whose base no longer holds, and leaves the document as it is', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  const before = await fingerprint(folder);
  const value = { affinity: 'workable', score: 5 };
  const result = await core.call('library.change', {
    change: { type: 'rating.set', profile: 'abc1234', test: 'Foggy City', base: { score: 1 }, value },
  });
  expect(result).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(documentsAndPictures(before));
});

it('creates the document with the first rating of a profile that has none', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  await expectUndoRestores(folder, core, () =>
    call(core, 'library.change', {
      change: {
        type: 'rating.set',
        profile: 'def5678',
        test: 'Foggy City',
        base: null,
        value: { score: 7, affinity: 'workable' },
      },
    }),
  );
});

it('tells pages what changed, with the entry that did it', async () => {
  const folder = await smallLibrary(await jpeg());
  const core = await startCore(folder);
  const patches: LibraryPatch[] = [];
  core.subscribe((name, payload) => {
    if (name === 'library.changed') patches.push(payload as LibraryPatch);
  });
  const entry = await call(core, 'library.change', {
    change: {
      type: 'profile.set',
      profile: 'abc1234',
      field: 'profile_label',
      base: 'Calm Fog',
      value: 'Fog',
    },
  });
  expect(patches).toContainEqual(expect.objectContaining({ source: 'self', entry: entry.id }));
  expect(patches.at(-1)?.analyses?.abc1234).toMatchObject({
    profile_label: 'Fog',
    kept_by_us: { unknown: true },
  });
});
