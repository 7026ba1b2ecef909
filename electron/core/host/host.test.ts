import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultUserData, findAppFolders } from './app-folders.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { readHostOptions } from './host-options.ts';
import { createPage } from './page.ts';

it('allows the page only its own files, its styles’ nonce and its pictures', () => {
  expect(contentSecurityPolicy({ nonce: 'n0', pictures: 'app-image:' }).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-n0'",
    "img-src 'self' data: blob: app-image:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

it('allows pictures of the page’s own origin alone where no other is named', () => {
  expect(contentSecurityPolicy({ nonce: 'n0' })).toContain("img-src 'self' data: blob:;");
});

it('reads what both hosts take, folders relative to where the command was typed', () => {
  const args = ['--library', 'lib', '--user-data', '/data', '--port', '4600', '--no-open'];
  expect(readHostOptions(args, '/home/ada')).toEqual({
    library: '/home/ada/lib',
    userData: '/data',
    port: 4600,
    opensBrowser: false,
  });
  expect(readHostOptions([], '/')).toEqual({ opensBrowser: true });
});

it('leaves Chromium’s own switches alone', () => {
  const args = ['--no-sandbox', '--inspect=0', '.', '--library=/lib', '--remote-debugging-port=0'];
  expect(readHostOptions(args, '/')).toEqual({ library: '/lib', opensBrowser: true });
});

it.each([['--library'], ['--port', 'x'], ['--port', '70000'], ['--port', '-1'], ['--user-data', '']])(
  'refuses %s %s',
  (...args) => {
    expect(() => readHostOptions(args, '/')).toThrow(/^--(library|port|user-data) /);
  },
);

it('serves files by their paths, and only names that can lead nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-tester-page-'));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(folder, 'page/index.html'), '<p>__CSP_NONCE__ __CSP_NONCE__</p>');
  await writeFile(join(folder, 'page/assets/a-b_1.css'), 'p {}');
  const page = createPage(join(folder, 'page'));
  const ask = (address: string, method = 'GET') => page.respond(new Request(address, { method }));

  const document = await ask('app://ui/');
  const [, first, second] = /<p>(\S+) (\S+)<\/p>/.exec(await document.text()) ?? [];
  expect(first).toMatch(/^[\w-]{24}$/);
  expect(second).toBe(first);
  expect(document.headers.get('Content-Security-Policy')).toContain(`'nonce-${first}'`);
  expect((await ask('http://x/assets/a-b_1.css')).headers.get('Content-Type')).toMatch(/^text\/css/);
  expect((await ask('http://x/', 'HEAD')).status).toBe(200);
  expect(await (await ask('http://x/', 'HEAD')).text()).toBe('');
  expect((await ask('http://x/', 'POST')).status).toBe(405);
  for (const path of [
    'secret.js',
    '..%2fsecret.js',
    '%2e%2e/secret.js',
    'assets',
    'assets/',
    'a%00b',
    '.env',
  ]) {
    expect((await ask(`http://x/${path}`)).status, path).toBe(404);
  }
});

it('finds its parts from the source tree and from the build', () => {
  const built = findAppFolders('/app/out/main/index.cjs');
  const source = findAppFolders('/app/electron/server/index.ts');
  expect(built.resources).toBe('/app/resources');
  expect(built.imageWorker).toBe('/app/out/main/image-worker.cjs');
  expect(built.preload).toBe('/app/out/preload/index.cjs');
  expect(source).toEqual({ ...built, imageWorker: '/app/electron/core/images/image-worker.ts' });
});

it('keeps settings where the system keeps them', () => {
  expect(defaultUserData({ XDG_CONFIG_HOME: '/config' }, 'linux')).toBe('/config/Midjourney Profile Tester');
  expect(defaultUserData({}, 'linux')).toMatch(/\/\.config\/Midjourney Profile Tester$/);
  expect(defaultUserData({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/Midjourney Profile Tester');
  expect(defaultUserData({}, 'darwin')).toMatch(/\/Library\/Application Support\/Midjourney Profile Tester$/);
});
