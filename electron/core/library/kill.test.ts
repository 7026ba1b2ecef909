import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { ratingOf } from '#shared/model/analysis.ts';
import { openLocalFolder } from '../storage/local-folder.ts';
import { smallLibrary, temporaryFolder } from '../testing/libraries.ts';
import { openSession } from './library-session.ts';

/**
 * Kills over all lanes. The storage below is killed a thousand times by a test of its own, whose
 * processes start faster; here it is about what was acknowledged, and about History.
 */
const rounds = Number(process.env.KILL_ROUNDS ?? 200);
const lanes = 2;
const profile = 'abc1234';
const child = join(import.meta.dirname, '../testing/saving-child.ts');

interface Acknowledged {
  id: string;
  test: string;
  commentary: string;
}

it(`loses nothing that was acknowledged and tears no document when killed ${rounds} times while saving`, {
  timeout: 1_800_000,
}, async () => {
  const kills = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => runLane(lane, Math.ceil(rounds / lanes))),
  );
  expect(kills.reduce((sum, killed) => sum + killed, 0)).toBeGreaterThanOrEqual(rounds);
});

/** Kills one saving process after the other on a library of its own; checks the library after each. */
async function runLane(lane: number, count: number): Promise<number> {
  const pixels = sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } });
  const folder = await smallLibrary(await pixels.jpeg().toBuffer());
  const outbox = await temporaryFolder();
  const device = `lane-${lane}`;
  const saved = new Set<string>();
  for (let round = 0; round < count; round += 1) {
    const acknowledged = await saveUntilKilled([folder, outbox, device, profile]);
    await checkLibrary(folder, outbox, device, acknowledged);
    for (const { id } of acknowledged) saved.add(id);
  }
  await checkHistory(folder, device, saved);
  return count;
}

/** The changes that the process acknowledged before it was killed, at a random moment after the first. */
function saveUntilKilled(args: string[]): Promise<Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A thousand starts: what the first one compiled, the others find.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'profile-tester-compile-cache') },
    });
    let text = '';
    let complaint = '';
    process_.stdout.on('data', (data: Buffer) => {
      if (text === '') setTimeout(() => process_.kill('SIGKILL'), Math.random() * 30);
      text += data.toString();
    });
    process_.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    process_.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the saving process ended by itself: ${complaint}`));
      const lines = text.split('\n').slice(0, -1);
      resolve(lines.map((line) => JSON.parse(line) as Acknowledged));
    });
  });
}

async function checkLibrary(
  folder: string,
  outbox: string,
  device: string,
  acknowledged: Acknowledged[],
): Promise<void> {
  const session = await openSession({
    folder,
    backend: await openLocalFolder(folder),
    outboxFolder: outbox,
    device,
    author: () => 'Parent',
    onPatch: () => undefined,
    onEntry: () => undefined,
  });
  const { analyses, unreadable } = session.snapshot();
  await session.close();
  expect(unreadable).toEqual([]);
  const newest = new Map(acknowledged.map((change) => [change.test, change]));
  for (const { test, commentary } of newest.values()) {
    const stored = String(ratingOf(analyses[profile], test)?.commentary);
    // One change more may be there: saved, and killed before it could be acknowledged.
    expect(counter(stored)).toBeGreaterThanOrEqual(counter(commentary));
  }
  expect(await temporaryFiles(folder)).toEqual([]);
}

async function checkHistory(folder: string, device: string, saved: Set<string>): Promise<void> {
  await mkdir(join(folder, 'profile_tester/history'), { recursive: true });
  const text = await readFile(join(folder, `profile_tester/history/${device}.jsonl`), 'utf8');
  const ids = text.split('\n').flatMap((line) => /"id":"([^"]+)"/.exec(line)?.[1] ?? []);
  expect([...saved].filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
}

async function temporaryFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.tmp'));
}

function counter(commentary: string): number {
  return Number(commentary.split('-')[1]);
}
