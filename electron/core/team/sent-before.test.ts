// biome-ignore-all lint/style/noExcessiveLinesPerFile: one list of edits that may have been sent before, on the same few helpers.
import { afterEach, describe, expect, it } from 'vitest';
import { createAnalysis } from '#shared/model/analysis.ts';
import type { Change } from '#shared/model/change.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import { createTest } from '#shared/model/suite.ts';
import { Failure } from '../failure.ts';
import { clearRatings } from '../library/library-operations.ts';
import { renameTest } from '../library/rename-test.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { openMemory } from '../storage/memory.ts';
import type { MemoryDevice } from '../testing/memory-team.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinBucket, joinTeam, type Member, newBucket } from '../testing/teams.ts';

afterEach(closeTeams);

describe('an edit that may have been sent before', () => {
  it('is sent when it takes back an edit that is in History', async () => {
    const { contents, anna, ben } = await twoPeople();
    await commit(anna, rate('Foggy City', 7, 'abc'));
    const better = await commit(anna, rerate(7, 9));
    anna.network.isDown = true;
    await anna.team.session.undo(better.id);
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    await ben.team.sync.syncNow();
    await ben.settled();
    expect(ben.score('abc', 'Foggy City')).toBe(7);
  });

  it('is sent when it puts back by hand what somebody else has changed', async () => {
    const { contents, anna, ben } = await twoPeople();
    await commit(anna, label('', 'Warm'));
    await ben.team.sync.syncNow();
    await commit(ben, label('Warm', 'Cold'));
    await anna.team.sync.syncNow();
    await anna.settled();
    anna.network.isDown = true;
    await anna.team.session.commit(label('Cold', 'Warm'));
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    expect(again.team.session.snapshot().analyses.abc?.profile_label).toBe('Warm');
  });

  it('makes no conflict where it and a later own one have arrived and been edited further', async () => {
    const { contents, anna, ben } = await twoPeople();
    const entries = [await commit(anna, rate('Foggy City', 7, 'abc')), await commit(anna, rerate(7, 8))];
    await ben.team.sync.syncNow();
    await commit(ben, rerate(8, 5));
    forget(anna.device, entries);
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    expect(again.score('abc', 'Foggy City')).toBe(5);
  });

  it('is a conflict where a refused edit of this device ends in what was edited further', async () => {
    const { contents, anna, ben } = await twoPeople();
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await commit(ben, rate('Foggy City', 3, 'abc'));
    const again = await restart(contents, anna);
    expect(await again.team.sync.syncNow()).toMatchObject({ conflicts: 1, waiting: 0 });
    await again.settled();
    expect(again.score('abc', 'Foggy City')).toBe(3);
  });

  it('is a conflict, and not brought back, where somebody has deleted the test that it made', async () => {
    const { contents, anna, ben } = await twoPeople();
    const value = newTest('Old Harbour');
    const added = await commit(anna, { type: 'test.add', value });
    await ben.team.sync.syncNow();
    await ben.settled();
    await commit(ben, { type: 'test.remove', base: value });
    forget(anna.device, [added]);
    const again = await restart(contents, anna);
    expect(await again.team.sync.syncNow()).toMatchObject({ waiting: 0, conflicts: 1 });
    await again.settled();
    expect(again.team.session.state.suite.map(({ title }) => title)).not.toContain('Old Harbour');
  });

  it('makes no conflict of a test that somebody has edited since', async () => {
    const { contents, anna, ben } = await twoPeople();
    const value = newTest('Old Harbour');
    const added = await commit(anna, { type: 'test.add', value });
    await ben.team.sync.syncNow();
    await ben.settled();
    await commit(ben, { type: 'test.edit', base: value, value: { ...value, prompt: 'boats' } });
    forget(anna.device, [added]);
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    expect(again.team.session.state.suite.at(-1)).toMatchObject({ prompt: 'boats' });
  });

  it('is a conflict, and not brought back, where somebody has set the same field back', async () => {
    const { contents, anna, ben } = await twoPeople();
    const [base] = anna.team.session.state.suite;
    if (!base) throw new Error('no test');
    const edited = { ...base, prompt: 'much fog' };
    const entry = await commit(anna, { type: 'test.edit', base, value: edited });
    await ben.team.sync.syncNow();
    await ben.settled();
    const both = { ...edited, params: '--ar 2:3' };
    await commit(ben, { type: 'test.edit', base: edited, value: both });
    await commit(ben, { type: 'test.edit', base: both, value: { ...both, prompt: base.prompt ?? '' } });
    forget(anna.device, [entry]);
    const again = await restart(contents, anna);
    expect(await again.team.sync.syncNow()).toMatchObject({ waiting: 0, conflicts: 1 });
    await again.settled();
    expect(again.team.session.state.suite[0]).toMatchObject({ prompt: base.prompt, params: '--ar 2:3' });
  });

  it('does not bring back a rating that was removed after its test was renamed', async () => {
    const { contents, anna, ben } = await twoPeople();
    const rated = await commit(anna, rate('Foggy City', 7, 'abc'));
    await ben.team.sync.syncNow();
    await renameTest(ben.team.session, 'Foggy City', 'Town in Fog');
    await ben.team.session.commit({ ...rerate(7, null), test: 'Town in Fog' });
    await ben.team.sync.syncNow();
    forget(anna.device, [rated]);
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    expect(again.team.session.snapshot().analyses.abc?.ratings).toEqual({});
  });

  it('does not remove again what somebody has brought back', async () => {
    const { contents, anna, ben } = await twoPeople();
    await commit(anna, rate('Foggy City', 7, 'abc'));
    const removed = await commit(anna, rerate(7, null));
    await ben.team.sync.syncNow();
    await ben.team.session.undo(removed.id);
    await ben.team.sync.syncNow();
    forget(anna.device, [removed]);
    const again = await restart(contents, anna);
    await expectNoConflict(again);
    expect(again.score('abc', 'Foggy City')).toBe(7);
  });

  it('is a conflict where it cannot be told whether it has arrived', async () => {
    const { contents, anna, ben } = await twoPeople();
    // The label was there before this app's History began.
    await commit(ben, label('', 'Cold'));
    await anna.team.sync.syncNow();
    await anna.settled();
    const entry = await commit(anna, label('Cold', 'Warm'));
    await ben.team.sync.syncNow();
    await ben.settled();
    await commit(ben, label('Warm', 'Cold'));
    await hideHistory(contents, ben, 'Cold');
    forget(anna.device, [entry]);
    const again = await restart(contents, anna);
    expect(await again.team.sync.syncNow()).toMatchObject({ waiting: 0 });
    await again.settled();
    expect(again.team.session.snapshot().analyses.abc?.profile_label).toBe('Cold');
  });
});

