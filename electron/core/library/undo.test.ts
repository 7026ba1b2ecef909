import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import type { Change } from '#shared/model/change.ts';
import { documentsAndPictures, fingerprint } from '../testing/libraries.ts';
import { closeSessions, newLibrary, observe, rate, testJpeg } from '../testing/sessions.ts';
import { archiveRating, attachRating, removePictures } from './library-operations.ts';
import type { LibrarySession } from './library-session.ts';
import { renameTest } from './rename-test.ts';

afterEach(closeSessions);

function idOf(session: LibrarySession, profile: string, name: string): string {
  return session.pictures.files(profile)?.find((file) => file.name === name)?.id ?? '';
}

async function addPicture(folder: string, session: LibrarySession, path: string, red = 90): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), await testJpeg(red));
  await session.refresh();
}

it('takes ratings and pictures back along with a rename that came under the new title later', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const entry = await renameTest(session, 'Oil/Brush Study', 'Oil Study');
  await session.commit(rate('Oil Study', 7, 'def5678'));
  await addPicture(folder, session, 'profile_results/def5678/def5678_Oil_Study.jpg');
  await session.undo(entry.id);
  const { analyses, pictures, suite } = session.snapshot();
  expect(suite[1]?.title).toBe('Oil/Brush Study');
  expect(Object.keys(ratingsOf(analyses.def5678))).toEqual(['Oil/Brush Study']);
  expect(pictures.def5678?.map((file) => file.name)).toContain('def5678_Oil_Brush_Study.jpg');
});

it('takes a rename back although the test was edited and a picture removed since', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const entry = await renameTest(session, 'Oil/Brush Study', 'Oil Study');
  const base = session.snapshot().suite[1];
  if (!base) throw new Error('the test is not there');
  await session.commit({ type: 'test.edit', base, value: { ...base, prompt: 'New words' } });
  await session.commit(() => removePictures(session, [idOf(session, 'abc1234', 'abc1234_Oil_Study.jpg')]));
  await session.undo(entry.id);
  expect(session.snapshot().suite[1]).toMatchObject({ title: 'Oil/Brush Study', prompt: 'New words' });
});

it.each(['constructor', '__proto__', '2024', 'toString', 'Ätherisch – “wow”'])(
  'renames a test to %s and back, byte for byte',
  async (title) => {
    const folder = await newLibrary();
    const { session } = await observe(folder);
    const before = documentsAndPictures(await fingerprint(folder));
    const entry = await renameTest(session, 'Foggy City', title);
    expect(ratingOf(session.snapshot().analyses.abc1234, title)).toMatchObject({ score: 9 });
    await session.undo(entry.id);
    expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  },
);

it('moves all eight pictures, their older copies and originals with a VOID test, and back', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  for (let slot = 1; slot <= 8; slot += 1) {
    const name = `abc1234_Null_Prompt_(Photo)_${slot}`;
    await addPicture(folder, session, `profile_results/abc1234/${name}.jpg`, slot);
    await addPicture(folder, session, `profile_tester/originals/abc1234/${name}.png`, slot + 50);
  }
  await addPicture(folder, session, 'profile_results/abc1234/abc1234_Null_Prompt_(Photo)_3.png', 77);
  const before = await fingerprint(folder);
  const entry = await renameTest(session, 'Null Prompt (Photo)', 'Emptiness');
  const moved = await fingerprint(folder);
  expect(Object.keys(moved).filter((path) => path.includes('Null_Prompt'))).toEqual([]);
  expect(Object.keys(moved).filter((path) => path.includes('_Emptiness_'))).toHaveLength(17);
  await session.undo(entry.id);
  const after = await fingerprint(folder);
  const isOriginal = (path: string) => path.startsWith('profile_tester/originals/');
  expect(documentsAndPictures(after)).toEqual(documentsAndPictures(before));
  expect(Object.keys(after).filter(isOriginal)).toEqual(Object.keys(before).filter(isOriginal));
});

it('leaves the picture to “A B” when “A/B”, which has the same file names, is renamed', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const add = (title: string): Change => ({
    type: 'test.add',
    value: { title, prompt: 'x', section: 'PHOTO' },
  });
  await session.commit(add('A B'));
  await session.commit(add('A/B'));
  await addPicture(folder, session, 'profile_results/abc1234/abc1234_A_B.jpg');
  await renameTest(session, 'A/B', 'Other');
  expect(session.pictures.keyOf('abc1234', 'abc1234_A_B.jpg')).toBeDefined();
  expect(session.pictures.keyOf('abc1234', 'abc1234_Other.jpg')).toBeUndefined();
});

it('refuses to take a removed picture’s successor away', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const key = 'profile_results/abc1234/abc1234_Old_Title.jpg';
  const removed = await session.commit(() =>
    removePictures(session, [idOf(session, 'abc1234', 'abc1234_Old_Title.jpg')]),
  );
  const back = await session.undo(removed.id);
  await writeFile(join(folder, key), await testJpeg(200));
  await expect(session.undo(back.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await readFile(join(folder, key))).toEqual(await testJpeg(200));
});

it('removes pictures of equal names and their companions at once, and brings each back', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  await addPicture(folder, session, 'profile_results/abc1234/stray.jpg', 1);
  await addPicture(folder, session, 'profile_results/def5678/stray.jpg', 1);
  await addPicture(folder, session, 'profile_results/abc1234/stray.png', 2);
  await addPicture(folder, session, 'profile_tester/originals/abc1234/stray.png', 3);
  const before = documentsAndPictures(await fingerprint(folder));
  const ids = [idOf(session, 'abc1234', 'stray.jpg'), idOf(session, 'def5678', 'stray.jpg')];
  const entry = await session.commit(() => removePictures(session, ids));
  expect(session.snapshot().pictures.abc1234?.some((file) => file.name.startsWith('stray'))).toBe(false);
  await session.undo(entry.id);
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  expect(await readdir(join(folder, 'profile_tester/originals/abc1234'))).toEqual(['stray.png']);
});

it('takes the first test of a library without a list back to no list', async () => {
  const folder = await newLibrary();
  await rm(join(folder, 'test_prompts.json'));
  const { session } = await observe(folder);
  const before = documentsAndPictures(await fingerprint(folder));
  const entry = await session.commit({ type: 'test.add', value: { title: 'New' } });
  expect(session.snapshot().suite).toEqual([{ title: 'New' }]);
  await session.undo(entry.id);
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('keeps both when two ratings of one title are archived', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  await session.commit(() => archiveRating(session, 'abc1234', 'Old Title'));
  await session.commit(rate('Old Title', 2));
  await session.commit(() => archiveRating(session, 'abc1234', 'Old Title'));
  expect(session.snapshot().analyses.abc1234?.archived_ratings).toMatchObject({
    'Old Title': { score: 5 },
    'Old Title (2)': { score: 2 },
  });
});

it('says that there is nothing to attach instead of doing nothing', async () => {
  const folder = await newLibrary();
  const { session } = await observe(folder);
  const attach = () => attachRating(session, 'abc1234', 'Never Rated', 'Oil/Brush Study');
  await expect(session.commit(attach)).rejects.toMatchObject({ code: 'not-found' });
});
