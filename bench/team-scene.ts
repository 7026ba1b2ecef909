import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { settleBounded } from '#core/library/settle-bounded.ts';
import { startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import { openTestBackend, type TestServer } from '#core/storage/testing/test-server.ts';
import { findVersitygw, startVersitygw } from '#core/storage/testing/versitygw.ts';
import type { Connection } from '#shared/model/connection.ts';
import { startAppHost } from '../e2e/support/app-host.ts';
import { type SlowProxy, startSlowProxy } from './support/slow-proxy.ts';

/** A library in a bucket behind a slow line, and the user data of an app that is connected with it. */
export interface TeamScene {
  serverName: string;
  proxy: SlowProxy;
  /** Fresh user data: connected, nothing of the bucket known. */
  newUserData(): Promise<string>;
  stop(): Promise<void>;
}

/** Where in the bucket the library lies. */
export const teamPrefix = 'team/library';

/** @param library folder of the library that is put into the bucket. */
export async function startTeamScene(library: string): Promise<TeamScene> {
  const program = findVersitygw();
  const server = program === undefined ? await startFakeS3() : await startVersitygw(program);
  await upload(library, server);
  const proxy = await startSlowProxy(server.url);
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-bench-team-'));
  const connected = join(folder, 'connected');
  await connect(connected, { ...server, url: proxy.url });
  let copies = 0;
  return {
    serverName: program === undefined ? 'the reference server' : 'versitygw',
    proxy,
    async newUserData() {
      copies += 1;
      const copy = join(folder, String(copies));
      await cp(connected, copy, { recursive: true });
      return copy;
    },
    async stop() {
      await proxy.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How the app is told to reach a server. */
export function connectionTo({ bucket, region, url, accessKeyId }: TestServer): Connection {
  return {
    ...{ bucket, prefix: teamPrefix, region, endpoint: url, pathStyle: 'auto', soleEditor: false },
    credentials: { kind: 'keys', accessKeyId },
    protection: 'untested',
  };
}

/** Makes user data with the connection tested and saved, its secret in a file. */
export async function connect(userData: string, server: TestServer): Promise<void> {
  const host = await startAppHost({ userData });
  try {
    const connection = connectionTo(server);
    const secret = { secretAccessKey: server.secretAccessKey };
    await host.call('connection.test', { connection, secret });
    await host.call('connection.save', { connection, secret, keep: true });
  } finally {
    await host.stop();
  }
}

async function upload(library: string, server: TestServer): Promise<void> {
  const entries = await readdir(library, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const backend = openTestBackend(server, { prefix: teamPrefix });
  const settled = await settleBounded(files, 16, async (file) => {
    const key = file.slice(library.length + 1).replaceAll(sep, '/');
    await backend.write(key, await readFile(file));
  });
  await backend.close();
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
}
