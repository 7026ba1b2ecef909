import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type FakeS3, startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import { ratingOf } from '#shared/model/analysis.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { TeamStatus } from '#shared/model/team.ts';
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

/** Gives a test a rating, made on what this app knows of it. */
export async function rate(host: AppHost, profile: string, test: string, rating: JsonObject): Promise<void> {
  const { analyses } = (await host.call('library.read', {})) as LibrarySnapshot;
  const { name } = (await host.call('settings.read', {})) as Settings;
  const base = ratingOf(analyses[profile], test) ?? null;
  const value = { ...base, ...rating, rated_by: name, rated_at: new Date().toISOString() };
  await host.call('library.change', { change: { type: 'rating.set', profile, test, base, value } });
}

/** Sends what waits and looks for others' edits. */
export async function sync(host: AppHost): Promise<TeamStatus> {
  return (await host.call('team.sync', {})) as TeamStatus;
}

/** The way to say how the library and its bucket stand, in the status bar. */
export function teamButton(page: Page, words: string | RegExp): Locator {
  return page.getByRole('contentinfo').getByRole('button', { name: words });
}

/** The ratings of a profile as they are in the bucket. */
export function storedRatings(server: FakeS3, profile: string): Record<string, JsonObject> {
  const object = server.objects.get(`${teamPrefix}/profile_analyses/${profile}_analysis.json`);
  if (!object) return {};
  const document = JSON.parse(Buffer.from(object.bytes).toString('utf8'));
  return document.ratings;
}
