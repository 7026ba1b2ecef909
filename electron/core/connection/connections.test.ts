import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { Platform } from '../platform.ts';
import { createRedactor } from '../secrets/redactor.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { type FakeS3, startFakeS3 } from '../storage/testing/fake-s3.ts';
import { createMemorySecretStore, createTestPlatform } from '../testing/test-platform.ts';
import { createUsageMeter } from '../usage/usage-meter.ts';
import { type Connections, createConnections, secretsFile } from './connections.ts';
import { connectionTo, messageOf } from './testing/trials.ts';

const servers: FakeS3[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function startServer(): Promise<FakeS3> {
  const server = await startFakeS3();
  servers.push(server);
  server.fill(['suite/test_prompts.json']);
  return server;
}

/** Starts the app's part on a platform; a second time is a restart. */
function start(platform: Platform): Connections {
  const settings = createSettingsStore(platform.settings, 'Tester', () => undefined);
  const usage = createUsageMeter({ store: platform.settings });
  return createConnections({ platform, settings, usage, redactor: createRedactor() });
}

async function canList(connections: Connections): Promise<string[]> {
  const { backend } = await connections.open();
  try {
    return (await backend.list('')).map(({ key }) => key);
  } finally {
    await backend.close();
  }
}

const secretOf = (server: FakeS3) => ({ secretAccessKey: server.secretAccessKey });

it('has nothing at first, and says so in words when it is opened', async () => {
  const connections = start(await createTestPlatform());
  expect(await connections.read()).toEqual({
    ...{ connection: null, secret: 'none', hasSecretStore: false, environment: null },
  });
  await expect(connections.open()).rejects.toMatchObject({ code: 'invalid' });
});

describe('access keys', () => {
  it('are kept in the system’s store, over a restart, and nowhere else', async () => {
    const server = await startServer();
    const platform = await createTestPlatform({ secrets: createMemorySecretStore() });
    const state = await start(platform).save(connectionTo(server), secretOf(server), false);
    expect(state).toMatchObject({ secret: 'system', hasSecretStore: true });
    expect(JSON.stringify(platform.settings.get('settings'))).not.toContain(server.secretAccessKey);
    expect(await canList(start(platform))).toEqual(['test_prompts.json']);
    await expect(stat(join(platform.userData, secretsFile))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stay in memory where the system has no store, and have to be entered after a restart', async () => {
    const server = await startServer();
    const platform = await createTestPlatform();
    const first = start(platform);
    expect((await first.save(connectionTo(server), secretOf(server), false)).secret).toBe('memory');
    expect(await canList(first)).toEqual(['test_prompts.json']);
    const second = start(platform);
    expect((await second.read()).secret).toBe('none');
    await expect(canList(second)).rejects.toMatchObject({ code: 'denied' });
    expect(messageOf(await second.test(connectionTo(server)), 'credentials')).toContain('Enter the secret');
  });

  it('lie in a file that only the user can read, when the user agreed, until they no longer do', async () => {
    const server = await startServer();
    const platform = await createTestPlatform();
    const file = join(platform.userData, secretsFile);
    expect((await start(platform).save(connectionTo(server), secretOf(server), true)).secret).toBe('file');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(platform.userData)).toEqual([secretsFile]);
    const restarted = start(platform);
    expect((await restarted.read()).secret).toBe('file');
    expect(await canList(restarted)).toEqual(['test_prompts.json']);
    expect((await restarted.save(connectionTo(server), undefined, false)).secret).toBe('memory');
    expect(await readFile(file, 'utf8')).not.toContain(server.secretAccessKey);
  });

  it('belong to their id: another one has to bring its own secret', async () => {
    const server = await startServer();
    const platform = await createTestPlatform({ secrets: createMemorySecretStore() });
    const connections = start(platform);
    await connections.save(connectionTo(server), secretOf(server), false);
    const other = connectionTo(server, { credentials: { kind: 'keys', accessKeyId: 'ANOTHERKEYID' } });
    expect((await connections.save(other, undefined, false)).secret).toBe('none');
    await expect(canList(connections)).rejects.toMatchObject({ code: 'denied' });
  });

  it('are forgotten with the connection, and when it needs none any more', async () => {
    const server = await startServer();
    const platform = await createTestPlatform({ secrets: createMemorySecretStore() });
    const connections = start(platform);
    await connections.save(connectionTo(server), secretOf(server), false);
    await connections.save(connectionTo(server, { credentials: { kind: 'environment' } }), undefined, false);
    expect(await platform.secrets.get('connection')).toBeUndefined();
    await connections.save(connectionTo(server), secretOf(server), false);
    expect(await connections.forget()).toMatchObject({ connection: null, secret: 'none' });
    expect(await platform.secrets.get('connection')).toBeUndefined();
  });

  it('survive a damaged file of secrets by being asked for again', async () => {
    const server = await startServer();
    const platform = await createTestPlatform();
    await start(platform).save(connectionTo(server), secretOf(server), true);
    await writeFile(join(platform.userData, secretsFile), '{"connection": 1');
    expect((await start(platform).read()).secret).toBe('none');
    expect((await start(platform).save(connectionTo(server), secretOf(server), true)).secret).toBe('file');
  });
});

describe('the environment', () => {
  it('gives credentials, and tells which bucket it names', async () => {
    const server = await startServer();
    const environment = {
      AWS_ACCESS_KEY_ID: server.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      S3_BUCKET_NAME: server.bucket,
      S3_PREFIX: 'suite/',
      AWS_REGION: server.region,
      AWS_ENDPOINT_URL_S3: server.url,
    };
    const connections = start(await createTestPlatform({ environment }));
    const { environment: named } = await connections.read();
    expect(named).toEqual(connectionTo(server, { credentials: { kind: 'environment' } }));
    await connections.save(named as Connection, undefined, false);
    expect(await canList(connections)).toEqual(['test_prompts.json']);
  });

  it('is told when it lacks something', async () => {
    const server = await startServer();
    const connections = start(await createTestPlatform({ environment: { AWS_ACCESS_KEY_ID: 'A' } }));
    await connections.save(connectionTo(server, { credentials: { kind: 'environment' } }), undefined, false);
    await expect(canList(connections)).rejects.toMatchObject({
      code: 'denied',
      message: expect.stringContaining('no AWS_SECRET_ACCESS_KEY.'),
    });
  });
});

describe('a named profile', () => {
  async function startWithProfiles(server: FakeS3, config: string): Promise<Connections> {
    const platform = await createTestPlatform();
    await mkdir(platform.userData, { recursive: true });
    const file = join(platform.userData, 'config');
    await writeFile(file, config);
    await writeFile(
      join(platform.userData, 'credentials'),
      `[work]\naws_access_key_id = ${server.accessKeyId}\naws_secret_access_key = ${server.secretAccessKey}\n`,
    );
    const connections = start({
      ...platform,
      environment: {
        AWS_CONFIG_FILE: file,
        AWS_SHARED_CREDENTIALS_FILE: join(platform.userData, 'credentials'),
      },
    });
    return connections;
  }

  const profile = (name: string) => ({ credentials: { kind: 'profile', profile: name } }) as const;

  it('signs requests', async () => {
    const server = await startServer();
    const connections = await startWithProfiles(server, '');
    await connections.save(connectionTo(server, profile('work')), undefined, false);
    expect(await canList(connections)).toEqual(['test_prompts.json']);
    const report = await connections.test(connectionTo(server, profile('work')));
    expect(report.protection).toBe('protected');
  });

  it('that is not there, or incomplete, is named; opening does not wait for it', async () => {
    const server = await startServer();
    const connections = await startWithProfiles(server, '[profile empty]\nregion = eu-central-1\n');
    for (const name of ['missing', 'empty']) {
      await connections.save(connectionTo(server, profile(name)), undefined, false);
      const { backend } = await connections.open();
      await expect(backend.list('')).rejects.toMatchObject({
        code: 'denied',
        message: expect.stringContaining(`“${name}”`),
      });
      await backend.close();
      const report = await connections.test(connectionTo(server, profile(name)));
      expect(messageOf(report, 'credentials')).toContain(`“${name}”`);
    }
  });

  it('whose sign-in is over says how to sign in again', async () => {
    const server = await startServer();
    const config = [
      '[profile sso]',
      'sso_session = team',
      'sso_account_id = 123456789012',
      'sso_role_name = Editor',
      '[sso-session team]',
      'sso_start_url = https://team.awsapps.invalid/start',
      'sso_region = eu-central-1',
    ].join('\n');
    const connections = await startWithProfiles(server, config);
    const report = await connections.test(connectionTo(server, profile('sso')));
    expect(messageOf(report, 'credentials')).toMatch(/Sign in again.*aws sso login --profile sso/);
  });
});

describe('what is known of simultaneous edits', () => {
  it('comes from a test of the same bucket and credentials, and from nothing else', async () => {
    const server = await startServer();
    const platform = await createTestPlatform({ secrets: createMemorySecretStore() });
    const connections = start(platform);
    const claimed = connectionTo(server, { protection: 'protected' });
    const protectionAfter = async (connection: Connection) =>
      (await connections.save(connection, undefined, false)).connection?.protection;
    await connections.save(claimed, secretOf(server), false);
    expect(await protectionAfter(claimed)).toBe('untested');
    expect((await connections.test(claimed)).protection).toBe('protected');
    expect((await connections.read()).connection?.protection).toBe('protected');
    expect(await protectionAfter({ ...claimed, prefix: 'elsewhere' })).toBe('protected');
    expect(await protectionAfter({ ...claimed, bucket: 'another-bucket' })).toBe('untested');
    expect(await protectionAfter({ ...claimed, region: 'us-east-1' })).toBe('untested');
    expect(await protectionAfter({ ...claimed, endpoint: 'http://127.0.0.1:9' })).toBe('untested');
    // Tested in this session, so it is still known.
    expect(await protectionAfter({ ...claimed, protection: 'untested' })).toBe('protected');
  });

  it('stays with the connection over a restart, and changes with the next test of it', async () => {
    const server = await startServer();
    const platform = await createTestPlatform({ secrets: createMemorySecretStore() });
    const first = start(platform);
    await first.test(connectionTo(server), secretOf(server));
    await first.save(connectionTo(server), secretOf(server), false);
    const second = start(platform);
    expect((await second.save(connectionTo(server), undefined, false)).connection?.protection).toBe(
      'protected',
    );
    server.conditions = 'ignores';
    await second.test(connectionTo(server));
    expect((await second.read()).connection?.protection).toBe('ignored');
  });
});

it('ends a test that runs, with nothing left, when the app closes', async () => {
  const server = await startServer();
  const connections = start(await createTestPlatform());
  let isClosing = false;
  server.faults.when(({ number }) => {
    if (number === 20 && !isClosing) {
      isClosing = true;
      void connections.close();
    }
    return false;
  }, 'refused');
  const test = connections.test(connectionTo(server), secretOf(server));
  await expect(test).rejects.toMatchObject({ code: 'cancelled' });
  expect(server.objects.keys()).toEqual(['suite/test_prompts.json']);
});
