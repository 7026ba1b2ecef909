import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { TestServer } from './test-server.ts';

/** The module that `go install` builds. */
export const versitygwModule = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';

/** A real S3 server in a process of its own, on 127.0.0.1, with one empty bucket. Addresses are in path style. */
export interface RealS3 extends TestServer {
  pid: number;
  /** Ends the process and removes what it stored. */
  stop(): Promise<void>;
}

/** Where the tests' build of versitygw lies: outside the checkout, so that it is made once. */
export function versitygwPlace(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const usual = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  const caches = XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), usual);
  const program = process.platform === 'win32' ? 'versitygw.exe' : 'versitygw';
  return join(caches, 'midjourney-profile-tester/versitygw-1.8.0', program);
}

/** The versitygw that is on this machine: `VERSITYGW_PATH`, else the one that `npm test` has built. */
export function findVersitygw(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return [environment.VERSITYGW_PATH, versitygwPlace(environment)].find((path) => path && existsSync(path));
}

/** @throws Error with what the server said, when it does not start. */
export async function startVersitygw(program: string): Promise<RealS3> {
  const folder = await mkdtemp(join(tmpdir(), 'versitygw-'));
  const server = {
    bucket: 'team-bucket',
    region: 'eu-central-1',
    accessKeyId: 'REALACCESSKEYID',
    secretAccessKey: 'real-secret-access-key',
  };
  await mkdir(join(folder, 'objects'));
  await mkdir(join(folder, 'attributes'));
  let problem = '';
  // Not every file system keeps the attributes that it likes to store with the files.
  for (const storing of [[], ['--sidecar', join(folder, 'attributes')]]) {
    const port = await freePort();
    const options = ['--quiet', '--keep-alive', '--port', `127.0.0.1:${port}`, '--region', server.region];
    const keys = ['--access', server.accessKeyId, '--secret', server.secretAccessKey];
    const child = spawn(program, [...options, ...keys, 'posix', ...storing, join(folder, 'objects')], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const stop = () => end(child, folder);
    const url = `http://127.0.0.1:${port}`;
    problem = await waitUntilUp(child, url);
    if (problem === '') {
      await createBucket({ ...server, url });
      return { ...server, url, pid: child.pid ?? 0, stop };
    }
  }
  await rm(folder, { recursive: true, force: true });
  throw new Error(`versitygw did not start: ${problem}`);
}

/** Empty when it answers, else what it said before it ended. */
async function waitUntilUp(child: ChildProcess, url: string): Promise<string> {
  let said = '';
  let hasEnded = false;
  function hear(text: unknown): void {
    said += String(text);
  }
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.on('error', hear);
  child.on('close', () => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return '';
    await delay(50);
  }
  return said || 'it ended at once';
}

async function createBucket({ url, bucket, region, ...credentials }: TestServer): Promise<void> {
  const client = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
