// biome-ignore-all lint/style/noExcessiveLinesPerFile: one table of what two people can do to the same thing, and what is kept.
import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '#shared/model/change.ts';
import type { Json } from '#shared/model/json.ts';
import { createTest } from '#shared/model/suite.ts';
import { createBackup, listBackups } from '../library/backups.ts';
import { archiveRating, attachRating, clearRatings, restoreBackup } from '../library/library-operations.ts';
import type { LibrarySession } from '../library/library-session.ts';
import { renameTest } from '../library/rename-test.ts';
import { openMemory } from '../storage/memory.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinTeam, keysIn, type Member, newBucket, textIn } from '../testing/teams.ts';
import { type ConflictPick, resolveConflict } from './resolve-conflict.ts';

afterEach(closeTeams);

type Act = (session: LibrarySession) => Promise<unknown>;

interface Case {
  /** What both know, then what each does without hearing of the other: Ben is the one who comes late. */
  before?: Act;
  /** What Ben has looked at while he could. */
  seen?: Act;
  theirs: Act;
  mine: Act;
  conflicts?: number;
  /** What the library is to hold after Ben has picked his own. */
  after: (library: Library) => unknown;
  expected: unknown;
  /** What it holds after he has picked theirs. */
  kept: unknown;
}

interface Library {
  suite: Record<string, Json>[];
  abc: Record<string, Record<string, Json>>;
}

