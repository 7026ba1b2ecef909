/**
 * Takes pictures of the built app: every page in both themes at two sizes, those of a team's bucket too.
 *
 *   node scripts/screenshots.ts                      the README's pictures, on the demo library
 *   node scripts/screenshots.ts <folder> [library]   all of them, as PNG, on a copy of the given library
 */
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startAppHost } from '../e2e/support/app-host.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import { openTeamScene } from './support/team-scene.ts';

interface Shot {
  route: string;
  name: string;
  /** Done on the page before the picture. */
  act?: (page: Page) => Promise<void>;
  scheme: 'dark' | 'light';
  width: number;
  height: number;
}

const routes = ['overview', 'prompts', 'gallery', 'review', 'profile', 'tests', 'history', 'settings'];
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
const schemes = ['dark', 'light'] as const;

const readmeShots: Shot[] = [
  { route: 'overview', name: 'overview-dark', scheme: 'dark', width: 1440, height: 900 },
  { route: 'gallery', name: 'gallery-light', scheme: 'light', width: 1440, height: 900 },
  { route: 'review', name: 'review-dark', scheme: 'dark', width: 1440, height: 900 },
];

const root = join(import.meta.dirname, '..');
const [folder, library] = process.argv.slice(2);
const work = await mkdtemp(join(tmpdir(), 'profile-tester-screenshots-'));
const copy = join(work, 'Demo library');
await cp(library ?? join(root, 'resources/demo-library'), copy, { recursive: true });
const host = await startAppHost({ userData: join(work, 'data'), library: copy });
const browser = await launchChromium();
try {
  const target = folder ?? join(root, 'docs/screenshots');
  await mkdir(target, { recursive: true });
  const shots = folder === undefined ? readmeShots : routes.flatMap((route) => everyWay(route, route));
  for (const shot of shots) await take(browser, host.url, shot, target);
  if (folder !== undefined) await takeTeam(browser, target);
} finally {
  await browser.close();
  await host.stop();
}

/** A picture in both themes at both sizes. */
function everyWay(route: string, name: string, act?: Shot['act']): Shot[] {
  return schemes.flatMap((scheme) =>
    sizes.map((size) => ({
      ...{ route, name: `${name}-${scheme}-${size.width}`, scheme, ...size },
      ...(act ? { act } : {}),
    })),
  );
}

/** The pages that only a library in a bucket has: conflicts, what waits, the connection; at last offline. */
async function takeTeam(within: Browser, target: string): Promise<void> {
  const scene = await openTeamScene(join(work, 'team'));
  try {
    const online = [
      ...everyWay('conflicts', 'conflicts'),
      ...everyWay('history', 'team-history'),
      ...everyWay('settings?section=storage', 'bucket'),
      ...everyWay('settings?section=storage', 'connection', testConnection),
    ];
    for (const shot of online) await take(within, scene.host.url, shot, target);
    await scene.goOffline();
    for (const shot of everyWay('overview', 'offline', openPanel)) {
      await take(within, scene.host.url, shot, target);
    }
  } finally {
    await scene.stop();
  }
}

async function testConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit…' }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('It is off. Recommended').waitFor();
  await page.getByRole('button', { name: 'Save and open' }).scrollIntoViewIfNeeded();
}

async function openPanel(page: Page): Promise<void> {
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Offline/ })
    .click();
}

async function take(within: Browser, url: string, shot: Shot, target: string): Promise<void> {
  const { width, height, scheme } = shot;
  const context = await within.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate((route) => {
    location.hash = `#/${route}`;
  }, shot.route);
  await shot.act?.(page);
  await picturesShown(page);
  const type = folder === undefined ? 'jpeg' : 'png';
  const path = join(target, `${shot.name}.${type === 'jpeg' ? 'jpg' : 'png'}`);
  await page.screenshot({ path, type, ...(type === 'jpeg' ? { quality: 82 } : {}) });
  await context.close();
}

/** Waits until the pictures in view are there and the page has been still for a moment. */
async function picturesShown(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What is out of view may never be loaded.
    const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    const patience = new Promise((resolve) => setTimeout(resolve, 5_000));
    await Promise.race([patience, Promise.all(inView.map((image) => image.decode().catch(() => undefined)))]);
  });
  await page.waitForTimeout(400);
}
