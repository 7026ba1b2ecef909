// biome-ignore-all lint/style/noExcessiveLinesPerFile: one list of what the host serves and refuses, on one started host.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallLibrary } from '#core/testing/libraries.ts';
import { createTestPlatform } from '#core/testing/test-platform.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { startWebHost, type WebHost } from './web-host.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

interface Asked {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

const reports: string[] = [];
let library: string;
let page: string;
let host: WebHost;
let cookie: string;

beforeAll(async () => {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer();
  library = await smallLibrary(jpeg);
  page = await mkdtemp(join(tmpdir(), 'profile-tester-page-'));
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>page</p>');
  await writeFile(join(page, 'assets/index-abc.js'), 'export {};');
  await writeFile(join(page, '.hidden'), 'secret');
  host = await startWebHost({
    platform: await createTestPlatform(),
    page,
    port: 0,
    library,
    report: (line) => reports.push(line),
  });
  const entered = await ask(new URL(host.url).pathname + new URL(host.url).search, {
    headers: { Cookie: '' },
  });
  cookie = String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
});

afterAll(async () => {
  await host.close();
  await Promise.all([library, page].map((folder) => rm(folder, { recursive: true, force: true })));
});

/** One request, its path sent as it is; carries the cookie unless told otherwise. */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port: host.port, path, method, headers: { Cookie: cookie, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function call(name: string, input: unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return ask(`/call/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
}

it('listens on loopback only', async () => {
  expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  const others = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  for (const { address, family, internal } of others) {
    if (internal || family !== 'IPv4') continue;
    await expect(fetch(`http://${address}:${host.port}/`)).rejects.toThrow();
  }
});

it('takes the token once and keeps it in a cookie that no script and no other site gets', async () => {
  const { pathname, search } = new URL(host.url);
  const entered = await ask(pathname + search, { headers: { Cookie: '' } });
  expect(entered.status).toBe(303);
  expect(entered.headers.location).toBe('/');
  expect(String(entered.headers['set-cookie'])).toMatch(
    new RegExp(`^profile-tester-${host.port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`),
  );
});

it.each(['/', '/assets/index-abc.js', '/events', '/img/abcdefgh', '/call/app.info', '/no-such-path'])(
  'answers 401 for %s without the cookie',
  async (path) => {
    expect((await ask(path, { headers: { Cookie: '' } })).status).toBe(401);
    expect(
      (await ask(path, { headers: { Cookie: `profile-tester-${host.port}=${'x'.repeat(32)}` } })).status,
    ).toBe(401);
  },
);

it('refuses a wrong token, and a token anywhere but at the entry', async () => {
  expect((await ask('/?token=wrong', { headers: { Cookie: '' } })).status).toBe(401);
  expect((await ask(`/img/abcdefgh${new URL(host.url).search}`, { headers: { Cookie: '' } })).status).toBe(
    401,
  );
  expect((await ask('/?token=wrong')).status).toBe(401);
});

it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:4600'])(
  'refuses the host name %s (DNS rebinding)',
  async (name) => {
    expect((await ask('/', { headers: { Host: name } })).status).toBe(403);
    expect((await call('app.info', {}, { Host: name })).status).toBe(403);
  },
);

it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1', 'app://ui'])(
  'refuses requests of the origin %s',
  async (origin) => {
    expect((await call('app.info', {}, { Origin: origin })).status).toBe(403);
    expect((await ask('/img/abcdefgh', { headers: { Origin: origin } })).status).toBe(403);
  },
);

it('refuses what another site loads, but not a link to the page', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const loaded = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' };
    expect((await ask('/img/abcdefgh', { headers: loaded })).status).toBe(403);
    expect((await ask('/', { headers: loaded })).status).toBe(403);
    const framed = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' };
    expect((await ask('/', { headers: framed })).status).toBe(403);
    const linked = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await ask('/', { headers: linked })).status).toBe(200);
  }
});

it('answers its own page, under both names of this host', async () => {
  for (const name of [`127.0.0.1:${host.port}`, `localhost:${host.port}`]) {
    const own = { Host: name, Origin: `http://${name}`, 'Sec-Fetch-Site': 'same-origin' };
    expect((await call('app.info', {}, own)).status).toBe(200);
  }
});

it('reports every refusal, without tokens', async () => {
  reports.length = 0;
  await ask('/?token=very-wrong', { headers: { Cookie: '' } });
  await call('app.info', {}, { Origin: 'http://evil.example' });
  expect(reports).toEqual(['Refused GET /: wrong token.', 'Refused POST /call/app.info: another origin.']);
});

it('serves the page under a strict policy with a new nonce each time', async () => {
  const [first, second] = [await ask('/'), await ask('/')];
  const policy = String(first.headers['content-security-policy']);
  const nonce = /content="([^"]+)"/.exec(first.body)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("img-src 'self' data: blob:;");
  expect(policy.replace("img-src 'self' data: blob:", '')).not.toMatch(/unsafe|data:|\*/);
  expect(nonce).toMatch(/^[\w-]{24}$/);
  expect(second.body).not.toBe(first.body);
  expect(first.headers['cache-control']).toBe('no-store');
});

