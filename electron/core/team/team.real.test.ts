import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ratingOf } from '#shared/model/analysis.ts';
import { formatJson, isJsonObject } from '#shared/model/json.ts';
import { editRating } from '#shared/model/rating.ts';
import { placePictures } from '../library/place-pictures.ts';
import { renameTest } from '../library/rename-test.ts';
import { settleBounded } from '../library/settle-bounded.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { onRealS3 } from '../storage/testing/real-s3.ts';
import { openTestBackend } from '../storage/testing/test-server.ts';
import { fingerprint, realLibrary, smallLibrary } from '../testing/libraries.ts';
import { testJpeg } from '../testing/sessions.ts';
import { closeTeams, heldUploads, joinBucket, type Member } from '../testing/teams.ts';
import { resolveConflict } from './resolve-conflict.ts';

/** What the predecessor reads and writes, below the prefix. */
const predecessorKey =
  /^(test_prompts\.json|profile_analyses\/[^/]+_analysis\.json|profile_analyses\/backups\/[^/]+_analysis_backup_\d{8}_\d{6}\.json|profile_results\/(?<profile>[^/]+)\/\k<profile>_[^/]+\.(jpg|png))$/;

afterEach(closeTeams);

onRealS3('two people on a real server', (server) => {
  it('rate, place pictures, rename, run into each other, decide, take back, and see the same', async () => {
    const prefix = 'two/people';
    await upload(await smallLibrary(await testJpeg(40)), openTestBackend(server(), { prefix }));
    const [anna, ben] = [await join_('Anna'), await join_('Ben')];
    const profile = 'abc1234';

    // Different ratings at the same moment, then the same one.
    await Promise.all([rate(anna, 'Oil/Brush Study', 7), rate(ben, 'Null Prompt (Photo)', 4)]);
    await settle(anna, ben);
    await Promise.all([rate(anna, 'Foggy City', 8), rate(ben, 'Foggy City', 2)]);
    await settle(anna, ben);
    const [loser, winner] = anna.team.conflicts.list().length > 0 ? [anna, ben] : [ben, anna];
    expect([loser, winner].map(({ team }) => team.conflicts.list().length)).toEqual([1, 0]);
    const [conflict] = loser.team.conflicts.list();
    if (conflict?.change.type !== 'rating.set') throw new Error('no conflict about a rating');
    const { value } = conflict.change;
    await resolveConflict(loser.team, conflict.id, 'mine');
    await settle(anna, ben);

    // A picture of one, and a renaming by the other that takes rating and pictures along.
    const jpeg = await testJpeg(200);
    const items = [{ upload: 'x', test: 'Null Prompt (Photo)', slot: 3 }];
    await placePictures(ben.team.session, heldUploads({ x: jpeg }), { profile, items, replace: false });
    const renamed = await renameTest(anna.team.session, 'Foggy City', 'Città “in” nebbia');
    await settle(anna, ben);
    for (const member of [anna, ben]) {
      expect(member.score(profile, 'Città “in” nebbia')).toBe(value?.score);
      const { pictures, suite } = member.team.session.snapshot();
      expect(suite[0]?.title).toBe('Città “in” nebbia');
      expect(pictures[profile]?.map(({ name }) => name)).toContain(`${profile}_Null_Prompt_(Photo)_4.jpg`);
    }
    const picture = `profile_results/${profile}/${profile}_Null_Prompt_(Photo)_4.jpg`;
    expect(Buffer.from((await ben.team.session.backend.read(picture)).bytes)).toEqual(jpeg);

    // History is everybody's, and what one has done the other can take back.
    const told = await ben.team.session.history.list(50);
    expect(new Set(told.map(({ who }) => who))).toEqual(new Set(['Anna', 'Ben']));
    expect(told.filter(({ refused }) => refused !== undefined)).toHaveLength(1);
    await ben.team.session.undo(renamed.id);
    await settle(anna, ben);
    expect(anna.score(profile, 'Foggy City')).toBe(value?.score);
    for (const { team } of [anna, ben]) {
      expect(team.sync.status()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    }
    await expectPredecessorsLayout(prefix);

    function join_(name: string): Promise<Member> {
      return joinBucket(openTestBackend(server(), { prefix }), name);
    }
  });

  const library = realLibrary === undefined ? 'the small library' : 'a real library';
  it(`open ${library} of the predecessor from the bucket as it is, and change nothing by that`, async () => {
    const prefix = 'predecessor';
    const folder = realLibrary ?? (await smallLibrary(await testJpeg(40)));
    const bucket = openTestBackend(server(), { prefix });
    const uploaded = await upload(folder, bucket);
    const anna = await joinBucket(openTestBackend(server(), { prefix }), 'Anna');
    await settle(anna);
    const { suite, analyses, pictures, unreadable } = anna.team.session.snapshot();
    expect(unreadable).toEqual([]);
    const count = (pattern: RegExp) => uploaded.filter((key) => pattern.test(key)).length;
    expect(Object.keys(analyses)).toHaveLength(count(/^profile_analyses\/[^/]+_analysis\.json$/));
    expect(Object.values(pictures).flat()).toHaveLength(count(/^profile_results\/[^/]+\/[^/]+\.(jpg|png)$/));
    expect(suite.length).toBeGreaterThan(0);
    const ratings = Object.values(analyses).flatMap((analysis) =>
      suite.flatMap(({ title }) => ratingOf(analysis, title) ?? []),
    );
    expect(ratings.length).toBeGreaterThan(0);
    expect((await bucket.list('')).map(({ key }) => key)).toEqual(uploaded);
    await bucket.close();
  });

  /** Just the predecessor's keys and files that it ignores, its documents in its own form. */
  async function expectPredecessorsLayout(prefix: string): Promise<void> {
    const bucket = openTestBackend(server(), { prefix });
    const keys = (await bucket.list('')).map(({ key }) => key);
    const own = keys.filter((key) => key.startsWith('profile_tester/'));
    expect(own.every((key) => /^profile_tester\/(history|bin)\//.test(key))).toBe(true);
    expect(keys.filter((key) => !own.includes(key) && !predecessorKey.test(key))).toEqual([]);
    for (const key of keys.filter((one) => one.endsWith('.json') && !own.includes(one))) {
      const text = new TextDecoder().decode((await bucket.read(key)).bytes);
      const value = JSON.parse(text);
      expect(formatJson(value), key).toBe(text);
      expect(/^[\n -~]*$/.test(text), key).toBe(true);
      if (!isJsonObject(value) || !isJsonObject(value.ratings)) continue;
      for (const rating of Object.values(value.ratings)) {
        if (!isJsonObject(rating) || rating.rated_by === undefined) continue;
        expect(rating['color-palette'], key).toEqual(rating.color_palette);
        expect(rating.color_palette, key).toBe('sea green, “dusk”');
      }
    }
    await bucket.close();
  }
});

async function rate(member: Member, test: string, score: number): Promise<void> {
  const { session } = member.team;
  const base = ratingOf(session.state.analyses.get('abc1234'), test) ?? null;
  const author = { name: 'Åsa 🌫', at: new Date().toISOString() };
  const edit = { score, commentary: `Nebbia “fitta” ${score}`, palette: 'sea green, “dusk”' };
  const value = editRating(base ?? undefined, edit, author);
  await session.commit({ type: 'rating.set', profile: 'abc1234', test, base, value });
}

/** Until each has heard of what the other did, pictures included. */
async function settle(...members: Member[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const { team, settled } of members) {
      team.sync.look({ isFocused: true, profile: 'abc1234' });
      await team.sync.syncNow();
      await settled();
    }
  }
}

/** Puts a folder's files into a bucket as the predecessor does; returns the keys. */
async function upload(folder: string, bucket: StorageBackend): Promise<string[]> {
  const keys = Object.keys(await fingerprint(folder))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((key) => /^(test_prompts\.json|profile_analyses\/|profile_results\/)/.test(key))
    .sort();
  const settled = await settleBounded(keys, 16, async (key) =>
    bucket.write(key, await readFile(join(folder, key))),
  );
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  return keys;
}
