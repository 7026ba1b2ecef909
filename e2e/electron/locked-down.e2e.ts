import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CallName, contract } from '#shared/contract.ts';
import { webPreferences } from '../../electron/main/window-options.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';

const preload = join(import.meta.dirname, '../../out/preload/index.cjs');

let userData: string;
let running: LaunchedApp;
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'profile-tester-electron-'));
  running = await launchApp({ userData });
  ({ app, page } = running);
  await page.getByRole('button', { name: /demo library/i }).waitFor();
});

afterAll(async () => {
  await running.close();
  await rm(userData, { recursive: true, force: true });
});

it('runs the page with exactly the written-out preferences', async () => {
  const window = await app.browserWindow(page);
  const actual = await window.evaluate((shown) => {
    const contents = shown.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  // Electron tells only some of them; `window-options.test.ts` holds all.
  expect(Object.keys(actual)).toEqual(expect.arrayContaining(['sandbox', 'contextIsolation', 'webSecurity']));
  const told = Object.entries(webPreferences).filter(([name]) => name in actual);
  expect(actual).toMatchObject(Object.fromEntries(told));
});

it('gives the page no Node and nothing but the bridge', async () => {
  const found = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', '__dirname', 'global'].filter((name) => name in window),
    bridge: Object.keys(window.profileTester ?? {}).sort(),
  }));
  expect(found).toEqual({ node: [], bridge: ['call', 'on', 'pictureBase', 'uploadBase'] });
});

it('grants nothing but copying and the whole screen', async () => {
  // Copying also needs that the user has just done something.
  await page.locator('h1').first().click();
  const found = await page.evaluate(async () => ({
    copying: await navigator.clipboard.writeText('copied').then(
      () => 'granted',
      () => 'denied',
    ),
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    reading: await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  expect(found).toEqual({ notifications: 'denied', camera: 'denied', copying: 'granted', reading: 'denied' });
});

it('answers wrong input with `invalid`, for every call', async () => {
  for (const name of Object.keys(contract) as CallName[]) {
    for (const input of [undefined, null, 7, 'text', [], { unknown: true }]) {
      const answer = await call(name, input);
      expect(answer, `${name} ${JSON.stringify(input)}`).toMatchObject({
        ok: false,
        error: { code: 'invalid' },
      });
    }
  }
  for (const name of ['', 'no.such', '__proto__', 'constructor']) {
    expect(await call(name, {})).toMatchObject({ ok: false, error: { code: 'invalid' } });
  }
});

it('is not polluted by `__proto__` in an input, on either side', async () => {
  const answer = await page.evaluate(() => {
    const input = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    return window.profileTester?.call('settings.change', input);
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(await page.evaluate(() => Reflect.has({}, 'polluted'))).toBe(false);
  expect(await app.evaluate(() => Reflect.has({}, 'polluted'))).toBe(false);
});

it('refuses calls from another page and from a frame, and logs it', async () => {
  const answers = await app.evaluate(async ({ BrowserWindow }, preloadFile) => {
    const open = async (address: string) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: preloadFile, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await window.loadURL(address);
      return window;
    };
    const foreign = await open('data:text/html,<h1>foreign</h1>');
    const own = await open('app://ui/');
    const results = [
      await foreign.webContents.executeJavaScript(`window.profileTester.call('app.info', {})`),
      await own.webContents.executeJavaScript(`(async () => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const bridge = frame.contentWindow.profileTester;
        return bridge ? bridge.call('app.info', {}) : 'no bridge';
      })()`),
    ];
    foreign.destroy();
    own.destroy();
    return results;
  }, preload);
  expect(answers[0]).toMatchObject({ ok: false, error: { code: 'denied' } });
  if (answers[1] !== 'no bridge') expect(answers[1]).toMatchObject({ ok: false, error: { code: 'denied' } });
  expect(await readLog()).toContain('Refused a call from data:text/html');
});

it('runs no injected script and no text as code', async () => {
  const found = await page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      blocked.push(violatedDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const handler = document.createElement('div');
    handler.innerHTML = '<img src="app-image://img/none" onerror="window.injected = true">';
    document.body.append(handler);
    // A task of its own: the driver lifts the ban on `eval` for its own call.
    await new Promise((resolve) => setTimeout(resolve, 300));
    let isEvaluated = true;
    try {
      new Function('return 1')();
    } catch {
      isEvaluated = false;
    }
    const isReached = await fetch('https://example.com').then(
      () => true,
      () => false,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    script.remove();
    handler.remove();
    return { isInjected: 'injected' in window, isEvaluated, isReached, blocked };
  });
  expect(found).toMatchObject({ isInjected: false, isEvaluated: false, isReached: false });
  expect(found.blocked.join(' ')).toMatch(/script-src/);
  expect(found.blocked.join(' ')).toMatch(/connect-src/);
});

it('serves neither files nor paths as pictures or as parts of the page', async () => {
  const statuses = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    let status = -1;
    window.webContents.on('did-navigate', (_event, _url, answer) => {
      status = answer;
    });
    // Each load ends before the next begins, or it would be the one that is aborted.
    const statusOf = async (address: string) => {
      status = -1;
      await window.loadURL(address).catch(() => undefined);
      return status;
    };
    const results: number[] = [];
    for (const address of [
      'app-image://img/..%2f..%2fetc/passwd',
      'app-image://img/../../etc/passwd',
      'app-image://other/abcdefgh',
      'app://ui/..%2f..%2fpackage.json',
      'app://ui/%2e%2e/package.json',
      'app://other/',
    ]) {
      results.push(await statusOf(address));
    }
    window.destroy();
    return results;
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
});

it('opens only links that it knows', async () => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  for (const url of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'http://docs.midjourney.com/',
    'https://docs.midjourney.com.example.com/',
    'https://user@docs.midjourney.com/',
  ]) {
    expect(await call('app.openLink', { url }), url).toMatchObject({ ok: false });
  }
  expect(await call('app.openLink', { url: 'https://docs.midjourney.com/' })).toMatchObject({ ok: true });
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([
    'https://docs.midjourney.com/',
  ]);
});

it('opens no window, and stays where it is', async () => {
  const before = page.url();
  const opened = await page.evaluate(() => [
    window.open('https://example.com'),
    window.open('app://ui/', 'named'),
    window.open('about:blank'),
  ]);
  expect(opened).toEqual([null, null, null]);
  for (const address of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,gone',
    'app://other/',
  ]) {
    await page.evaluate((target) => window.location.assign(target), address);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(page.url()).toBe(before);
  }
  expect(app.windows()).toHaveLength(1);
  expect(await readLog()).toMatch(/Refused to open a window.*\n(.*\n)*.*Refused to go to/);
});

function call(name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([callName, value]) => window.profileTester?.call(callName as CallName, value as never),
    [name, input] as const,
  );
}

function readLog(): Promise<string> {
  return readFile(join(userData, 'logs/main.log'), 'utf8');
}