describe('an edit that was refused', () => {
  it('stays refused when the try that refused it was cut short, though it would fit by now', async () => {
    const { contents, ben } = await twoPeople();
    const inner = openMemory({ contents });
    let told = 0;
    const bucket: StorageBackend = {
      ...inner,
      async write(key, bytes, options) {
        if (key.startsWith('profile_tester/history/device-anna') && ++told === 2) {
          await commit(ben, rerate(3, null));
          throw new Failure('offline', 'The connection was lost.');
        }
        return inner.write(key, bytes, options);
      },
    };
    const anna = await joinBucket(bucket, 'Anna');
    await commit(ben, rate('Foggy City', 3, 'abc'));
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.idle();
    expect(await anna.team.sync.syncNow()).toMatchObject({ waiting: 0, conflicts: 1 });
    await anna.settled();
    expect(anna.score('abc', 'Foggy City')).toBeUndefined();
    const [entry] = (await anna.team.session.history.list(10)).filter(({ who }) => who === 'Anna');
    expect(entry?.refused).toBeDefined();
  });

  it('in parts can be taken back where it was done', async () => {
    const { anna, ben } = await twoPeople();
    await commit(anna, rate('Foggy City', 7, 'abc'));
    await commit(anna, rate('Red Barn', 6, 'abc'));
    await ben.team.sync.syncNow();
    await ben.settled();
    ben.network.isDown = true;
    const cleared = await ben.team.session.commit(() => clearRatings(ben.team.session, 'abc'));
    await commit(anna, rerate(7, 8));
    ben.network.isDown = false;
    expect(await ben.team.sync.syncNow()).toMatchObject({ waiting: 0, conflicts: 1 });
    await ben.settled();
    expect([ben.score('abc', 'Foggy City'), ben.score('abc', 'Red Barn')]).toEqual([8, undefined]);
    const told = (await ben.team.session.history.list(10)).find(({ id }) => id === cleared.id);
    expect(told).toMatchObject({ refusedParts: [0] });
    await ben.team.session.undo(cleared.id);
    expect(await ben.team.sync.syncNow()).toMatchObject({ waiting: 0, conflicts: 1 });
    expect([ben.score('abc', 'Foggy City'), ben.score('abc', 'Red Barn')]).toEqual([8, 6]);
  });
});

