import { afterEach, expect, it } from 'vitest';
import { ratingOf, ratingsOf } from '#shared/model/analysis.ts';
import { documentsAndPictures, fingerprint } from '../testing/libraries.ts';
import { closeSessions, deafFolder, newLibrary, observe, rate } from '../testing/sessions.ts';
import { attachRating } from './library-operations.ts';
import { renameTest } from './rename-test.ts';

afterEach(closeSessions);

/** Two windows on one folder that hear of each other only when they read or save. */
async function twoSessions() {
  const folder = await newLibrary();
  const one = await observe(folder, { backend: await deafFolder(folder) });
  const two = await observe(folder, { backend: await deafFolder(folder), device: 'device-two' });
  return { folder, one: one.session, two: two.session, seenByTwo: two.patches };
}

it('takes a rating along that another window gave just before the test was renamed', async () => {
  const { one, two } = await twoSessions();
  await two.commit(rate('Oil/Brush Study', 7));
  await renameTest(one, 'Oil/Brush Study', 'Oil Study');
  expect(ratingOf(one.snapshot().analyses.abc1234, 'Oil Study')).toMatchObject({ score: 7 });
  expect(ratingOf(one.snapshot().analyses.abc1234, 'Oil/Brush Study')).toBeUndefined();
});

it('refuses a first rating under a title that another window has changed, and shows the new title', async () => {
  const { folder, one, two, seenByTwo } = await twoSessions();
  await renameTest(one, 'Oil/Brush Study', 'Oil Study');
  const before = documentsAndPictures(await fingerprint(folder));
  await expect(two.commit(rate('Oil/Brush Study', 7))).rejects.toMatchObject({ code: 'conflict' });
  await expect(two.commit(rate('Oil/Brush Study', 7))).rejects.toMatchObject({ code: 'conflict' });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  expect(seenByTwo.at(-1)?.suite?.map((test) => test.title)).toContain('Oil Study');
});

it('refuses a changed rating whose test was renamed meanwhile; the moved rating stays', async () => {
  const { one, two } = await twoSessions();
  const base = ratingOf(two.snapshot().analyses.abc1234, 'Foggy City') ?? null;
  await renameTest(one, 'Foggy City', 'Misty City');
  await expect(
    two.commit({ type: 'rating.set', profile: 'abc1234', test: 'Foggy City', base, value: { score: 1 } }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await one.refresh();
  expect(ratingOf(one.snapshot().analyses.abc1234, 'Misty City')).toEqual(base);
  expect(ratingOf(two.snapshot().analyses.abc1234, 'Misty City')).toEqual(base);
});

it('takes both first ratings of a profile that had no document in either window', async () => {
  const { one, two } = await twoSessions();
  await one.commit(rate('Foggy City', 3, 'def5678'));
  await two.commit(rate('Oil/Brush Study', 8, 'def5678'));
  expect(Object.keys(ratingsOf(two.snapshot().analyses.def5678))).toEqual(['Foggy City', 'Oil/Brush Study']);
});

it('leaves alone what another window did to the same value when a later step does not fit', async () => {
  const { one, two } = await twoSessions();
  await two.commit(rate('Oil/Brush Study', 7));
  await two.commit(rate('Null Prompt (Photo)', 2));
  const both = {
    type: 'batch' as const,
    label: 'Two',
    changes: [rate('Oil/Brush Study', 7), rate('Null Prompt (Photo)', 9)],
  };
  await expect(one.commit(both)).rejects.toMatchObject({ code: 'conflict' });
  await one.refresh();
  expect(ratingOf(one.snapshot().analyses.abc1234, 'Oil/Brush Study')).toMatchObject({ score: 7 });
});

it('takes a change back once when two windows ask for it at the same time', async () => {
  const { one } = await twoSessions();
  const entry = await one.commit(rate('Oil/Brush Study', 7));
  const outcomes = await Promise.allSettled([one.undo(entry.id), one.undo(entry.id)]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
  expect((await one.history.list(10)).filter((known) => known.undoes === entry.id)).toHaveLength(1);
});

it('makes a change when its turn has come: a rating on its way goes along with the rename', async () => {
  const { one } = await twoSessions();
  await Promise.all([
    one.commit(rate('Oil/Brush Study', 7)),
    renameTest(one, 'Oil/Brush Study', 'Oil Study'),
  ]);
  expect(ratingOf(one.snapshot().analyses.abc1234, 'Oil Study')).toMatchObject({ score: 7 });
});

it('refuses to attach a rating to a test that another window has rated', async () => {
  const { folder, one, two } = await twoSessions();
  await two.commit(rate('Oil/Brush Study', 7));
  const before = documentsAndPictures(await fingerprint(folder));
  const attach = () => attachRating(one, 'abc1234', 'Old Title', 'Oil/Brush Study');
  await expect(one.commit(attach)).rejects.toMatchObject({ code: 'conflict' });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});
