import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { copyOfRealLibrary, realLibrary } from '#core/testing/libraries.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import type { BigLibrary } from './support/big-library.ts';
import { figure, heading, spread } from './support/figures.ts';
import {
  heapMegabytes,
  scrollFrames,
  timeToFilled,
  timeToSettled,
  timeUntil,
} from './support/page-probes.ts';

const root = join(import.meta.dirname, '..');
/** Pixels a second. */
const speed = 6_000;
const scroller = '[role="grid"][aria-label="Pictures"]';

/** Figures in a real browser, on the built app: opening, pages, a rating, the lightbox, scrolling, heap. */
export async function benchBrowser(big: BigLibrary): Promise<void> {
  const browser = await launchChromium();
  try {
    heading('Browser: 200 profiles × 50 tests (10,000 pictures)');
    await withApp(big.folder, async (url) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true }); // the probes are functions given as text
      await measureLibrary(await context.newPage(), url, big);
      await context.close();
    });
    if (realLibrary === undefined) return console.log('real library: not run, it is not on this machine');
    heading('Browser: the real library (6 profiles, 34 tests)');
    await withApp(await copyOfRealLibrary(), async (url) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      await measureOpening(page, url);
      await measurePages(page, undefined);
      await context.close();
    });
  } finally {
    await browser.close();
  }
}

async function measureLibrary(page: Page, url: string, big: BigLibrary): Promise<void> {
  await measureOpening(page, url);
  const first = await heapMegabytes(page);
  await measurePages(page, big.profiles);
  await measureRating(page);
  await measureLightbox(page);
  await measureScrolling(page);
  const last = await heapMegabytes(page);
  figure('heap after the first screen', first, 'MB');
  figure('heap after scrolling through all 10,000 pictures', last, 'MB', { atMost: first * 1.5 + 50 });
}

async function measureOpening(page: Page, url: string): Promise<void> {
  for (const state of ['first', 'second']) {
    const start = performance.now();
    await page.goto(state === 'first' ? url : page.url());
    if (state === 'first') await page.evaluate(() => localStorage.clear());
    await page.evaluate(() => {
      location.hash = '#/gallery';
    });
    await page.waitForSelector(`${scroller} [data-filled="true"]`);
    await timeToFilled(page, scroller);
    figure(`gallery’s first screen full, ${state} opening`, performance.now() - start, 'ms', {
      atMost: 1_000,
    });
    if (state === 'first') await page.goto('about:blank').then(() => page.goto(url));
  }
}

async function measurePages(page: Page, profiles: string[] | undefined): Promise<void> {
  const names = ['overview', 'prompts', 'gallery', 'review', 'profile', 'tests', 'history'];
  for (const name of names) await timeToSettled(page, `#/${name}`);
  for (const name of names) {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await timeToSettled(page, '#/settings');
      times.push(await timeToSettled(page, `#/${name}`));
    }
    figure(`switch to ${name}, until settled (median of 5)`, spread(times).median, 'ms', { atMost: 100 });
  }
  if (profiles) console.log(`(${profiles.length} profiles)`);
}

/** Real key presses; the clock starts with the key's own event in the page. */
async function measureRating(page: Page): Promise<void> {
  await timeToSettled(page, '#/review');
  const shown: number[] = [];
  const durable: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const current = await page.locator('[aria-label="Score"] [aria-pressed="true"]').allTextContents();
    const key = current[0] === '3' ? '7' : '3';
    const answer = page.waitForResponse((response) => response.url().endsWith('/call/library.change'));
    await watchNextKey(page);
    await page.keyboard.press(key);
    const response = await answer;
    await response.finished();
    const times = await page.evaluate(() => (window as unknown as { keyTimes: KeyTimes }).keyTimes);
    shown.push(times.shown - times.pressed);
    const { requestStart, responseEnd } = response.request().timing();
    durable.push(responseEnd - requestStart);
    await page.waitForTimeout(700);
  }
  figure('a rating, key to next frame that shows it (median of 20)', spread(shown).median, 'ms', {
    atMost: 17,
  });
  figure('a rating, request to durable answer (median of 20)', spread(durable).median, 'ms', { atMost: 50 });
}

interface KeyTimes {
  pressed: number;
  shown: number;
}

/** Notes when the next key is pressed, and the first frame after the page has changed for it. */
async function watchNextKey(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: KeyTimes = { pressed: 0, shown: 0 };
    (window as unknown as { keyTimes: KeyTimes }).keyTimes = times;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        times.shown = performance.now();
      });
    });
    window.addEventListener(
      'keydown',
      () => {
        times.pressed = performance.now();
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      },
      { capture: true, once: true },
    );
  });
}

