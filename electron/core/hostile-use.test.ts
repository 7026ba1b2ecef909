import { spawnSync } from 'node:child_process';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { CallInput, CallName, CallOutput, EventName, Upload } from '#shared/contract.ts';
import { createAnalysis, ratingOf } from '#shared/model/analysis.ts';
import { formatJson } from '#shared/model/json.ts';
import type { Result } from '#shared/result.ts';
import { type Core, createCore } from './core.ts';
import { documentsAndPictures, fingerprint, temporaryFolder } from './testing/libraries.ts';
import { newLibrary, rate, testJpeg } from './testing/sessions.ts';
import { createTestPlatform } from './testing/test-platform.ts';

const cores: Core[] = [];
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
});

async function startCore(folder?: string) {
  const core = createCore(await createTestPlatform());
  cores.push(core);
  const events: { name: EventName; payload: unknown }[] = [];
  core.subscribe((name, payload) => void events.push({ name, payload }));
  if (folder) expect(await core.start({ folder })).toMatchObject({ ok: true });
  return { core, events };
}

async function call<Name extends CallName>(core: Core, name: Name, input: CallInput<Name>) {
  return (await core.call(name, input)) as Result<CallOutput<Name>>;
}

async function put(core: Core, body: BodyInit | null, name = 'a.png', headers = {}): Promise<Result<Upload>> {
  const init = { method: 'PUT', body, headers, duplex: 'half' } as RequestInit;
  const request = new Request(`http://host/upload?name=${encodeURIComponent(name)}`, init);
  return (await (await core.respond(request))?.json()) as Result<Upload>;
}

it('refuses uploads that are empty, no picture, too large or broken off, and says which file it was', async () => {
  const { core } = await startCore(await newLibrary());
  const html = '<html><script>alert(1)</script></html>';
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const jpeg = await testJpeg(1);
  for (const body of [null, '', html, svg, new Uint8Array(jpeg.subarray(0, 100))]) {
    const result = await put(core, body);
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining('a.png') } });
  }
  const declared = await put(core, 'x', 'big.png', { 'content-length': String(300 * 2 ** 20) });
  expect(declared).toMatchObject({ ok: false, error: { code: 'invalid', message: /big\.png is too large/ } });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 2 ** 20;
      controller.enqueue(new Uint8Array(2 ** 20));
    },
  });
  expect(await put(core, endless)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(sent).toBeLessThan(210 * 2 ** 20);
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error('The page went away.')),
  });
  expect(await put(core, broken)).toMatchObject({ ok: false });
  expect(await put(core, new Uint8Array(jpeg))).toMatchObject({ ok: true });
});

it('opens no file, no missing folder, and stays with what is open', async () => {
  const folder = await newLibrary();
  const { core } = await startCore(folder);
  const file = join(folder, 'test_prompts.json');
  expect(await call(core, 'library.open', { folder: file })).toMatchObject({ error: { code: 'invalid' } });
  const missing = join(folder, 'missing');
  expect(await call(core, 'library.open', { folder: missing })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await call(core, 'library.read', {})).toMatchObject({ ok: true, value: { place: { folder } } });
});

it('opens the same library twice as one, whatever way it is written', async () => {
  const folder = await newLibrary();
  const { core, events } = await startCore(folder);
  const before = events.filter(({ name }) => name === 'library.replaced').length;
  const both = [
    call(core, 'library.open', { folder }),
    call(core, 'library.open', { folder: `${folder}/./` }),
  ];
  const [one, two] = await Promise.all(both);
  expect(one).toEqual(two);
  expect(events.filter(({ name }) => name === 'library.replaced')).toHaveLength(before);
});

it('opens a library again that was moved, under its new name', async () => {
  const folder = await newLibrary();
  const { core } = await startCore(folder);
  await rename(folder, `${folder}-moved`);
  const moved = await call(core, 'library.open', { folder: `${folder}-moved` });
  expect(moved).toMatchObject({ ok: true, value: { readOnly: null } });
  expect(await call(core, 'library.change', { change: rate('Oil/Brush Study', 4) as never })).toMatchObject({
    ok: true,
  });
});

