import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeS3 } from '#core/storage/testing/fake-s3.ts';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { type AppHost, startAppHost } from './app-host.ts';
import { demoLibrary } from './demo.ts';
import { it as base, keepScreenshots, usualBrowser } from './it.ts';
import { joinTeam, startTeamBucket } from './team.ts';
import { watchPage } from './watch-page.ts';

/** One person of a team: an app in a process of its own, with its page. */
export interface Member {
  page: Page;
  context: BrowserContext;
  host: AppHost;
  /** The person's home folder; in it are `Mine`, a copy of the demo library, and `Empty`. */
  home: string;
}

export interface MemberOptions {
  /** Where to begin, such as `/review`. */
  at?: string;
  browser?: BrowserContextOptions;
  environment?: Record<string, string>;
}

export interface Team {
  server: FakeS3;
  /** Starts an app that knows no bucket; with `Mine` open when told so. */
  start(options?: MemberOptions & { opens?: 'Mine' }): Promise<Member>;
  /** Starts an app with the bucket's library open, under this name. */
  join(name: string, options?: MemberOptions): Promise<Member>;
}

/** A test with a bucket of its own that holds the demo library, and the people who work in it. */
export const it = base.extend('team', async ({ browser, problems, task }, { onCleanup }): Promise<Team> => {
  const server = await startTeamBucket();
  const atEnd: (() => Promise<unknown>)[] = [() => server.stop()];
  onCleanup(async () => {
    if (task.result?.state === 'fail') await keepScreenshots(browser, task.name);
    for (const end of atEnd.reverse()) await end();
  });

  async function startHost(environment: Record<string, string> = {}, opens?: 'Mine') {
    const home = await temporaryFolder();
    atEnd.push(() => rm(home, { recursive: true, force: true }));
    await cp(demoLibrary, join(home, 'Mine'), { recursive: true });
    await mkdir(join(home, 'Empty'));
    const library = opens === undefined ? {} : { library: join(home, opens) };
    const host = await startAppHost({ userData: join(home, '.settings'), home, environment, ...library });
    atEnd.push(() => host.stop());
    return { home, host };
  }

  async function show(host: AppHost, home: string, { at = '/overview', browser: wish = {} }: MemberOptions) {
    const context = await browser.newContext({ ...usualBrowser, ...wish });
    atEnd.push(() => context.close());
    await context.request.get(host.url);
    const page = await context.newPage();
    watchPage(page, problems);
    await page.goto(`${host.origin}/#${at}`);
    return { page, context, host, home };
  }

  return {
    server,
    async start({ opens, ...options } = {}) {
      const { home, host } = await startHost(options.environment, opens);
      return show(host, home, options);
    },
    async join(name, options = {}) {
      const { home, host } = await startHost(options.environment);
      await joinTeam(host, server, name);
      const member = await show(host, home, options);
      await member.page.getByRole('navigation', { name: 'Pages' }).waitFor();
      return member;
    },
  };
});
