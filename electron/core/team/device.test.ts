import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { createBackup, listBackups } from '../library/backups.ts';
import { placePictures } from '../library/place-pictures.ts';
import type { MemoryContents } from '../storage/memory.ts';
import { openMemory } from '../storage/memory.ts';
import { temporaryFolder } from '../testing/libraries.ts';
import { rate, testJpeg } from '../testing/sessions.ts';
import { closeTeams, heldUploads, joinBucket, type Member, newBucket, textIn } from '../testing/teams.ts';
import { openTeamStorage, type TeamStorage } from './team-storage.ts';

/** A device with a disk of its own, and a bucket that it reaches or does not. */
let folder: string;
let contents: MemoryContents;
const network = { isDown: false, asked: 0 };

beforeEach(async () => {
  folder = await temporaryFolder();
  contents = await newBucket();
  network.isDown = false;
});
afterEach(async () => {
  await closeTeams();
  await rm(folder, { recursive: true, force: true });
});

const abc = 'profile_analyses/abc_analysis.json';

describe('an opening that fails', () => {
  it('keeps what waits: the next one in the same app shows and sends it', async () => {
    const first = await open();
    network.isDown = true;
    await first.team.session.commit(rate('Foggy City', 7, 'abc'));
    await place(first);
    await closeTeams();
    await rm(join(folder, 'cache'), { recursive: true });
    for (const name of await readdir(join(folder, 'own', 'files')))
      await age(join(folder, 'own', 'files', name));

    await expect(open()).rejects.toMatchObject({ code: 'offline' });
    network.isDown = false;
    const again = await open();
    expect(again.team.waiting.items()).toHaveLength(3);
    expect(again.score('abc', 'Foggy City')).toBe(7);
    expect(await settle(again)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 7');
    expect(contents.entries.has('profile_results/abc/abc_red_barn.jpg')).toBe(true);
  });
});

describe('the cache', () => {
  it('may be deleted while the library is open', async () => {
    const anna = await open();
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await settle(anna);
    await rm(join(folder, 'cache'), { recursive: true });
    network.isDown = true;
    await anna.team.session.commit(rate('Red Barn', 4, 'abc'));
    await place(anna);
    await anna.team.session.refresh();
    expect([anna.score('abc', 'Foggy City'), anna.score('abc', 'Red Barn')]).toEqual([7, 4]);
    network.isDown = false;
    await rm(join(folder, 'cache'), { recursive: true, force: true });
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 4');
  });

  it('may be a thing that cannot be read or written: the library opens all the same', async () => {
    await mkdir(join(folder, 'cache', 'listing.jsonl'), { recursive: true });
    await mkdir(join(folder, 'cache', 'history.jsonl'), { recursive: true });
    await writeFile(join(folder, 'cache', 'objects'), 'not a folder');
    const anna = await open();
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(await anna.team.session.history.list(10)).toHaveLength(1);
    await closeTeams();
    expect((await open()).score('abc', 'Foggy City')).toBe(7);
  });

  it('may hold a damaged listing: what it tells is shown, the rest is asked of the bucket', async () => {
    await open();
    await closeTeams();
    await writeFile(
      join(folder, 'cache', 'listing.jsonl'),
      '{"key": 5}\nnonsense\n{"key": "profile_analyses/abc_an',
    );
    const anna = await open();
    await settle(anna);
    expect(Object.keys(anna.team.session.snapshot().analyses)).toEqual(['abc', 'def']);
  });

  it('knows after a crash what was sent before it', async () => {
    const anna = await open({ waits: true });
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await settle(anna);
    await saved.now?.();
    await leave();
    network.isDown = true;
    const again = await open();
    expect(again.score('abc', 'Foggy City')).toBe(7);
  });
});

describe('a full disk of this device', () => {
  it('refuses an edit with “full”, and neither shows nor keeps it', async () => {
    const anna = await open({ storage: (storage) => fullFrom(storage, 1) });
    network.isDown = true;
    const edit = anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    await expect(edit).rejects.toMatchObject({ code: 'full' });
    expect(anna.score('abc', 'Foggy City')).toBeUndefined();
    expect(anna.team.waiting.items()).toEqual([]);
    await closeTeams();
    expect((await open()).team.waiting.items()).toEqual([]);
  });

  it.each([1, 2])('refuses a picture when row %i finds no room, and puts it nowhere', async (row) => {
    const anna = await open({ storage: (storage) => fullFrom(storage, row) });
    network.isDown = true;
    await expect(place(anna)).rejects.toMatchObject({ code: 'full' });
    expect(anna.team.session.snapshot().pictures.abc).toHaveLength(1);
    network.isDown = false;
    await settle(anna);
    expect(contents.entries.has('profile_results/abc/abc_red_barn.jpg')).toBe(false);
    expect(anna.team.conflicts.list()).toEqual([]);
  });

  it('shows no backup that could not be kept', async () => {
    const anna = await open({ storage: (storage) => fullFrom(storage, 1) });
    await expect(createBackup(anna.team.session.backend, 'abc')).rejects.toMatchObject({ code: 'full' });
    expect(await listBackups(anna.team.session.backend, 'abc')).toEqual([]);
  });

  it('does not keep what was sent from being done with', async () => {
    const anna = await open({ storage: (storage) => fullFrom(storage, 2) });
    await anna.team.session.commit(rate('Foggy City', 7, 'abc'));
    expect(await settle(anna)).toMatchObject({ state: 'up-to-date', waiting: 0 });
    expect(await textIn(contents, abc)).toContain('"score": 7');
  });
});

describe('two apps of one device on one bucket', () => {
  it('send each its own, once, and neither takes the other’s for left behind', async () => {
    const [one, two] = [await open(), await open()];
    network.isDown = true;
    await one.team.session.commit(rate('Foggy City', 7, 'abc'));
    await two.team.session.commit(rate('Red Barn', 4, 'abc'));
    await place(two);
    for (const name of await readdir(join(folder, 'own', 'files')))
      await age(join(folder, 'own', 'files', name));
    const three = await open();
    expect(three.team.waiting.items()).toEqual([]);
    network.isDown = false;
    for (const member of [one, two, three, one]) {
      expect(await settle(member)).toMatchObject({ state: 'up-to-date', waiting: 0, conflicts: 0 });
    }
    expect([one.score('abc', 'Foggy City'), one.score('abc', 'Red Barn')]).toEqual([7, 4]);
    expect(contents.entries.has('profile_results/abc/abc_red_barn.jpg')).toBe(true);
    expect(await one.team.session.history.list(10)).toHaveLength(3);
  });
});

const saved: { now?: () => Promise<void> } = {};

async function open(
  options: { storage?: (storage: TeamStorage) => TeamStorage; waits?: boolean } = {},
): Promise<Member> {
  const fault = () => (network.isDown ? new Failure('offline', 'There is no network.') : undefined);
  const storage = openTeamStorage({
    own: join(folder, 'own'),
    cache: join(folder, 'cache'),
    cacheBytes: 10 ** 9,
  });
  const member = await joinBucket(openMemory({ contents, fault }), 'Anna', {
    storage: options.storage?.(storage) ?? storage,
    network,
    ...(options.waits && { clock: impatient }),
  });
  return member;
}

/** Long waits pass at once, so that what is gathered is written down without waiting; looking is asked for. */
const impatient = {
  now: () => Date.now(),
  after(milliseconds: number, work: () => void) {
    if (milliseconds !== 10_000) return () => undefined;
    const timer = setImmediate(work);
    return () => clearImmediate(timer);
  },
};

/** The app is gone without closing anything: its files are another process's, as of one that was killed. */
async function leave(): Promise<void> {
  await rm(join(folder, 'own', 'waiting'), { recursive: true, force: true });
}

/** Rows of what waits are refused from this one on, as by a full disk; what frees room works. */
function fullFrom(storage: TeamStorage, first: number): TeamStorage {
  let count = 0;
  return {
    ...storage,
    waiting: {
      ...storage.waiting,
      async append(rows) {
        count += 1;
        if (count >= first) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        await storage.waiting.append(rows);
      },
    },
  };
}

async function place(member: Member) {
  const items = [{ upload: 'x', test: 'Red Barn', slot: 0 }];
  const uploads = heldUploads({ x: await testJpeg(120) });
  return placePictures(member.team.session, uploads, { profile: 'abc', items, replace: false });
}

async function settle({ team, settled }: Member) {
  for (let round = 0; round < 2; round += 1) {
    await team.sync.syncNow();
    await settled();
  }
  return team.sync.syncNow();
}

async function age(path: string): Promise<void> {
  const past = new Date(Date.now() - 2 * 60 * 60_000);
  await utimes(path, past, past);
}
