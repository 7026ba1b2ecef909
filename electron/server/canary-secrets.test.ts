import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeS3, startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import type { CallName } from '#shared/contract.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/result.ts';

/** One for each field that a secret is typed, pasted or found in. Characters that are written in several ways. */
const canaries = {
  secret: 'canary/typed+secret==',
  token: 'canary.typed-token',
  wrongInput: 'canary/wrong+input==',
  environmentSecret: 'canary/environment+secret==',
  environmentToken: 'canary/environment<token==',
  profileSecret: 'canary/profile+secret==',
};

let folder: string;
let fake: FakeS3;
let echo: Server;
/** Everything that the app said: its output, every answer to a call, every event. */
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profile-tester-canary-'));
  for (const name of ['home', 'temporary', 'data']) await mkdir(join(folder, name));
  await mkdir(join(folder, 'profiles'));
  const profile = `[work]\naws_access_key_id = PROFILEKEYID\naws_secret_access_key = ${canaries.profileSecret}\n`;
  await writeFile(join(folder, 'profiles/credentials'), profile);
  fake = await startFakeS3({ secretAccessKey: canaries.secret });
  fake.fill(['suite/test_prompts.json'], () => Buffer.from('[]'));
  echo = await startEcho();
});

afterAll(async () => {
  await fake.stop();
  echo.closeAllConnections();
  echo.close();
  await rm(folder, { recursive: true, force: true });
});

