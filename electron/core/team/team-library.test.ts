import { afterEach, describe, expect, it } from 'vitest';
import { renameTest } from '../library/rename-test.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinTeam, keysIn, newBucket, textIn } from '../testing/teams.ts';

afterEach(closeTeams);

describe('a library in a bucket', () => {
  it('shows an edit at once, and sends it', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    expect(anna.score('abc', 'Foggy City')).toBe(7);
    expect(anna.team.sync.status().waiting).toBe(1);
    anna.network.isDown = false;
    expect(await anna.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(JSON.parse((await textIn(contents, 'profile_analyses/abc_analysis.json')) ?? '')).toMatchObject({
      ratings: { 'Foggy City': { score: 7 } },
      affinity_summary: { workable: ['Foggy City'] },
    });
  });

  it('shows what another person did, and who did it', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.syncNow();
    await ben.team.sync.syncNow();
    await ben.settled();
    expect(ben.score('abc', 'Foggy City')).toBe(7);
    expect(ben.patches.at(-1)).toMatchObject({ source: 'elsewhere' });
    expect((await ben.team.session.history.list(10)).map(({ who }) => who)).toEqual(['Anna']);
  });

  it('tells the pages of an own edit once, not again when it has arrived', async () => {
    const anna = await joinTeam(await newBucket(), 'Anna');
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.syncNow();
    await anna.settled();
    expect(anna.patches.map(({ source }) => source)).toEqual(['self']);
  });

  it('merges edits of different ratings, and makes a conflict of two of the same', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    ben.network.isDown = true;
    await ben.team.session.commit(rate('Foggy City', 3, 'abc'));
    await ben.team.session.commit(rate('Red Barn', 4, 'abc'));
    expect((await ben.team.sync.syncNow()).state).toBe('offline');
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.syncNow();
    ben.network.isDown = false;
    const status = await ben.team.sync.syncNow();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 0, conflicts: 1 });
    await ben.settled();
    expect([ben.score('abc', 'Foggy City'), ben.score('abc', 'Red Barn')]).toEqual([7, 4]);
    expect(ben.team.conflicts.list()).toMatchObject([{ who: 'Ben', current: { score: 7 } }]);
    const refused = (await ben.team.session.history.list(10)).filter((entry) => entry.refused !== undefined);
    expect(refused).toMatchObject([{ who: 'Ben', change: { test: 'Foggy City' } }]);
  });

  it('merges edits of different fields of one test', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    const [base] = anna.team.session.state.suite;
    if (!base) throw new Error('no test');
    ben.network.isDown = true;
    await ben.team.session.commit({ type: 'test.edit', base, value: { ...base, params: '--ar 2:3' } });
    await anna.team.session.commit({ type: 'test.edit', base, value: { ...base, prompt: 'much fog' } });
    await anna.team.sync.syncNow();
    ben.network.isDown = false;
    expect(await ben.team.sync.syncNow()).toMatchObject({ conflicts: 0, waiting: 0 });
    await ben.settled();
    expect(ben.team.session.state.suite[0]).toMatchObject({ prompt: 'much fog', params: '--ar 2:3' });
  });

  it('takes a rating along that was made offline while its test was renamed', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const ben = await joinTeam(contents, 'Ben');
    ben.network.isDown = true;
    await ben.team.session.commit(rate('Foggy City', 3, 'def'));
    await renameTest(anna.team.session, 'Foggy City', 'Town in Fog');
    await anna.team.sync.syncNow();
    ben.network.isDown = false;
    await ben.team.sync.syncNow();
    await ben.team.sync.syncNow();
    await ben.settled();
    expect(ben.score('def', 'Town in Fog')).toBe(3);
    expect(ben.score('def', 'Foggy City')).toBeUndefined();
    expect(await keysIn(contents, 'profile_results/')).toEqual(['profile_results/abc/abc_Town_in_Fog.jpg']);
    expect(ben.team.conflicts.list()).toEqual([]);
  });

  it('keeps what was edited offline over a crash, and sends it afterwards', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    anna.device.crashes += 1;
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(again.score('abc', 'Foggy City')).toBe(7);
    await again.team.sync.syncNow();
    expect(await textIn(contents, 'profile_analyses/abc_analysis.json')).toContain('"score": 7');
  });

  it('does not bring back what another person removed while the answer to an edit was lost', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.syncNow();
    // The app ended before it noted that the edit had arrived: it is sent again.
    const [entry] = await anna.team.session.history.list(1);
    if (!entry) throw new Error('no entry');
    anna.device.crashes += 1;
    anna.device.waiting.splice(0, anna.device.waiting.length, { kind: 'change', id: entry.id, entry });
    const ben = await joinTeam(contents, 'Ben');
    const base = { affinity: 'workable', score: 7 };
    await ben.team.session.commit({
      type: 'rating.set',
      profile: 'abc',
      test: 'Foggy City',
      base,
      value: null,
    });
    await ben.team.sync.syncNow();
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await again.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    await again.settled();
    expect(again.score('abc', 'Foggy City')).toBeUndefined();
  });

  it('opens for reading only where the server does not protect edits', async () => {
    const anna = await joinTeam(await newBucket(), 'Anna', {
      writeProtection: 'It is open for reading only.',
    });
    expect(anna.team.session.snapshot().readOnly).toBe('It is open for reading only.');
    expect(anna.team.sync.status().state).toBe('read-only');
    await expect(anna.team.session.commit(rate('Foggy City', 7, 'abc'))).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('removes nothing here when the bucket is suddenly empty', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    contents.entries.clear();
    const status = await anna.team.sync.syncNow();
    expect(status).toMatchObject({ state: 'needs-attention' });
    expect(status.problem).toContain('looks empty');
    await anna.settled();
    expect(Object.keys(anna.team.session.snapshot().analyses)).toEqual(['abc', 'def']);
    expect(anna.team.session.state.suite).toHaveLength(3);
  });
});
