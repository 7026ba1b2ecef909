import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { removePictures } from '../library/library-operations.ts';
import { renameTest } from '../library/rename-test.ts';
import type { StorageBackend } from '../storage/backend.ts';
import { openMemory } from '../storage/memory.ts';
import { createMemoryDevice, openMemoryStorage } from '../testing/memory-team.ts';
import { rate } from '../testing/sessions.ts';
import { closeTeams, joinBucket, joinTeam, keysIn, newBucket, textIn } from '../testing/teams.ts';
import { createRemoteCopy } from './remote-copy.ts';

afterEach(closeTeams);

type Contents = Awaited<ReturnType<typeof newBucket>>;
const abc = 'profile_analyses/abc_analysis.json';
const suite = 'test_prompts.json';

describe('an edit that is being made', () => {
  it('is not sent before it is known to fit, and when it does not fit nothing of it stays', async () => {
    const contents = await newBucket();
    const gate = createGate();
    const bucket = openMemory({ contents });
    const slow: StorageBackend = {
      ...bucket,
      stat: async (key, options) => {
        if (key.startsWith('profile_tester/bin/')) await gate.passed;
        return bucket.stat(key, options);
      },
    };
    const anna = await joinBucket(slow, 'Anna');
    const from = 'profile_tester/bin/gone/abc_Red_Barn.jpg';
    const doomed = anna.team.session.commit({
      type: 'file.move',
      from,
      to: 'profile_results/abc/abc_Red_Barn.jpg',
    });
    await begun(() => anna.team.waiting.items().length === 1);
    const synced = anna.team.sync.syncNow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    gate.open();
    await expect(doomed).rejects.toMatchObject({ code: 'not-found' });
    await synced;
    expect(await anna.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await anna.team.session.history.list(10)).toEqual([]);
  });
});

describe('a document that is read while it is written', () => {
  it('stays the written one, whichever answer comes last', async () => {
    const contents = await newBucket();
    const bucket = openMemory({ contents });
    const gate = createGate();
    const slow: StorageBackend = {
      ...bucket,
      read: async (key, options) => {
        const found = await bucket.read(key, options);
        await gate.passed;
        return found;
      },
    };
    const { cache } = openMemoryStorage(createMemoryDevice());
    const copy = createRemoteCopy({ remote: slow, cache, file: null });
    await copy.relist('profile_analyses/');
    const reading = copy.read(abc);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { version } = await copy.backend.write(abc, new TextEncoder().encode('{}'));
    gate.open();
    await reading;
    expect(copy.get(abc)?.version).toBe(version);
    expect(new TextDecoder().decode((await copy.read(abc)).bytes)).toBe('{}');
  });
});

describe('a change that is done in part when others come in between, and cannot be taken back', () => {
  it('is a conflict, keeps nothing back, and can still be picked', async () => {
    const contents = await newBucket();
    const ben = await joinTeam(contents, 'Ben');
    await ben.team.session.commit(rate('Foggy City', 7, 'abc'));
    await ben.team.sync.syncNow();
    const network = { isDown: false, asked: 0 };
    const anna = await joinBucket(editingAfterWrite(contents, network), 'Anna', { network });
    network.isDown = true;
    await renameTest(anna.team.session, 'Foggy City', 'Town in Fog');
    await anna.team.session.commit(rate('Red Barn', 5, 'def'));
    // The title is taken by a rating of a test that is not there: the rename stops halfway.
    await ben.team.session.commit(rate('Town in Fog', 3, 'abc'));
    await ben.team.sync.syncNow();
    network.isDown = false;
    const status = await anna.team.sync.syncNow();
    expect(status).toMatchObject({ waiting: 0, conflicts: 1 });
    expect(await textIn(contents, 'profile_analyses/def_analysis.json')).toContain('"score": 5');
    // Both ratings are there, and what Ben did to the test.
    expect(JSON.parse((await textIn(contents, abc)) ?? '').ratings).toMatchObject({
      'Foggy City': { score: 7 },
      'Town in Fog': { score: 3 },
    });
    expect(await textIn(contents, suite)).toContain('edited in between');
    expect(await keysIn(contents, 'profile_results/')).toHaveLength(1);
  });
});

describe('a document that is removed between being listed and being read', () => {
  it('is no trouble: the look goes on', async () => {
    const contents = await newBucket();
    const inner = openMemory({ contents });
    const vanishing: StorageBackend = {
      ...inner,
      list: async (prefix, options) => {
        const listed = await inner.list(prefix, options);
        if (!prefix.startsWith('profile_analyses/')) return listed;
        const ghost = { key: 'profile_analyses/ghi_analysis.json', size: 5, stamp: 'x', modified: 0 };
        return [...listed, ghost];
      },
    };
    const anna = await joinBucket(vanishing, 'Anna');
    expect(await anna.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', problem: null });
    const ben = await joinTeam(contents, 'Ben');
    await ben.team.session.commit(rate('Foggy City', 7, 'abc'));
    await ben.team.sync.syncNow();
    await anna.team.sync.syncNow();
    await anna.settled();
    expect(anna.score('abc', 'Foggy City')).toBe(7);
  });
});

describe('a file whose removal from its old place is done, and nobody hears of it', () => {
  it.each(['once', 'and the network is away'])('is not lost (%s)', async (how) => {
    const contents = await newBucket();
    const inner = openMemory({ contents });
    const lost = new Failure('offline', 'The connection was lost.');
    let state: 'well' | 'losing' | 'away' = 'well';
    const bucket: StorageBackend = {
      ...inner,
      stat: async (key, options) => {
        if (state === 'away') throw lost;
        return inner.stat(key, options);
      },
      delete: async (key, options) => {
        if (state === 'away') throw lost;
        await inner.delete(key, options);
        if (state !== 'losing' || !key.startsWith('profile_results/')) return;
        state = how === 'once' ? 'well' : 'away';
        throw lost;
      },
    };
    const anna = await joinBucket(bucket, 'Anna');
    const picture = anna.team.session.pictures.files('abc')?.[0];
    state = 'losing';
    await anna.team.session.commit(() => removePictures(anna.team.session, [picture?.id ?? '']));
    await anna.team.sync.idle();
    state = 'well';
    // What the app had read is gone with it, so that nothing but the bucket has the file.
    anna.device.crashes += 1;
    const again = await joinBucket(bucket, 'Anna', { on: anna.device });
    expect(await again.team.sync.syncNow()).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await keysIn(contents, 'profile_results/')).toEqual([]);
    expect(await keysIn(contents, 'profile_tester/bin/')).toHaveLength(1);
  });
});

/** A bucket in which somebody edits the test at once after its new title was written. */
function editingAfterWrite(contents: Contents, network: { isDown: boolean }): StorageBackend {
  const bucket = openMemory({ contents });
  const ask = () => {
    if (network.isDown) throw Object.assign(new Error('down'), { code: 'EHOSTUNREACH' });
  };
  let isEdited = false;
  return {
    ...bucket,
    async write(key, bytes, options) {
      ask();
      const written = await bucket.write(key, bytes, options);
      if (key === suite && !isEdited) {
        isEdited = true;
        const tests = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>[];
        const edited = tests.map((test) => ({ ...test, prompt: 'edited in between' }));
        await bucket.write(key, new TextEncoder().encode(JSON.stringify(edited)));
      }
      return written;
    },
  };
}

function createGate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

async function begun(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}
