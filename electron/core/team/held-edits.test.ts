import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '#shared/model/change.ts';
import { Failure } from '../failure.ts';
import { createBackup } from '../library/backups.ts';
import { restoreBackup, setAside } from '../library/library-operations.ts';
import { placePictures } from '../library/place-pictures.ts';
import { renameTest } from '../library/rename-test.ts';
import { openMemory, type StorageOperation } from '../storage/memory.ts';
import { rate, testJpeg } from '../testing/sessions.ts';
import {
  closeTeams,
  heldUploads,
  joinBucket,
  joinTeam,
  keysIn,
  type Member,
  newBucket,
  textIn,
} from '../testing/teams.ts';

afterEach(closeTeams);

const abc = 'profile_analyses/abc_analysis.json';
const suite = 'test_prompts.json';

describe.each([
  ['cut off', '{"ratings": {'],
  ['empty', ''],
  ['nothing but zeros', '\0\0\0\0'],
])('a document that is %s in the bucket', (_, broken) => {
  it('keeps back its own edits only, says so, and takes them when somebody has repaired it', async () => {
    const { contents, anna } = await editedWhile(async (contents) => put(contents, abc, broken));
    const status = await anna.team.sync.syncNow();
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 1, conflicts: 0 });
    expect(status.problem).toContain('abc_analysis.json');
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 5');
    expect(await textIn(contents, abc)).toBe(broken);
    expect(await keysIn(contents, 'profile_results/def/')).toHaveLength(1);

    await put(contents, abc, '{"profile_id": "abc", "notes": "kept", "ratings": {}}');
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(JSON.parse((await textIn(contents, abc)) ?? '')).toMatchObject({
      notes: 'kept',
      ratings: { 'Foggy City': { score: 7 } },
    });
  });

  it('lets its repair on the same device go first', async () => {
    const { contents, anna } = await editedWhile(async (contents) => put(contents, abc, broken));
    await settle(anna);
    const [backup] = await keysIn(contents, 'profile_analyses/backups/');
    const name = backup?.slice(backup.lastIndexOf('/') + 1) ?? '';
    await anna.team.session.commit(() => restoreBackup(anna.team.session, 'abc', name));
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 7');
    const [aside] = (await keysIn(contents, 'profile_tester/bin/')).filter((key) => key.endsWith('.json'));
    expect(await textIn(contents, aside ?? '')).toBe(broken);
  });
});

describe('a list of tests that cannot be read', () => {
  it('keeps back edits of tests, and a rename, while ratings go on', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    const good = (await textIn(contents, suite)) ?? '';
    anna.network.isDown = true;
    await renameTest(anna.team.session, 'Foggy City', 'Town in Fog');
    await anna.team.session.commit(rate('Red Barn', 5, 'def'));
    await put(contents, suite, good.slice(0, 40));
    anna.network.isDown = false;
    const status = await settle(anna);
    expect(status).toMatchObject({ state: 'needs-attention', conflicts: 0 });
    expect(await textIn(contents, suite)).toBe(good.slice(0, 40));
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 5');
    await put(contents, suite, good);
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, suite)).toContain('Town in Fog');
    expect(await keysIn(contents, 'profile_results/')).toEqual(['profile_results/abc/abc_Town_in_Fog.jpg']);
  });
});