it('ends long work with the library that it is about', async () => {
  const folder = await newLibrary();
  for (let index = 0; index < 40; index += 1) {
    await writeFile(join(folder, `profile_results/def5678/stray_${index}.jpg`), await testJpeg(index));
  }
  const { core } = await startCore(folder);
  const job = await call(core, 'pictures.prepare', {});
  await call(core, 'library.close', {});
  const jobs = await call(core, 'jobs.list', {});
  if (!jobs.ok || !job.ok) throw new Error('the job did not start');
  expect(jobs.value.find(({ id }) => id === job.value.id)).toMatchObject({
    state: 'cancelled',
    problems: [],
  });
});

it('sets only documents aside that cannot be read, and takes a list of tests anew after that', async () => {
  const folder = await newLibrary();
  const { core } = await startCore(folder);
  const before = documentsAndPictures(await fingerprint(folder));
  const refused = await call(core, 'documents.setAside', { document: 'suite' });
  expect(refused).toMatchObject({ error: { code: 'conflict' } });
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  await writeFile(join(folder, 'test_prompts.json'), '[{"title": "Foggy');
  await call(core, 'library.refresh', {});
  const add = { change: { type: 'test.add', value: { title: 'New' } } } as const;
  expect(await call(core, 'library.change', add)).toMatchObject({ error: { code: 'invalid' } });
  expect(await call(core, 'documents.setAside', { document: 'suite' })).toMatchObject({ ok: true });
  expect(await call(core, 'library.change', add)).toMatchObject({ ok: true });
  expect(await call(core, 'library.read', {})).toMatchObject({
    value: { suite: [{ title: 'New' }], unreadable: [] },
  });
});

it.each(['constructor', '__proto__', 'a b', 'ünïcode', 'dots.in.it', '--p'])(
  'keeps ratings and backups of a profile called %s',
  async (profile) => {
    const folder = await newLibrary();
    const { core } = await startCore(folder);
    const change = rate('Foggy City', 7, profile) as never;
    expect(await call(core, 'library.change', { change })).toMatchObject({ ok: true });
    const made = await Promise.all([1, 2, 3].map(() => call(core, 'backups.create', { profile })));
    expect(new Set(made.map((result) => result.ok && result.value.name)).size).toBe(3);
    expect(await call(core, 'ratings.clear', { profile })).toMatchObject({ ok: true });
    const [backup] = made;
    if (!backup?.ok) throw new Error('no backup');
    await call(core, 'backups.restore', { profile, name: backup.value.name });
    const again = (await startCore(folder)).core;
    const library = await call(again, 'library.read', {});
    const analyses = library.ok ? (library.value?.analyses ?? {}) : {};
    expect(Object.hasOwn(analyses, profile)).toBe(true);
    expect(ratingOf(analyses[profile], 'Foggy City')).toMatchObject({ score: 7 });
  },
);

it('restores a backup that the predecessor wrote, and refuses one that is no text', async () => {
  const folder = await newLibrary();
  const backups = join(folder, 'profile_analyses/backups');
  await mkdir(backups, { recursive: true });
  const document = { ...createAnalysis('abc1234'), profile_label: 'Früher', ratings: { Ä: { score: 3 } } };
  const name = 'abc1234_analysis_backup_20250101_120000.json';
  const broken = 'abc1234_analysis_backup_20250101_120001.json';
  await writeFile(join(backups, name), formatJson(document));
  await writeFile(join(backups, broken), Buffer.from('{"profile_label": "Fr\xfcher"}', 'latin1'));
  const { core } = await startCore(folder);
  expect(await call(core, 'backups.restore', { profile: 'abc1234', name: broken })).toMatchObject({
    error: { code: 'invalid' },
  });
  expect(await call(core, 'backups.restore', { profile: 'abc1234', name })).toMatchObject({ ok: true });
  expect(await call(core, 'library.read', {})).toMatchObject({ value: { analyses: { abc1234: document } } });
});

it('opens a medium that cannot be written to for reading, and changes no byte', async (context) => {
  const folder = await temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'none', folder]).status === 0;
  if (!mounted) return context.skip('not run: no medium can be mounted here');
  try {
    const source = await newLibrary();
    await cp(source, folder, { recursive: true });
    await rm(source, { recursive: true });
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    const { core } = await startCore(folder);
    const library = await call(core, 'library.read', {});
    expect(library).toMatchObject({ value: { readOnly: expect.stringContaining('reading only') } });
    const change = rate('Oil/Brush Study', 4) as never;
    expect(await call(core, 'library.change', { change })).toMatchObject({ error: { code: 'denied' } });
    await core.close();
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});
