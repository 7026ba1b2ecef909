import { afterEach, describe, expect, it } from 'vitest';
import { removePictures } from '../library/library-operations.ts';
import { placePictures } from '../library/place-pictures.ts';
import { openMemory } from '../storage/memory.ts';
import { testJpeg } from '../testing/sessions.ts';
import { closeTeams, heldUploads, joinTeam, keysIn, type Member, newBucket } from '../testing/teams.ts';
import { resolveConflict } from './resolve-conflict.ts';

afterEach(closeTeams);

const slot = 'profile_results/abc/abc_Red_Barn.jpg';

async function place(member: Member, test: string, jpeg: Uint8Array, replace = false) {
  const items = [{ upload: 'x', test, slot: 0 }];
  const uploads = heldUploads({ x: jpeg });
  return placePictures(member.team.session, uploads, { profile: 'abc', items, replace });
}

async function bytesIn(contents: Awaited<ReturnType<typeof newBucket>>, key: string) {
  return Buffer.from((await openMemory({ contents }).read(key)).bytes);
}

describe('pictures of a library in a bucket', () => {
  it('go straight into their slot, and show at once', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    const jpeg = await testJpeg(200);
    expect(await place(anna, 'Red Barn', jpeg)).toMatchObject({ placed: 1, problems: [] });
    const shown = anna.team.session.snapshot().pictures.abc?.find(({ name }) => name === 'abc_Red_Barn.jpg');
    expect(shown?.size).toBe(jpeg.length);
    anna.network.isDown = false;
    expect(await anna.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(await bytesIn(contents, slot)).toEqual(jpeg);
    // It never lay in the bin of the bucket.
    expect(await keysIn(contents, 'profile_tester/bin/')).toEqual([]);
    expect(anna.device.files.size).toBe(0);
  });

  it('are replaced, removed and brought back', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const [first, second] = [await testJpeg(200), await testJpeg(100)];
    await place(anna, 'Red Barn', first);
    const replaced = await place(anna, 'Red Barn', second, true);
    await anna.team.sync.syncNow();
    expect(await bytesIn(contents, slot)).toEqual(second);
    await anna.team.session.undo(replaced.entry?.id ?? '');
    await anna.team.sync.syncNow();
    expect(await bytesIn(contents, slot)).toEqual(first);
    const id = anna.team.session.snapshot().pictures.abc?.find(({ name }) => name === 'abc_Red_Barn.jpg')?.id;
    const removed = await anna.team.session.commit(() => removePictures(anna.team.session, [id ?? '']));
    await anna.team.sync.syncNow();
    expect(await keysIn(contents, slot)).toEqual([]);
    await anna.team.session.undo(removed.id);
    await anna.team.sync.syncNow();
    expect(await bytesIn(contents, slot)).toEqual(first);
  });

  it('never take the place of another person’s picture unasked', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    const [theirs, own] = [await testJpeg(200), await testJpeg(100)];
    ben.network.isDown = true;
    await place(ben, 'Red Barn', own);
    await place(anna, 'Red Barn', theirs);
    await anna.team.sync.syncNow();
    ben.network.isDown = false;
    expect(await ben.team.sync.syncNow()).toMatchObject({ conflicts: 1, waiting: 0 });
    expect(await bytesIn(contents, slot)).toEqual(theirs);
    const [binned] = await keysIn(contents, 'profile_tester/bin/');
    expect(await bytesIn(contents, binned ?? '')).toEqual(own);

    const [conflict] = ben.team.conflicts.list();
    await ben.settled();
    await resolveConflict(ben.team, conflict?.id ?? '', 'mine');
    expect(await ben.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', conflicts: 0, waiting: 0 });
    expect(await bytesIn(contents, slot)).toEqual(own);
    const [kept] = await keysIn(contents, 'profile_tester/bin/');
    expect(await bytesIn(contents, kept ?? '')).toEqual(theirs);
  });

  it('are not asked for again and again while the network is known to be away', async () => {
    const anna = await joinTeam(await newBucket(), 'Anna');
    anna.network.isDown = true;
    await anna.team.sync.syncNow();
    const asked = anna.network.asked;
    await expect(
      anna.team.session.backend.read('profile_results/abc/abc_Foggy_City.jpg'),
    ).rejects.toMatchObject({
      code: 'offline',
    });
    expect(anna.network.asked).toBe(asked);
  });

  it('are not moved away when another person has replaced them meanwhile', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    const key = 'profile_results/abc/abc_Foggy_City.jpg';
    ben.network.isDown = true;
    await place(ben, 'Foggy City', await testJpeg(100), true);
    const theirs = await testJpeg(200);
    await place(anna, 'Foggy City', theirs, true);
    await anna.team.sync.syncNow();
    ben.network.isDown = false;
    expect(await ben.team.sync.syncNow()).toMatchObject({ conflicts: 1 });
    expect(await bytesIn(contents, key)).toEqual(theirs);
  });
});
