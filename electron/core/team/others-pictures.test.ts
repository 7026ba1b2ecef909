import { afterEach, describe, expect, it } from 'vitest';
import { placePictures } from '../library/place-pictures.ts';
import { openMemory } from '../storage/memory.ts';
import { testJpeg } from '../testing/sessions.ts';
import { closeTeams, heldUploads, joinTeam, newBucket } from '../testing/teams.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

afterEach(closeTeams);

type Bucket = Awaited<ReturnType<typeof newBucket>>;

/** Ben looks at another profile; Anna adds a picture. */
async function annaAdds(contents: Bucket) {
  let settled: () => Promise<void> = async () => undefined;
  const clock = createVirtualClock(() => settled());
  const ben = await joinTeam(contents, 'Ben', { clock });
  settled = async () => {
    await ben.team.sync.idle();
    await ben.settled();
  };
  ben.team.sync.look({ isFocused: true, profile: 'xyz' });
  await clock.pass(60_000);
  const anna = await joinTeam(contents, 'Anna');
  await placePictures(anna.team.session, heldUploads({ x: await testJpeg(200) }), {
    profile: 'abc',
    items: [{ upload: 'x', test: 'Red Barn', slot: 0 }],
    replace: false,
  });
  await anna.team.sync.syncNow();
  const sees = () =>
    (ben.team.session.snapshot().pictures.abc ?? []).some(({ name }) => name === 'abc_Red_Barn.jpg');
  return { clock, ben, sees };
}

async function fillBin(contents: Bucket, count: number): Promise<void> {
  const bucket = openMemory({ contents });
  const keys = Array.from({ length: count }, (_, at) => `profile_tester/bin/old/${at}.jpg`);
  await Promise.all(keys.map((key) => bucket.write(key, Buffer.from('old'))));
}

describe('a picture that somebody else has added', () => {
  it('appears within thirty seconds, whichever profile is in view', async () => {
    const { clock, sees } = await annaAdds(await newBucket());
    expect(sees()).toBe(false);
    await clock.pass(30_000);
    expect(sees()).toBe(true);
  });

  it('appears when one looks at its profile, or asks, where one listing does not hold the library', async () => {
    const contents = await newBucket();
    await fillBin(contents, 1_000);
    const first = await annaAdds(contents);
    await first.clock.pass(60_000);
    expect(first.sees()).toBe(false);
    first.ben.team.sync.look({ isFocused: true, profile: 'abc' });
    await first.clock.pass(30_000);
    expect(first.sees()).toBe(true);
  });

  it('appears when one asks', async () => {
    const contents = await newBucket();
    await fillBin(contents, 1_000);
    const { ben, sees } = await annaAdds(contents);
    await ben.team.sync.syncNow();
    await ben.settled();
    expect(sees()).toBe(true);
  });
});
