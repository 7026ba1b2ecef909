import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTestBackend, type TestServer } from '#core/storage/testing/test-server.ts';
import { lookAtAll } from '#core/team/look.ts';
import { openTeamLibrary } from '#core/team/team-library.ts';
import { openTeamStorage } from '#core/team/team-storage.ts';
import { startLagMeter } from './support/event-loop-lag.ts';
import { figure, timed } from './support/figures.ts';

/** Three frames: what a window stands still for without being seen to. */
const longestBlock = 50;

interface Task {
  server: TestServer;
  folder: string;
  state: string;
}

/** Opens the library twice, each time in a process of its own: from nothing, and from what was kept. */
export async function benchHugeCore(server: TestServer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-bench-huge-'));
  try {
    for (const state of ['cold', 'warm']) {
      const { url, bucket, region, accessKeyId, secretAccessKey } = server;
      const task: Task = { server: { url, bucket, region, accessKeyId, secretAccessKey }, folder, state };
      const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(task)], { stdio: 'inherit' });
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`Measuring ended with ${code}.`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure({ server, folder, state }: Task): Promise<void> {
  const lag = startLagMeter();
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    await lag.take();
    const { value, milliseconds } = await timed(work);
    figure(name, milliseconds, 'ms');
    figure('… event loop blocked at most', await lag.take(), 'ms', { atMost: longestBlock });
    return value;
  }

  const team = await step(`opening, ${state}`, () => open(server, folder));
  await step('listing everything anew while open', () => lookAtAll(team.remote));
  await step('reading everything anew while open', () => team.session.refresh());
  const json = await timed(async () => JSON.stringify(team.session.snapshot()));
  figure('the whole library as JSON, for the page: time', json.milliseconds, 'ms');
  figure('… size', json.value.length / 1e6, 'MB');
  figure('memory of the process', process.memoryUsage().rss / 1e6, 'MB');
  figure('… JavaScript heap', process.memoryUsage().heapUsed / 1e6, 'MB');
  await step('closing', () => team.close());
}

function open(server: TestServer, folder: string) {
  return openTeamLibrary({
    bucket: openTestBackend(server),
    place: { kind: 'bucket', bucket: server.bucket, prefix: 'team/library', endpoint: server.url },
    storage: openTeamStorage({
      own: join(folder, 'own'),
      cache: join(folder, 'cache'),
      cacheBytes: 1024 ** 3,
    }),
    device: 'bench',
    author: () => 'Bench',
    writeProtection: null,
    onPatch: () => undefined,
    onEntry: () => undefined,
    onStatus: () => undefined,
  });
}

if (import.meta.main) await measure(JSON.parse(process.argv[2] ?? '') as Task);