const cases: Record<string, Case> = {
  'a rating': {
    theirs: commit(rate('Foggy City', 7, 'abc')),
    mine: commit(rate('Foggy City', 3, 'abc')),
    after: ({ abc }) => abc.ratings?.['Foggy City'],
    expected: { affinity: 'workable', score: 3 },
    kept: { affinity: 'workable', score: 7 },
  },
  'a rating that was removed and changed': {
    before: commit(rate('Foggy City', 7, 'abc')),
    theirs: commit(rerate(7, 8)),
    mine: commit(rerate(7, null)),
    after: ({ abc }) => abc.ratings,
    expected: {},
    kept: { 'Foggy City': { affinity: 'workable', score: 8 } },
  },
  'a rating whose test was renamed after the conflict': {
    before: commit(rate('Red Barn', 5, 'def')),
    theirs: async (session) => {
      await session.commit(rate('Foggy City', 7, 'abc'));
      await renameTest(session, 'Foggy City', 'Town in Fog');
    },
    mine: commit(rate('Foggy City', 3, 'abc')),
    after: ({ abc }) => abc.ratings,
    expected: { 'Town in Fog': { affinity: 'workable', score: 3 } },
    kept: { 'Town in Fog': { affinity: 'workable', score: 7 } },
  },
  'all ratings cleared while one was changed': {
    before: async (session) => {
      await session.commit(rate('Foggy City', 7, 'abc'));
      await session.commit(rate('Red Barn', 6, 'abc'));
    },
    theirs: commit(rerate(7, 8)),
    mine: (session) => session.commit(() => clearRatings(session, 'abc')),
    after: ({ abc }) => abc.ratings,
    expected: {},
    kept: { 'Foggy City': { affinity: 'workable', score: 8 } },
  },
  'a label': {
    theirs: commit(label('', 'Warm')),
    mine: commit(label('', 'Cold')),
    after: ({ abc }) => abc.profile_label,
    expected: 'Cold',
    kept: 'Warm',
  },
  'a trait that was removed and edited': {
    before: commit({ type: 'trait.add', profile: 'abc', text: 'moody', at: 0 }),
    theirs: commit({ type: 'trait.remove', profile: 'abc', text: 'moody', at: 0 }),
    mine: commit({ type: 'trait.edit', profile: 'abc', base: 'moody', value: 'gloomy' }),
    after: ({ abc }) => abc.profile_dna,
    expected: ['gloomy'],
    kept: [],
  },
  'the same field of a test': {
    theirs: editTest({ prompt: 'much fog' }),
    mine: editTest({ prompt: 'no fog', params: '--ar 2:3' }),
    after: ({ suite }) => [suite[0]?.prompt, suite[0]?.params],
    expected: ['no fog', '--ar 2:3'],
    kept: ['much fog', ''],
  },
  'a test that both have added': {
    theirs: commit({ type: 'test.add', value: newTest('Old Harbour', 'ships') }),
    mine: commit({ type: 'test.add', value: newTest('Old Harbour', 'boats') }),
    after: ({ suite }) => suite.slice(3).map(({ prompt }) => prompt),
    expected: ['boats'],
    kept: ['ships'],
  },
  'tests imported while one of them was added': {
    theirs: commit({ type: 'test.add', value: newTest('Old Harbour', 'ships') }),
    mine: commit({
      type: 'batch',
      label: 'Import 2 tests',
      changes: ['Old Harbour', 'Oil Study'].map((title) => ({
        type: 'test.add' as const,
        value: newTest(title, 'mine'),
      })),
    }),
    after: ({ suite }) => suite.slice(3).map(({ title, prompt }) => [title, prompt]),
    expected: [
      ['Old Harbour', 'mine'],
      ['Oil Study', 'mine'],
    ],
    kept: [
      ['Old Harbour', 'ships'],
      ['Oil Study', 'mine'],
    ],
  },
  'a test that was deleted and edited': {
    theirs: editTest({ prompt: 'much fog' }),
    mine: removeTest,
    after: ({ suite }) => suite.map(({ title }) => title),
    expected: ['Red Barn', 'Null Prompt (Photo)'],
    kept: ['Foggy City', 'Red Barn', 'Null Prompt (Photo)'],
  },
  'a test that was edited and deleted': {
    theirs: removeTest,
    mine: editTest({ prompt: 'much fog' }),
    after: ({ suite }) => suite.filter(({ title }) => title === 'Foggy City').map(({ prompt }) => prompt),
    expected: ['much fog'],
    kept: [],
  },
  'a test that was deleted and renamed': {
    theirs: (session) => renameTest(session, 'Foggy City', 'Town in Fog'),
    mine: removeTest,
    after: ({ suite }) => suite.map(({ title }) => title),
    expected: ['Red Barn', 'Null Prompt (Photo)'],
    kept: ['Town in Fog', 'Red Barn', 'Null Prompt (Photo)'],
  },
  'two new titles of one test': {
    before: commit(rate('Foggy City', 7, 'abc')),
    theirs: (session) => renameTest(session, 'Foggy City', 'Town in Fog'),
    mine: (session) => renameTest(session, 'Foggy City', 'City in Mist'),
    after: ({ suite, abc }) => [suite[0]?.title, Object.keys(abc.ratings ?? {})],
    expected: ['City in Mist', ['City in Mist']],
    kept: ['Town in Fog', ['Town in Fog']],
  },
  'a backup that was restored while somebody rated': {
    before: async (session) => {
      await session.commit(rate('Foggy City', 7, 'abc'));
      await createBackup(session.backend, 'abc');
      await session.commit(rerate(7, 9));
    },
    seen: (session) => listBackups(session.backend, 'abc'),
    theirs: commit(rate('Red Barn', 4, 'abc')),
    mine: async (session) => {
      const [backup] = await listBackups(session.backend, 'abc');
      await session.commit(() => restoreBackup(session, 'abc', backup?.name ?? ''));
    },
    after: ({ abc }) => abc.ratings,
    expected: { 'Foggy City': { affinity: 'workable', score: 7 } },
    kept: {
      'Foggy City': { affinity: 'workable', score: 9 },
      'Red Barn': { affinity: 'workable', score: 4 },
    },
  },
  'two ratings archived at once': {
    before: async (session) => {
      await session.commit(rate('Foggy City', 7, 'abc'));
      await session.commit(rate('Red Barn', 6, 'abc'));
    },
    theirs: (session) => session.commit(() => archiveRating(session, 'abc', 'Foggy City')),
    mine: (session) => session.commit(() => archiveRating(session, 'abc', 'Red Barn')),
    after: ({ abc }) => [abc.ratings, Object.keys(abc.archived_ratings ?? {}).sort()],
    expected: [{}, ['Foggy City', 'Red Barn']],
    kept: [{ 'Red Barn': { affinity: 'workable', score: 6 } }, ['Foggy City']],
  },
  'a rating attached to a test that was rated meanwhile': {
    before: commit(rate('Made up', 6, 'abc')),
    theirs: commit(rate('Foggy City', 7, 'abc')),
    mine: (session) => session.commit(() => attachRating(session, 'abc', 'Made up', 'Foggy City')),
    after: ({ abc }) => abc.ratings,
    expected: { 'Foggy City': { affinity: 'workable', score: 6 } },
    kept: {
      'Made up': { affinity: 'workable', score: 6 },
      'Foggy City': { affinity: 'workable', score: 7 },
    },
  },
};