describe('a document that is put back', () => {
  it('is a conflict where somebody has made another one meanwhile, never dropped', async () => {
    const { contents, anna, ben } = await twoPeople();
    const value = { ...createAnalysis('ghi'), ratings: { 'Foggy City': { score: 4 } } };
    anna.network.isDown = true;
    await anna.team.session.commit({ type: 'document.set', document: { profile: 'ghi' }, base: null, value });
    await commit(ben, rate('Red Barn', 3, 'ghi'));
    anna.network.isDown = false;
    expect(await anna.team.sync.syncNow()).toMatchObject({ conflicts: 1, waiting: 0 });
    expect(anna.team.conflicts.list()).toMatchObject([{ change: { type: 'document.set', value } }]);
    await closeTeams();
    expect(contents.entries.size).toBeGreaterThan(0);
  });

  it('is no conflict when two people make the same profile at once', async () => {
    const { anna, ben } = await twoPeople();
    for (const [member, test] of [
      [anna, 'Foggy City'],
      [ben, 'Red Barn'],
    ] as const) {
      member.network.isDown = true;
      await member.team.session.commit({
        type: 'document.set',
        document: { profile: 'ghi' },
        base: null,
        value: createAnalysis('ghi'),
      });
      await member.team.session.commit(rate(test, 5, 'ghi'));
    }
    for (const member of [anna, ben, anna]) {
      member.network.isDown = false;
      expect(await member.team.sync.syncNow()).toMatchObject({ conflicts: 0, waiting: 0 });
      await member.settled();
    }
    expect([anna.score('ghi', 'Foggy City'), anna.score('ghi', 'Red Barn')]).toEqual([5, 5]);
  });
});

async function twoPeople() {
  const contents = await newBucket();
  return { contents, anna: await joinTeam(contents, 'Anna'), ben: await joinTeam(contents, 'Ben') };
}

/** Does a change and sends it. */
async function commit(member: Member, change: Change): Promise<HistoryEntry> {
  const entry = await member.team.session.commit(change);
  await member.team.sync.syncNow();
  await member.settled();
  return entry;
}

/** The app ended before it noted that these entries had arrived. */
function forget(device: MemoryDevice, entries: readonly HistoryEntry[]): void {
  device.crashes += 1;
  const rows = entries.map((entry) => ({ kind: 'change', id: entry.id, entry }) as const);
  device.waiting.splice(0, device.waiting.length, ...rows);
}

async function restart(contents: Awaited<ReturnType<typeof newBucket>>, { device }: Member) {
  device.crashes += 1;
  return joinTeam(contents, 'Anna', { on: device });
}

async function expectNoConflict(member: Member): Promise<void> {
  expect(await member.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
  await member.settled();
}

function rerate(base: number, value: number | null) {
  const rating = (score: number | null) => (score === null ? null : { affinity: 'workable', score });
  return {
    type: 'rating.set' as const,
    profile: 'abc',
    test: 'Foggy City',
    base: rating(base),
    value: rating(value),
  };
}

function label(base: string, value: string): Change {
  return { type: 'profile.set', profile: 'abc', field: 'profile_label', base, value };
}

function newTest(title: string) {
  return createTest({
    title,
    prompt: 'x',
    section: 'PHOTO',
    params: '',
    version: 'v1',
    createdDate: '2026-01-01',
  });
}

/** Takes an entry of History away, as if it had been made by an app that keeps none. */
async function hideHistory(
  contents: Awaited<ReturnType<typeof newBucket>>,
  { team }: Member,
  value: string,
): Promise<void> {
  const [first] = (await team.session.history.list(10))
    .filter(({ change }) => 'value' in change && change.value === value)
    .slice(-1);
  for (const entry of contents.entries.values()) {
    if (!entry.key.startsWith('profile_tester/history/')) continue;
    const rows = new TextDecoder().decode(entry.bytes).split('\n');
    entry.bytes = new TextEncoder().encode(rows.filter((row) => !row.includes(first?.id ?? '-')).join('\n'));
  }
}