/** A service that sends back what it was sent, in its code, its words and a field: AWS does so with expired tokens. */
async function startEcho(): Promise<Server> {
  const server = createServer(({ headers }, response) => {
    const token = String(headers['x-amz-security-token'] ?? 'none')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
    const body = `<Error><Code>${token}</Code><Message>Not with ${token}.</Message><Token-0>${token}</Token-0></Error>`;
    response.writeHead(403, { 'Content-Type': 'application/xml' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

interface Host {
  call<T>(name: CallName, input: unknown): Promise<Result<T>>;
  stop(): Promise<void>;
}

async function startHost(): Promise<Host> {
  const entry = join(import.meta.dirname, 'index.ts');
  const options = ['--port', '0', '--no-open', '--user-data', join(folder, 'data')];
  const child = spawn(process.execPath, [entry, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
  const hear = (chunk: unknown) => {
    said += String(chunk);
  };
  child.stderr.on('data', hear);
  const url = await readAddress(child);
  child.stdout.on('data', hear);
  const { origin } = new URL(url);
  const cookie = await readCookie(url);
  const events = new AbortController();
  const listening = listen(`${origin}/events`, cookie, events.signal, hear);
  return {
    async call(name, input) {
      const response = await fetch(`${origin}/call/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      said += text;
      return JSON.parse(text);
    },
    async stop() {
      events.abort();
      await listening;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'temporary'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'profiles/credentials'),
    AWS_CONFIG_FILE: join(folder, 'profiles/config'),
    AWS_ACCESS_KEY_ID: 'ENVIRONMENTKEYID',
    AWS_SECRET_ACCESS_KEY: canaries.environmentSecret,
    AWS_SESSION_TOKEN: canaries.environmentToken,
    S3_BUCKET_NAME: 'named-bucket',
  };
}

async function readAddress({ stdout }: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface({ input: stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  return line.replace('Open ', '');
}

/** Enters as a browser does when the user opens the printed address. */
async function readCookie(url: string): Promise<string> {
  const { headers } = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, (response) => resolve(response.resume())).on('error', reject);
  });
  return headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
}

async function listen(url: string, cookie: string, signal: AbortSignal, hear: (text: string) => void) {
  try {
    const { body } = await fetch(url, { headers: { Cookie: cookie }, signal });
    for await (const chunk of body ?? []) hear(Buffer.from(chunk).toString());
  } catch {
    // Ended by the test.
  }
}

function connectionTo(endpoint: string, credentials: Connection['credentials']): Connection {
  return {
    bucket: 'team-bucket',
    prefix: 'suite',
    region: 'eu-central-1',
    endpoint,
    pathStyle: 'auto',
    credentials,
    protection: 'untested',
    soleEditor: false,
  };
}

const echoUrl = () => `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;

/** What a user may do with these credentials, whether it works or not. */
async function useConnection(
  host: Host,
  connection: Connection,
  secret?: object,
  keep = false,
): Promise<void> {
  const given = secret === undefined ? {} : { secret };
  await host.call('connection.test', { connection, ...given });
  await host.call('connection.save', { connection, ...given, keep });
  await host.call('connection.test', { connection });
  await host.call('library.openBucket', {});
  for (const name of [
    'connection.read',
    'settings.read',
    'usage.read',
    'team.status',
    'jobs.list',
  ] as const) {
    await host.call(name, {});
  }
  await host.call('app.diagnostics', {});
}

async function giveWrongInputs(host: Host): Promise<void> {
  const secret = { secretAccessKey: canaries.wrongInput };
  const connection = connectionTo(fake.url, { kind: 'keys', accessKeyId: fake.accessKeyId });
  const wrong = [
    { connection, secret, keep: canaries.wrongInput },
    { connection: { ...connection, bucket: '/' }, secret, keep: true },
    {
      connection: { ...connection, [canaries.wrongInput.slice(0, 3)]: canaries.wrongInput },
      secret,
      keep: true,
    },
    {
      connection: {
        ...connection,
        endpoint: `https://u:${encodeURIComponent(canaries.wrongInput)}@h.invalid`,
      },
      secret,
      keep: true,
    },
    { connection: { ...connection, credentials: { ...connection.credentials, ...secret } }, keep: true },
  ];
  for (const input of wrong) {
    expect(await host.call('connection.save', input)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  }
}

/** The files below the folder, except those that hold secrets because the user put them there. */
async function readFiles(agreed: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (entry.isFile() && !agreed.includes(name)) found.set(name, await readFile(path, 'latin1'));
  }
  return found;
}

/** Where a canary turns up, in any spelling: `said: secret`. */
function hitsIn(texts: Iterable<[string, string]>): string[] {
  return [...texts].flatMap(([where, text]) =>
    Object.entries(canaries)
      .filter(([, canary]) => spellings(canary).some((spelling) => text.includes(spelling)))
      .map(([name]) => `${where}: ${name}`),
  );
}

function spellings(canary: string): string[] {
  return [
    canary,
    encodeURIComponent(canary),
    canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    Buffer.from(canary).toString('base64').replace(/=+$/, ''),
    Buffer.from(canary).toString('hex'),
  ];
}

const profiles = 'profiles/credentials';
const secretsFile = 'data/secrets.json';

it('lets no secret into output, answers, events, settings, caches or reports', {
  timeout: 120_000,
}, async () => {
  const keys = { kind: 'keys', accessKeyId: fake.accessKeyId } as const;
  const secret = { secretAccessKey: canaries.secret };
  const withToken = { ...secret, sessionToken: canaries.token };
  const first = await startHost();
  await useConnection(first, connectionTo(fake.url, keys), secret);
  expect(await first.call('team.status', {})).toMatchObject({ ok: true, value: { problem: null } });
  await useConnection(first, connectionTo(echoUrl(), keys), withToken);
  await useConnection(first, connectionTo(echoUrl(), { kind: 'environment' }));
  await useConnection(first, connectionTo(fake.url, { kind: 'profile', profile: 'work' }));
  await giveWrongInputs(first);
  fake.faults.from(1, 'access-denied');
  await useConnection(first, connectionTo(fake.url, keys), secret);
  fake.faults.clear();
  await first.stop();

  const second = await startHost();
  await useConnection(second, connectionTo(fake.url, keys), secret);
  await second.call('connection.forget', {});
  await second.call('app.diagnostics', {});
  await second.stop();

  // Every way was gone: the service took the secret, and echoed the tokens.
  expect(said).toContain('"protection":"protected"');
  expect(said).toContain('[secret]');
  expect(said).toContain('Midjourney Profile Tester');
  const files = await readFiles([profiles]);
  expect([...files.keys()]).toContain('data/settings.json');
  expect(hitsIn([['said', said], ...files])).toEqual([]);
});

it('puts a secret into the one file that the user agreed to, and takes it out when it is forgotten', {
  timeout: 60_000,
}, async () => {
  const connection = connectionTo(fake.url, { kind: 'keys', accessKeyId: fake.accessKeyId });
  const first = await startHost();
  await useConnection(first, connection, { secretAccessKey: canaries.secret, sessionToken: '' }, true);
  await first.stop();
  expect(hitsIn(await readFiles([profiles]))).toEqual([`${secretsFile}: secret`]);

  const second = await startHost();
  expect(await second.call('library.openBucket', {})).toMatchObject({ ok: true });
  await second.call('connection.forget', {});
  await second.stop();
  expect(hitsIn([['said', said], ...(await readFiles([profiles]))])).toEqual([]);
});
