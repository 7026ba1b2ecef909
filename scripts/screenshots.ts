/**
 * Takes pictures of the built app: every page in both themes at two sizes.
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

interface Shot {
  route: string;
  name: string;
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
  for (const shot of folder === undefined ? readmeShots : allShots()) await take(browser, shot, target);
} finally {
  await browser.close();
  await host.stop();
}

function allShots(): Shot[] {
  return routes.flatMap((route) =>
    schemes.flatMap((scheme) =>
      sizes.map((size) => ({ route, name: `${route}-${scheme}-${size.width}`, scheme, ...size })),
    ),
  );
}

async function take(within: Browser, shot: Shot, target: string): Promise<void> {
  const { width, height, scheme } = shot;
  const context = await within.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(host.url);
  await page.evaluate((route) => {
    location.hash = `#/${route}`;
  }, shot.route);
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
