import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type FakeS3, startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { AppHost } from './app-host.ts';
import { demoLibrary } from './demo.ts';

/** Where in the bucket the tests' library lies. */
export const teamPrefix = 'suite';

/** A bucket of its own that holds the demo library. */
export async function startTeamBucket(): Promise<FakeS3> {
  const server = await startFakeS3();
  for (const [key, bytes] of await demoFiles()) server.objects.put(`${teamPrefix}/${key}`, bytes);
  return server;
}

/** The demo library's files by key. */
async function demoFiles(): Promise<[string, Uint8Array][]> {
  const entries = await readdir(demoLibrary, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    files.map(async (file) => {
      const key = file.slice(demoLibrary.length + 1).replaceAll(sep, '/');
      return [key, await readFile(file)] as [string, Uint8Array];
    }),
  );
}

/** How the app is told to reach the bucket. */
export function connectionTo(server: FakeS3, part: Partial<Connection> = {}): Connection {
  return {
    bucket: server.bucket,
    prefix: teamPrefix,
    region: server.region,
    endpoint: server.url,
    pathStyle: 'auto',
    credentials: { kind: 'keys', accessKeyId: server.accessKeyId },
    protection: 'untested',
    soleEditor: false,
    ...part,
  };
}

/** Connects an app with the bucket without its form, and opens the library under somebody's name. */
export async function joinTeam(host: AppHost, server: FakeS3, name: string): Promise<void> {
  const connection = connectionTo(server);
  const secret = { secretAccessKey: server.secretAccessKey };
  await host.call('settings.change', { name });
  // Without a test that found simultaneous edits protected, the library is for reading only.
  await host.call('connection.test', { connection, secret });
  await host.call('connection.save', { connection, secret, keep: false });
  await host.call('library.openBucket', {});
}

/** The ratings of a profile as they are in the bucket. */
export function storedRatings(server: FakeS3, profile: string): Record<string, JsonObject> {
  const object = server.objects.get(`${teamPrefix}/profile_analyses/${profile}_analysis.json`);
  if (!object) return {};
  const document = JSON.parse(Buffer.from(object.bytes).toString('utf8'));
  return document.ratings;
}
