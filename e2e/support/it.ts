// biome-ignore-all lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are asked for
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { copyOfRealLibrary, temporaryFolder } from '#core/testing/libraries.ts';
import { type AppHost, startAppHost } from './app-host.ts';
import { launchChromium } from './chromium.ts';
import { demoLibrary } from './demo.ts';
import { watchPage } from './watch-page.ts';

/** Where screenshots of failed tests are put. */
const failures = join(import.meta.dirname, '../../out/e2e-failures');

/** The app with a library, as one user sees it. */
export interface OpenApp {
  page: Page;
  context: BrowserContext;
  /** The library's folder; this test's own copy. */
  folder: string;
  host: AppHost;
  /** Opens one more window on the same library. */
  openWindow(): Promise<Page>;
}

export interface OpenOptions {
  /** A copy of which library; the demo library unless told otherwise. */
  library?: 'demo' | 'real';
  /** Changes the copy before it is opened. */
  prepare?(folder: string): Promise<void>;
  /** Where to begin, such as `/gallery`. */
  at?: string;
  /** How the browser is set up. */
  browser?: BrowserContextOptions;
}

/** A usual laptop's window; the reduced motion makes dialogs come at once. */
export const usualBrowser: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  colorScheme: 'dark',
  reducedMotion: 'reduce',
  permissions: ['clipboard-read', 'clipboard-write'],
  acceptDownloads: true,
  locale: 'en-GB',
};

/**
 * A test with `open`, which shows the app with a fresh copy of a library in a fresh browser profile, and
 * with `app`, which is that on the demo library. One host and one browser serve a whole file. A test also
 * fails when a page of it complained about anything; see `watchPage`.
 */
export const it = test
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('host', { scope: 'file' }, async ({}, { onCleanup }): Promise<AppHost> => {
    const userData = await temporaryFolder();
    const host = await startAppHost({ userData });
    onCleanup(async () => {
      await host.stop();
      await rm(userData, { recursive: true, force: true });
    });
    return host;
  })
  .extend('problems', async ({}, { onCleanup }): Promise<string[]> => {
    const problems: string[] = [];
    onCleanup(() => {
      if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
    });
    return problems;
  })
  .extend('open', async ({ browser, host, problems, task }, { onCleanup }) => {
    const atEnd: (() => Promise<unknown>)[] = [];
    onCleanup(async () => {
      if (task.result?.state === 'fail') await keepScreenshots(browser, task.name);
      for (const end of atEnd.reverse()) await end();
    });
    return async (options: OpenOptions = {}): Promise<OpenApp> => {
      const folder = options.library === 'real' ? await copyOfRealLibrary() : await copyOfDemoLibrary();
      const context = await browser.newContext({ ...usualBrowser, ...options.browser });
      atEnd.push(() => rm(folder, { recursive: true, force: true }));
      atEnd.push(() => host.call('library.close', {}));
      atEnd.push(() => context.close());
      await options.prepare?.(folder);
      await host.call('library.open', { folder });
      // The token becomes a cookie of this browser profile.
      await context.request.get(host.url);
      const openWindow = async () => {
        const page = await context.newPage();
        watchPage(page, problems);
        await page.goto(`${host.origin}/#${options.at ?? '/overview'}`);
        await page.getByRole('navigation', { name: 'Pages' }).waitFor();
        return page;
      };
      return { page: await openWindow(), context, folder, host, openWindow };
    };
  })
  .extend('app', async ({ open }): Promise<OpenApp> => open());

/** A writable copy of the demo library. */
export async function copyOfDemoLibrary(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(demoLibrary, folder, { recursive: true });
  return folder;
}

/** Keeps what a failed test's windows show, for whoever looks into it. */
export async function keepScreenshots(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: join(failures, `${name.replace(/\W+/g, '-')}-${index + 1}.png`) });
  }
}
