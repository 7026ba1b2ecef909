import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { documentsAndPictures, fingerprint, temporaryFolder } from '../testing/libraries.ts';
import { closeSessions, newLibrary, observe, testJpeg } from '../testing/sessions.ts';
import type { LibrarySession } from './library-session.ts';
import { placePictures } from './place-pictures.ts';
import { createUploads, type Uploads } from './uploads.ts';

afterEach(closeSessions);

async function waiting(uploads: Uploads, jpeg: Uint8Array, original?: Uint8Array): Promise<string> {
  const taken = {
    jpeg,
    contentHash: '',
    originalExtension: 'png',
    width: 1,
    height: 1,
    metadata: {},
  } as const;
  return (await uploads.add({ ...taken, ...(original ? { original } : {}) } as never)).upload;
}

async function prepared() {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const cache = await temporaryFolder();
  const uploads = createUploads(cache);
  const place = (items: { upload: string; test: string; slot: number }[], replace = false) =>
    placePictures(session, uploads, { profile: 'def5678', items, replace });
  return { folder, session, cache, uploads, place };
}

const oil = { test: 'Oil/Brush Study', slot: 0 };

function pictureOf(session: LibrarySession, name: string): string | undefined {
  return session.pictures.keyOf('def5678', name);
}

it('puts in what fits and reports the rest: vanished, doubled, unknown test, taken slot', async () => {
  const { session, cache, uploads, place } = await prepared();
  const [good, gone, other] = await Promise.all(
    [10, 20, 30].map(async (red) => waiting(uploads, await testJpeg(red))),
  );
  await rm(join(cache, `${gone}.compact`));
  const report = await place([
    { upload: good ?? '', ...oil },
    { upload: gone ?? '', test: 'Null Prompt (Photo)', slot: 0 },
    { upload: good ?? '', test: 'Null Prompt (Photo)', slot: 1 },
    { upload: other ?? '', test: 'No such test', slot: 0 },
    { upload: other ?? '', test: 'Foggy City', slot: 0 },
    { upload: other ?? '', test: 'Oil/Brush Study', slot: 1 },
  ]);
  expect(report.problems.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5]);
  expect(report.placed).toBe(1);
  expect(pictureOf(session, 'def5678_Oil_Brush_Study.jpg')).toBeDefined();
});

it('keeps uploads that found their slot taken, so that replacing needs no second upload', async () => {
  const { folder, uploads, place } = await prepared();
  const jpeg = await testJpeg(10);
  const upload = await waiting(uploads, jpeg);
  const slot = { upload, test: 'Foggy City', slot: 0 };
  expect(await place([slot])).toMatchObject({ placed: 0, problems: [{ index: 0 }] });
  expect(await place([slot], true)).toMatchObject({ placed: 1, problems: [] });
  expect(await readFile(join(folder, 'profile_results/def5678/def5678_Foggy_City.jpg'))).toEqual(jpeg);
});

it('leaves nothing in the bin of what did not go in', async () => {
  const { folder, uploads, place } = await prepared();
  const upload = await waiting(uploads, await testJpeg(10));
  const before = await fingerprint(folder);
  expect(await place([{ upload, test: 'Foggy City', slot: 0 }])).toMatchObject({ placed: 0 });
  expect(await fingerprint(folder)).toEqual(before);
});

it('does not take a picture out that replaced the one whose placing is taken back', async () => {
  const { folder, session, uploads, place } = await prepared();
  const first = await place([{ upload: await waiting(uploads, await testJpeg(10)), ...oil }]);
  const second = await place([{ upload: await waiting(uploads, await testJpeg(20)), ...oil }], true);
  const before = documentsAndPictures(await fingerprint(folder));
  await expect(session.undo(first.entry?.id ?? '')).rejects.toMatchObject({ code: 'conflict' });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  await session.undo(second.entry?.id ?? '');
  await session.undo(first.entry?.id ?? '');
  expect(pictureOf(session, 'def5678_Oil_Brush_Study.jpg')).toBeUndefined();
});

it('lets one of two who fill the same slot at once in, and replaces nothing', async () => {
  const { folder, uploads, place } = await prepared();
  const ids = await Promise.all([10, 20].map(async (red) => waiting(uploads, await testJpeg(red))));
  const outcomes = await Promise.allSettled(ids.map((upload) => place([{ upload, ...oil }])));
  expect(
    outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.placed === 1),
  ).toHaveLength(1);
  expect(await readdir(join(folder, 'profile_results/def5678'))).toHaveLength(2);
});

it('moves an original without its picture out of the way of a new one', async () => {
  const { folder, uploads } = await prepared();
  const originals = join(folder, 'profile_tester/originals/def5678');
  await mkdir(originals, { recursive: true });
  await writeFile(join(originals, 'def5678_Oil_Brush_Study.png'), 'old');
  const { session } = await observe(folder);
  const upload = await waiting(uploads, await testJpeg(10), Buffer.from('new'));
  const input = { profile: 'def5678', items: [{ upload, ...oil }], replace: false };
  expect(await placePictures(session, uploads, input)).toMatchObject({ placed: 1 });
  expect(await readFile(join(originals, 'def5678_Oil_Brush_Study.png'), 'utf8')).toBe('new');
});

/** Ten of them have vanished. 5,000 as in the list of bad inputs: `PLACED_PICTURES=5000`. */
const many = Number(process.env.PLACED_PICTURES ?? 250);

it(`puts all but ten of ${many} pictures in when ten have vanished, and lists the ten`, {
  timeout: 900_000,
}, async () => {
  const { session, cache, uploads, place } = await prepared();
  const tests = Array.from({ length: many }, (_, index) => ({ title: `Many ${index}`, section: 'PHOTO' }));
  const suite = session.snapshot().suite;
  await session.commit({ type: 'document.set', document: 'suite', base: suite, value: [...suite, ...tests] });
  const jpeg = await testJpeg(10);
  const items = [];
  for (const [index, { title }] of tests.entries()) {
    const upload = await waiting(uploads, Buffer.concat([jpeg, Buffer.from(String(index).padStart(5, '0'))]));
    items.push({ upload, test: title, slot: 0 });
  }
  const bad = Array.from({ length: 10 }, (_, index) => (index * many) / 10);
  for (const index of bad) await rm(join(cache, `${items[index]?.upload}.compact`));
  const report = await place(items);
  expect(report.placed).toBe(many - bad.length);
  expect(report.problems.map(({ index }) => index)).toEqual(bad);
  expect(session.pictures.files('def5678')).toHaveLength(many - bad.length + 1);
});
