import { afterEach, describe, expect, it } from 'vitest';
import { formatJson, type Json, type JsonObject } from '#shared/model/json.ts';
import { createTest } from '#shared/model/suite.ts';
import { openMemory } from '../storage/memory.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinTeam, type Member, newBucket, textIn } from '../testing/teams.ts';

afterEach(closeTeams);

type Contents = Awaited<ReturnType<typeof newBucket>>;
const abc = 'profile_analyses/abc_analysis.json';
const suite = 'test_prompts.json';

/** The predecessor reads a document, changes it, and writes it whole; it knows no History and no conditions. */
describe('the predecessor, writing to the same documents', () => {
  it('and edits that wait here are merged, and nothing that either knows is dropped', async () => {
    const { contents, anna } = await offline();
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await rewrite(contents, abc, (analysis) => ({
      ...analysis,
      ratings: { 'Red Barn': { affinity: 'workable', score: 4, streamlit: true } },
      last_opened: 'today',
    }));
    expect(await online(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await json(contents, abc)).toMatchObject({
      ratings: { 'Foggy City': { score: 7 }, 'Red Barn': { score: 4, streamlit: true } },
      last_opened: 'today',
    });
  });

  it('and an edit of the same rating is a conflict, also after a restart', async () => {
    const { contents, anna } = await offline();
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await rewrite(contents, abc, (analysis) => ({ ...analysis, ratings: { 'Foggy City': { score: 4 } } }));
    anna.device.crashes += 1;
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await online(again)).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(await json(contents, abc)).toMatchObject({ ratings: { 'Foggy City': { score: 4 } } });
  });

  it('and a test of the same title is a conflict after a restart, never taken for one’s own', async () => {
    const { contents, anna } = await offline();
    await anna.team.session.commit({ type: 'test.add', value: newTest('Old Harbour', 'boats') });
    await rewrite(contents, suite, (tests) => [...tests, newTest('Old Harbour', 'ships')]);
    anna.device.crashes += 1;
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await online(again)).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(again.team.conflicts.list()).toMatchObject([{ change: { value: { prompt: 'boats' } } }]);
    expect(await textIn(contents, suite)).toContain('ships');
  });

  it('and what it put back by itself is not taken for an edit that has arrived', async () => {
    const { contents, anna } = await offline();
    anna.network.isDown = false;
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await anna.team.sync.syncNow();
    anna.network.isDown = true;
    await anna.team.session.commit({
      ...{ type: 'rating.set', profile: 'abc', test: 'Foggy City' },
      ...{ base: { affinity: 'workable', score: 7 }, value: { affinity: 'workable', score: 8 } },
    });
    await rewrite(contents, abc, (analysis) => ({ ...analysis, ratings: {} }));
    anna.device.crashes += 1;
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    expect(await online(again)).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(await json(contents, abc)).toMatchObject({ ratings: {} });
  });
});

async function offline() {
  const contents = await newBucket();
  const anna = await joinTeam(contents, 'Anna');
  await anna.team.sync.syncNow();
  anna.network.isDown = true;
  return { contents, anna };
}

async function online(member: Member) {
  member.network.isDown = false;
  await member.team.sync.syncNow();
  return member.team.sync.syncNow();
}

async function rewrite(
  contents: Contents,
  key: string,
  edit: (document: JsonObject & Json[]) => Json,
): Promise<void> {
  const text = formatJson(edit((await json(contents, key)) as JsonObject & Json[]));
  await openMemory({ contents }).write(key, new TextEncoder().encode(text));
}

async function json(contents: Contents, key: string): Promise<Json> {
  return JSON.parse((await textIn(contents, key)) ?? 'null');
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