async function measureLightbox(page: Page): Promise<void> {
  await timeToSettled(page, '#/gallery');
  await timeToFilled(page, scroller);
  const large = `(() => { const image = document.querySelector('[role=dialog] img'); return image && image.complete && image.naturalWidth > 0; })()`;
  const opened: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const card = `document.querySelectorAll('${scroller} [data-filled="true"]')[${2 * round}]`;
    if (round > 0) await closeLightbox(page);
    opened.push(await timeUntil(page, `${card}.querySelector('img').click()`, large));
  }
  // The first one compiles what draws it.
  figure('a picture large, from the click (first)', opened[0] ?? Number.NaN, 'ms');
  figure('a picture large, from the click (median of 5 others)', spread(opened.slice(1)).median, 'ms', {
    atMost: 50,
  });
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    await page.waitForTimeout(300);
    times.push(
      await timeUntil(
        page,
        `(window.__src = [...document.querySelectorAll('[role=dialog] img')].at(-1).src, document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true })))`,
        `(() => { const image = [...document.querySelectorAll('[role=dialog] img')].at(-1); return image && image.src !== window.__src && image.complete; })()`,
      ),
    );
  }
  figure('the next picture large, by key (median of 10)', spread(times).median, 'ms', { atMost: 30 });
  await closeLightbox(page);
}

async function closeLightbox(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role=dialog]', { state: 'detached' });
}

/** Scrolls fast through every picture of the library: the gallery of everything, down once and up again. */
async function measureScrolling(page: Page): Promise<void> {
  await timeToSettled(page, '#/gallery');
  await page.getByText('Everything', { exact: true }).click();
  await page.waitForSelector(`${scroller} [data-filled="true"]`);
  const parent = await markScroller(page);
  const height = await page.evaluate((query) => document.querySelector(query)?.scrollHeight ?? 0, parent);
  const seconds = Math.ceil((height / speed) * 1.1);
  console.log(
    `(the gallery of everything is ${height.toLocaleString('en')} px high: ${seconds} s to its end)`,
  );
  const frames = await scrollFrames(page, parent, speed, seconds);
  const filled: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    frames.push(...(await scrollFrames(page, parent, speed, 1)));
    filled.push(await timeToFilled(page, scroller));
  }
  const empty = await emptyPageFrames(page);
  const late = (times: number[]) => (times.filter((time) => time > 16.8).length / times.length) * 100;
  figure('frames of an empty page scrolled at 6,000 px/s: p95', spread(empty).p95, 'ms');
  figure('frames of the gallery scrolled at 6,000 px/s: p95', spread(frames).p95, 'ms', {
    // The clock's steps are a tenth of a millisecond.
    atMost: Math.max(16.7, spread(empty).p95) + 0.1,
  });
  figure('… of which over 16.7 ms, empty page', late(empty), '%');
  figure('… of which over 16.7 ms, gallery', late(frames), '%');
  figure('cards filled after the scroll stops (median of 10)', spread(filled).median, 'ms', { atMost: 100 });
  figure('cards filled after the scroll stops (slowest)', spread(filled).max, 'ms');
}

async function markScroller(page: Page): Promise<string> {
  await page.evaluate((query) => {
    for (let element = document.querySelector(query); element; element = element.parentElement) {
      if (
        element.scrollHeight > element.clientHeight + 10 &&
        getComputedStyle(element).overflowY !== 'visible'
      ) {
        element.setAttribute('data-bench-scroller', '');
        return;
      }
    }
  }, scroller);
  return '[data-bench-scroller]';
}

/** The same scrolling of a page with nothing on it: what this machine can do at all. */
async function emptyPageFrames(page: Page): Promise<number[]> {
  const empty = await page.context().newPage();
  await empty.setContent(
    '<div id="s" style="height:900px;overflow:auto"><div style="height:60000px"></div></div>',
  );
  const frames = await scrollFrames(empty, '#s', speed, 5);
  await empty.close();
  return frames;
}

/** Starts the web host as its own process on a library; ends it afterwards by its process id. */
async function withApp(folder: string, work: (url: string) => Promise<void>): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'profile-tester-bench-data-'));
  const args = [
    'electron/server/index.ts',
    '--library',
    folder,
    '--port',
    '0',
    '--no-open',
    '--user-data',
    userData,
  ];
  const host = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let text = '';
    while (!/Open (\S+)/.test(text)) text += String((await once(host.stdout, 'data'))[0]);
    await work(/Open (\S+)/.exec(text)?.[1] ?? '');
  } finally {
    host.kill('SIGTERM');
    await once(host, 'exit');
  }
}
