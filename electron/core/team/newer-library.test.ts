import { afterEach, describe, expect, it } from 'vitest';
import { openMemory } from '../storage/memory.ts';
import { temporaryFolder } from '../testing/libraries.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinTeam, newBucket, textIn } from '../testing/teams.ts';
import { openTeamStorage } from './team-storage.ts';

afterEach(closeTeams);

type Contents = Awaited<ReturnType<typeof newBucket>>;
const abc = 'profile_analyses/abc_analysis.json';

describe('a library in a bucket that a newer app has written', () => {
  it('is open for reading only', async () => {
    const contents = await newBucket();
    await setVersion(contents, 2);
    const anna = await joinTeam(contents, 'Anna');
    expect(anna.team.session.snapshot().readOnly).toContain('newer version');
    expect(anna.team.sync.status().state).toBe('read-only');
    await expect(anna.team.session.commit(rate('Foggy City', 7, 'abc'))).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('gets nothing of what waits from before, and loses nothing of it', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    const before = await textIn(contents, abc);
    await setVersion(contents, 2);
    anna.device.crashes += 1;
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await again.team.sync.syncNow()).toMatchObject({ state: 'read-only', waiting: 1 });
    expect(await textIn(contents, abc)).toBe(before);
    expect(again.score('abc', 'Foggy City')).toBe(7);

    // As an update of this app makes it: it knows the layout then.
    await setVersion(contents, 1);
    again.device.crashes += 1;
    const updated = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await updated.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 7');
  });

  it('is noticed when the library is opened with what this device knew of it', async () => {
    const contents = await newBucket();
    const { listing, anna } = await known(contents);
    await setVersion(contents, 2);
    const again = await joinTeam(contents, 'Anna', { on: anna.device, ...listing });
    await again.team.sync.syncNow();
    expect(again.team.session.snapshot().readOnly).toContain('newer version');
    expect(again.team.sync.status().state).toBe('read-only');
    expect(await textIn(contents, abc)).not.toContain('"score"');
  });
});

async function known(contents: Contents) {
  const folder = await temporaryFolder();
  const storage = () =>
    openTeamStorage({ own: `${folder}/own`, cache: `${folder}/cache`, cacheBytes: 10 ** 9 });
  const anna = await joinTeam(contents, 'Anna', { storage: storage() });
  anna.network.isDown = true;
  await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
  await closeTeams();
  return { anna, listing: { storage: storage() } };
}

async function setVersion(contents: Contents, version: number): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify({ version, name: 'Ours' }));
  await openMemory({ contents }).write('profile_tester/library.json', bytes);
}