describe('something that cannot be sent', () => {
  it('because the storage denies one document, keeps nothing else back, and leaves the library open', async () => {
    const contents = await newBucket();
    const isDenied = { now: true };
    const fault = (operation: StorageOperation, key: string) =>
      isDenied.now && operation === 'write' && key === suite
        ? new Failure('denied', 'The right s3:PutObject is missing for “test_prompts.json”.')
        : undefined;
    const anna = await joinBucket(openMemory({ contents, fault }), 'Anna');
    const [base] = anna.team.session.state.suite;
    if (!base) throw new Error('no test');
    await anna.team.session.commit({ type: 'test.edit', base, value: { ...base, prompt: 'fog' } });
    await anna.team.session.commit(rate('Red Barn', 5, 'def'));
    const status = await settle(anna);
    expect(status).toMatchObject({ state: 'needs-attention', waiting: 1 });
    expect(status.problem).toContain('test_prompts.json');
    expect(anna.team.session.snapshot().readOnly).toBeNull();
    await anna.team.session.commit(rate('Foggy City', 6, 'def'));
    await settle(anna);
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 6');
    // History is not written again with every try.
    const history = await historyText(contents);
    await settle(anna);
    expect(await historyText(contents)).toBe(history);
    isDenied.now = false;
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
  });

  it('because its picture is gone from this device, is a conflict and keeps nothing back', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await place(anna, 'def');
    await anna.team.session.commit(rate('Foggy City', 6, 'def'));
    anna.device.files.clear();
    anna.network.isDown = false;
    const status = await settle(anna);
    expect(status).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(anna.team.conflicts.list()[0]?.reason).toContain('not on this device any more');
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 6');
    expect(await keysIn(contents, 'profile_results/def/')).toEqual([]);
  });

  it('because a change of a newer app is not understood here, keeps nothing back', async () => {
    const contents = await newBucket();
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await anna.team.session.commit(rate('Foggy City', 6, 'def'));
    const odd = { type: 'rating.set', profile: 'abc' } as unknown as Change;
    const entry = { id: 'odd', at: '2026-11-27T00:00:00.000Z', device: 'x', who: 'x', change: odd };
    anna.device.crashes += 1;
    anna.device.waiting.unshift({ kind: 'change', id: 'odd', entry });
    const again = await joinTeam(contents, 'Anna', { on: anna.device });
    await settle(again);
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 6');
  });
});

describe('a document that is set aside because it cannot be read', () => {
  it('stays where it is when somebody has repaired it before', async () => {
    const contents = await newBucket();
    await put(contents, abc, '{');
    const anna = await joinTeam(contents, 'Anna');
    anna.network.isDown = true;
    await anna.team.session.commit(() => setAside(anna.team.session, { profile: 'abc' }));
    const good = '{"profile_id": "abc", "ratings": {"Red Barn": {"score": 3}}}';
    await put(contents, abc, good);
    anna.network.isDown = false;
    expect(await settle(anna)).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(await textIn(contents, abc)).toBe(good);
  });
});

/** A backup of abc, then an edit of it and others without the network, while something happens to the bucket. */
async function editedWhile(happen: (contents: Awaited<ReturnType<typeof newBucket>>) => Promise<void>) {
  const contents = await newBucket();
  const anna = await joinTeam(contents, 'Anna');
  await createBackup(anna.team.session.backend, 'abc');
  await anna.team.sync.syncNow();
  anna.network.isDown = true;
  await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
  await place(anna, 'def');
  await anna.team.session.commit(rate('Foggy City', 5, 'def'));
  await happen(contents);
  anna.network.isDown = false;
  return { contents, anna };
}

async function place(member: Member, profile: string): Promise<void> {
  const items = [{ upload: 'x', test: 'Red Barn', slot: 0 }];
  const uploads = heldUploads({ x: await testJpeg(120) });
  await placePictures(member.team.session, uploads, { profile, items, replace: false });
}

async function put(contents: Awaited<ReturnType<typeof newBucket>>, key: string, text: string) {
  await openMemory({ contents }).write(key, new TextEncoder().encode(text));
}

async function historyText(contents: Awaited<ReturnType<typeof newBucket>>): Promise<string> {
  const keys = await keysIn(contents, 'profile_tester/history/');
  return (await Promise.all(keys.map((key) => textIn(contents, key)))).join('');
}

async function settle({ team, settled }: Member) {
  for (let round = 0; round < 3; round += 1) {
    await team.sync.syncNow();
    await settled();
  }
  return team.sync.syncNow();
}