it('lets no other page embed, open or read it', async () => {
  for (const path of ['/', '/assets/index-abc.js', '/nothing']) {
    const { headers } = await ask(path);
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

it('lets hashed files be kept for good', async () => {
  const { status, headers } = await ask('/assets/index-abc.js');
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/javascript/);
  expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
});

it.each([
  '/../package.json',
  '/..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/../../secret',
  '/assets/..%5c..%5csecret',
  '//etc/passwd',
  '/.hidden',
  '/assets',
  '/index.html%00.js',
  '/img/..%2f..%2fetc/passwd',
  '/img/../../etc/passwd',
  '/img/',
])('finds nothing at %s', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

it('shows pictures by id, with the checks of the core', async () => {
  const { value } = JSON.parse((await call('library.read', {})).body) as { value: LibrarySnapshot };
  const [picture] = Object.values(value.pictures).flat();
  const answer = await ask(`/img/${picture?.id}?w=160`);
  expect(answer.status).toBe(200);
  // Small as it is, it needs no thumbnail.
  expect(answer.headers['content-type']).toBe('image/jpeg');
});

it('answers calls with results, also those that it does not know', async () => {
  expect(JSON.parse((await call('app.info', {})).body)).toMatchObject({ ok: true, value: { host: 'test' } });
  for (const name of ['no.such', '__proto__', 'constructor', 'toString']) {
    expect(JSON.parse((await call(name, {})).body)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  }
});

it('is not polluted by `__proto__` in an input', async () => {
  const body = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
  const headers = { 'Content-Type': 'application/json' };
  for (const name of ['app.info', 'settings.change', 'library.change']) {
    const answer = await ask(`/call/${name}`, { method: 'POST', headers, body });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  }
  expect(Reflect.has({}, 'polluted')).toBe(false);
});

it('takes calls only as JSON, and not of any size', async () => {
  const plain = { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } };
  expect((await ask('/call/app.info', plain)).status).toBe(415);
  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  expect((await ask('/call/app.info', { method: 'POST', headers: json, body: '{' })).status).toBe(400);
  expect((await ask('/call/app.info', { method: 'POST', headers: json, body: '{}' })).status).toBe(200);
  const huge = Buffer.alloc(33 * 1024 * 1024, 0x20);
  expect((await ask('/call/app.info', { method: 'POST', headers: json, body: huge })).status).toBe(413);
  expect((await ask('/call/app.info')).status).toBe(404);
});

it('opens no links but those that it knows', async () => {
  for (const url of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'https://evil.example/',
  ]) {
    expect(JSON.parse((await call('app.openLink', { url })).body)).toMatchObject({ ok: false });
  }
});

it('refuses uploads that are no pictures', async () => {
  const html = { method: 'PUT', body: '<!doctype html><script>alert(1)</script>' };
  expect(JSON.parse((await ask('/upload?name=page.png', html)).body)).toMatchObject({ ok: false });
  const svg = { method: 'PUT', body: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' };
  expect(JSON.parse((await ask('/upload?name=picture.svg', svg)).body)).toMatchObject({ ok: false });
});

it('keeps markup in a picture’s name as text', async () => {
  const jpeg = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#900' } })
    .jpeg()
    .toBuffer();
  const name = encodeURIComponent('<img src=x onerror=alert(1)>.jpg');
  const { body, headers } = await ask(`/upload?name=${name}`, { method: 'PUT', body: jpeg });
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(JSON.parse(body)).toMatchObject({ ok: true, value: { width: 30 } });
});

it('tells a page what happens, as named events', async () => {
  const controller = new AbortController();
  const response = await fetch(`http://127.0.0.1:${host.port}/events`, {
    headers: { Cookie: cookie },
    signal: controller.signal,
  });
  const text = response.body?.pipeThrough(new TextDecoderStream());
  let received = '';
  const reader = text?.getReader();
  const readUntil = async (wanted: string) => {
    while (!received.includes(wanted)) received += (await reader?.read())?.value ?? '';
  };
  await readUntil(': connected');
  await call('settings.change', { name: 'Ada\nLovelace' });
  await readUntil('event: settings.changed');
  await readUntil('\n\n');
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(received).toContain('"name":"Ada\\nLovelace"');
  controller.abort();
});

it('outlives a client that leaves in the middle of a request', async () => {
  const socket = connect(host.port, '127.0.0.1');
  socket.write(`POST /call/app.info HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\n`);
  socket.write('Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a":');
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  expect((await call('app.info', {})).status).toBe(200);
});

it('says that a wished port is taken, and takes another when none was wished', async () => {
  const platform = await createTestPlatform();
  const options = { platform, page, report: () => {} };
  await expect(startWebHost({ ...options, port: host.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('ends while a page still listens', async () => {
  const other = await startWebHost({ platform: await createTestPlatform(), page, port: 0, report: () => {} });
  const entered = await fetch(other.url, { redirect: 'manual' });
  const events = await fetch(`http://127.0.0.1:${other.port}/events`, {
    headers: { Cookie: entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '' },
  });
  await events.body?.getReader().read();
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow();
});
