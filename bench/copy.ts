/**
 * Copying a library to a bucket and back, behind a proxy that adds 30 ms of round trip to a real S3 server,
 * against rclone with 16 transfers on the same library, server and proxy, in turns.
 *
 *   node bench/copy.ts [--rounds N]
 *
 * Says "not run" where there is no versitygw, and compares nothing where there is no rclone. Each round starts with
 * empty folders and remembers nothing; both programs check every object. The best round of each counts, for whatever
 * else the machine does only ever adds.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLibraryCopies, type LibraryCopies } from '#core/copy/library-copies.ts';
import { createJobs, type Jobs } from '#core/jobs.ts';
import { openLocalFolder } from '#core/storage/local-folder.ts';
import { openTestBackend, type TestServer } from '#core/storage/testing/test-server.ts';
import { findVersitygw, startVersitygw } from '#core/storage/testing/versitygw.ts';
import { fingerprint, realLibrary } from '#core/testing/libraries.ts';
import type { Job } from '#shared/model/job.ts';
import type { CopyEnd } from '#shared/model/library-copy.ts';
import { figure, heading, spread, timed } from './support/figures.ts';
import { makeLibraryToCopy } from './support/library-to-copy.ts';
import { type SlowProxy, startSlowProxy } from './support/slow-proxy.ts';

/** What one program took in one round. */
interface Taken {
  milliseconds: number;
  requests: number;
}

interface Round {
  up: Taken;
  again: Taken;
  down: Taken;
}

/** A server behind the proxy, and the library that is copied. */
interface Scene {
  library: string;
  server: TestServer;
  proxy: SlowProxy;
  scratch: string;
}

const mostTimesRclone = 1.2;

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  await benchCopying(Number(values.rounds));
}

/** Copies a made library and the real one, so many times each. */
export async function benchCopying(rounds = 5): Promise<void> {
  const versitygw = findVersitygw();
  if (versitygw === undefined) {
    console.log('Copying a library: not run, there is no versitygw on this machine');
    return;
  }
  const hasRclone = spawnSync('rclone', ['version']).status === 0;
  const made = await makeLibraryToCopy();
  const libraries = [
    ['a made library of 351 pictures, 49 MB', made],
    ['the real library', realLibrary],
  ] as const;
  try {
    for (const [name, library] of libraries) {
      heading(`Copying ${name}, 30 ms away`);
      if (library === undefined) console.log('not run: it is not on this machine');
      else await benchLibrary(library, versitygw, rounds, hasRclone);
    }
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function benchLibrary(
  library: string,
  versitygw: string,
  rounds: number,
  hasRclone: boolean,
): Promise<void> {
  const server = await startVersitygw(versitygw);
  const proxy = await startSlowProxy(server.url);
  const scratch = await mkdtemp(join(tmpdir(), 'bench-copy-'));
  const scene = { library, proxy, scratch, server: { ...server, url: proxy.url } };
  const ours: Round[] = [];
  const rclones: Round[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      if (hasRclone) rclones.push(await rcloneRound(scene, `rclone-${round}`));
      ours.push(await ourRound(scene, `ours-${round}`));
    }
  } finally {
    await proxy.stop();
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
  const objects = Object.keys(await fingerprint(library)).length;
  print('app', ours, objects);
  if (hasRclone) compare(ours, rclones, objects);
  else console.log('rclone: not run, it is not on this machine');
}

function print(name: string, rounds: readonly Round[], objects: number): void {
  const requests = (step: keyof Round) => spread(rounds.map((round) => round[step].requests)).max;
  for (const step of ['up', 'again', 'down'] as const) {
    figure(`${name}: ${step}`, bestOf(rounds, step), 'ms');
  }
  const isApp = name === 'app';
  figure(
    `${name}: requests per object up`,
    requests('up') / objects,
    '',
    isApp ? { atMost: 1.1 } : undefined,
  );
  figure(
    `${name}: requests when nothing has changed`,
    requests('again'),
    '',
    isApp ? { atMost: 5 } : undefined,
  );
  figure(`${name}: requests down`, requests('down'), '');
}

function compare(ours: readonly Round[], rclones: readonly Round[], objects: number): void {
  print('rclone', rclones, objects);
  for (const step of ['up', 'down'] as const) {
    const ratio = bestOf(ours, step) / bestOf(rclones, step);
    figure(`app ÷ rclone: ${step}`, ratio, '×', { atMost: mostTimesRclone });
  }
}

function bestOf(rounds: readonly Round[], step: keyof Round): number {
  return Math.min(...rounds.map((round) => round[step].milliseconds));
}

async function ourRound(scene: Scene, prefix: string): Promise<Round> {
  const jobs = createJobs(() => undefined);
  const copies = createLibraryCopies({
    jobs,
    stateFolder: join(scene.scratch, `${prefix}-state`),
    openEnd: async (end) => ({
      name: end.kind,
      place: end.kind === 'folder' ? end.folder : prefix,
      backend:
        end.kind === 'folder' ? await openLocalFolder(end.folder) : openTestBackend(scene.server, { prefix }),
      writeProtection: null,
      oddKeys: [],
    }),
  });
  const library: CopyEnd = { kind: 'folder', folder: scene.library };
  const bucket: CopyEnd = { kind: 'bucket' };
  const target = await mkdtemp(join(scene.scratch, 'down-'));
  const round = {
    up: await take(scene, () => copy(copies, jobs, library, bucket)),
    again: await take(scene, () => copy(copies, jobs, library, bucket)),
    down: await take(scene, () => copy(copies, jobs, bucket, { kind: 'folder', folder: target })),
  };
  await rm(target, { recursive: true });
  return round;
}

async function copy(copies: LibraryCopies, jobs: Jobs, from: CopyEnd, to: CopyEnd): Promise<void> {
  const plan = await copies.plan(from, to);
  const { id } = copies.start({ plan: plan.id, rule: 'take-source', exceptions: [] });
  const job = await ended(jobs, id);
  if (job.state !== 'done' || job.problems.length > 0) throw new Error(job.summary);
}

async function ended(jobs: Jobs, id: string): Promise<Job> {
  for (;;) {
    const job = jobs.list().find((other) => other.id === id);
    if (job && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function rcloneRound(scene: Scene, prefix: string): Promise<Round> {
  const bucket = `:s3:${scene.server.bucket}/${prefix}`;
  const target = await mkdtemp(join(scene.scratch, 'down-'));
  const round = {
    up: await take(scene, () => rclone(scene.server, scene.library, bucket)),
    again: await take(scene, () => rclone(scene.server, scene.library, bucket)),
    down: await take(scene, () => rclone(scene.server, bucket, target)),
  };
  await rm(target, { recursive: true });
  return round;
}

async function rclone(server: TestServer, from: string, to: string): Promise<void> {
  const options = ['--config', '/dev/null', '--transfers', '16', '--s3-provider', 'Other'];
  const place = ['--s3-endpoint', server.url, '--s3-region', server.region, '--s3-force-path-style'];
  const child = spawn('rclone', ['copy', ...options, ...place, from, to], {
    env: {
      PATH: process.env.PATH,
      RCLONE_S3_ACCESS_KEY_ID: server.accessKeyId,
      RCLONE_S3_SECRET_ACCESS_KEY: server.secretAccessKey,
    },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`rclone ended with ${code}`);
}

async function take({ proxy }: Scene, work: () => Promise<void>): Promise<Taken> {
  await proxy.takeRequests();
  const { milliseconds } = await timed(work);
  return { milliseconds, requests: await proxy.takeRequests() };
}