describe.each(Object.entries(cases))('a conflict about %s', (_, situation) => {
  it.each([
    ['mine', situation.expected],
    ['theirs', situation.kept],
  ] as const)('is decided for “%s”, in the bucket and for both', async (pick, expected) => {
    const { contents, anna, ben } = await clash(situation);
    expect(ben.team.conflicts.list()).toHaveLength(situation.conflicts ?? 1);
    for (const { id } of ben.team.conflicts.list()) await resolveConflict(ben.team, id, pick);
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    const stored = { suite: await json(contents, 'test_prompts.json'), abc: await json(contents, abcKey) };
    expect(situation.after(stored as unknown as Library)).toEqual(expected);
    for (const { team } of [anna, ben]) {
      const { suite, analyses } = team.session.snapshot();
      expect(situation.after({ suite, abc: analyses.abc as Library['abc'] })).toEqual(expected);
    }
    const told = await ben.team.session.history.list(100);
    expect(told.some(({ refused, who }) => refused !== undefined && who === 'Ben')).toBe(true);
  });
});

describe('a conflict', () => {
  it('that was decided already is refused', async () => {
    const { ben } = await clash(cases['a label'] as Case);
    const [conflict] = ben.team.conflicts.list();
    await resolveConflict(ben.team, conflict?.id ?? '', 'theirs');
    await expect(resolveConflict(ben.team, conflict?.id ?? '', 'mine')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is decided once when it is decided twice at the same moment', async () => {
    const { contents, ben } = await clash(cases['a rating'] as Case);
    const [conflict] = ben.team.conflicts.list();
    await Promise.allSettled(
      (['mine', 'mine'] as const).map((pick) => resolveConflict(ben.team, conflict?.id ?? '', pick)),
    );
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await json(contents, abcKey)).toMatchObject({ ratings: { 'Foggy City': { score: 3 } } });
  });

  it('is decided for another edit', async () => {
    const { contents, ben } = await clash(cases['a rating'] as Case);
    const [conflict] = ben.team.conflicts.list();
    const pick: ConflictPick = { ...rerate(0, 5), base: null };
    await resolveConflict(ben.team, conflict?.id ?? '', pick);
    await settle(ben);
    expect(await json(contents, abcKey)).toMatchObject({ ratings: { 'Foggy City': { score: 5 } } });
  });

  it('stays when the test that was renamed has been deleted', async () => {
    const { ben } = await clash({
      ...(cases['two new titles of one test'] as Case),
      before: async () => undefined,
      theirs: removeTest,
    });
    const [conflict] = ben.team.conflicts.list();
    await expect(resolveConflict(ben.team, conflict?.id ?? '', 'mine')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(ben.team.conflicts.list()).toHaveLength(1);
    await resolveConflict(ben.team, conflict?.id ?? '', 'theirs');
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', conflicts: 0 });
  });

  it('outlives a crash, and what was decided stays decided', async () => {
    const { contents, ben } = await clash(cases['a rating'] as Case);
    ben.device.crashes += 1;
    const again = await joinTeam(contents, 'Ben', { on: ben.device });
    const [conflict] = again.team.conflicts.list();
    await resolveConflict(again.team, conflict?.id ?? '', 'mine');
    ben.device.crashes += 1;
    const last = await joinTeam(contents, 'Ben', { on: ben.device });
    expect(await settle(last)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await json(contents, abcKey)).toMatchObject({ ratings: { 'Foggy City': { score: 3 } } });
  });
});

describe('without a conflict', () => {
  it('a test is edited by one and renamed by the other', async () => {
    const { contents, ben } = await clash({
      ...(cases['a test that was deleted and renamed'] as Case),
      mine: editTest({ params: '--ar 2:3' }),
    });
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', conflicts: 0 });
    expect(await json(contents, 'test_prompts.json')).toMatchObject([
      { title: 'Town in Fog', params: '--ar 2:3', former_titles: ['Foggy City'] },
      {},
      {},
    ]);
  });

  it('a test is moved by one and renamed by the other', async () => {
    const { contents, ben } = await clash({
      ...(cases['a test that was deleted and renamed'] as Case),
      mine: commit({ type: 'test.move', title: 'Foggy City', from: 0, to: 2 }),
    });
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', conflicts: 0 });
    expect(((await json(contents, 'test_prompts.json')) as Json[]).at(-1)).toMatchObject({
      title: 'Town in Fog',
    });
  });

  it('a rename is taken back by one while the other rates under the new title', async () => {
    const contents = await newBucket();
    const [anna, ben] = [await joinTeam(contents, 'Anna'), await joinTeam(contents, 'Ben')];
    const renamed = await renameTest(anna.team.session, 'Foggy City', 'Town in Fog');
    await settle(anna);
    await settle(ben);
    ben.network.isDown = true;
    await ben.team.session.commit(rate('Town in Fog', 7, 'abc'));
    await anna.team.session.undo(renamed.id);
    await settle(anna);
    ben.network.isDown = false;
    expect(await settle(ben)).toMatchObject({ state: 'up-to-date', conflicts: 0 });
    // Nothing says that the titles belong together any more: it is offered as a repair.
    expect(await json(contents, abcKey)).toMatchObject({ ratings: { 'Town in Fog': { score: 7 } } });
    expect(await keysIn(contents, 'profile_results/')).toEqual(['profile_results/abc/abc_Foggy_City.jpg']);
  });
});

const abcKey = 'profile_analyses/abc_analysis.json';

async function clash({ before, seen, theirs, mine }: Case) {
  const contents = await newBucket();
  await openMemory({ contents }).delete('profile_results/abc/abc_Foggy_City.jpg');
  const [anna, ben] = [await joinTeam(contents, 'Anna'), await joinTeam(contents, 'Ben')];
  await before?.(anna.team.session);
  await settle(anna);
  await settle(ben);
  await seen?.(ben.team.session);
  ben.network.isDown = true;
  await mine(ben.team.session);
  await theirs(anna.team.session);
  await settle(anna);
  ben.network.isDown = false;
  await settle(ben);
  return { contents, anna, ben };
}

async function settle({ team, settled }: Member) {
  for (let round = 0; round < 3; round += 1) {
    await team.sync.syncNow();
    await settled();
  }
  return team.sync.syncNow();
}

async function json(contents: Awaited<ReturnType<typeof newBucket>>, key: string): Promise<Json> {
  return JSON.parse((await textIn(contents, key)) ?? 'null');
}

function commit(change: Change): Act {
  return (session) => session.commit(change);
}

function editTest(fields: Record<string, Json>): Act {
  return async (session) => {
    const [base] = session.state.suite;
    if (!base) throw new Error('no test');
    await session.commit({ type: 'test.edit', base, value: { ...base, ...fields } });
  };
}

async function removeTest(session: LibrarySession): Promise<void> {
  const [base] = session.state.suite;
  if (!base) throw new Error('no test');
  await session.commit({ type: 'test.remove', base });
}

function rerate(base: number, value: number | null) {
  const rating = (score: number | null) => (score === null ? null : { affinity: 'workable', score });
  return {
    ...{ type: 'rating.set' as const, profile: 'abc', test: 'Foggy City' },
    ...{ base: rating(base), value: rating(value) },
  };
}

function label(base: string, value: string): Change {
  return { type: 'profile.set', profile: 'abc', field: 'profile_label', base, value };
}

function newTest(title: string, prompt: string) {
  return createTest({
    title,
    prompt,
    section: 'PHOTO',
    params: '',
    version: 'v1',
    createdDate: '2026-01-01',
  });
}
