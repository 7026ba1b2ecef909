import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { TestServer } from '#core/storage/testing/test-server.ts';
import { type AppHost, startAppHost } from '../e2e/support/app-host.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import { figure, heading, spread, timed } from './support/figures.ts';
import { startHugeServer } from './support/huge-server.ts';
import { heapMegabytes, timeToSettled } from './support/page-probes.ts';
import { benchHugeCore } from './team-huge-core.ts';
import { connect, teamPrefix } from './team-scene.ts';

/** 100,000 objects under the prefix: opening, memory, whether anything stands still, and the pages in a browser. */
export async function benchHugeTeam(): Promise<void> {
  const server = await startHugeServer(teamPrefix);
  heading(
    `Team library of ${server.objects.toLocaleString('en')} objects (${server.pictures} pictures): core`,
  );
  try {
    await benchHugeCore(server);
    heading('… in a browser');
    await benchHugePages(server, server.profile);
  } finally {
    await server.stop();
  }
}

async function benchHugePages(server: TestServer, profile: string): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'profile-tester-bench-huge-data-'));
  const browser = await launchChromium();
  try {
    await connect(userData, server);
    await withHost(userData, async (host) => {
      const page = await newPage(browser, profile);
      await page.goto(`${host.url}#/gallery`);
      const answers = watchAnswers(host);
      const opened = await timed(async () => {
        await page.getByText('Open the team’s bucket').click();
        await galleryShown(page);
      });
      figure('first opening, until the gallery is shown', opened.milliseconds, 'ms');
      figure('… longest wait for an answer of the core meanwhile', await answers.stop(), 'ms');
      await measurePages(page);
      await page.context().close();
    });
    await withHost(userData, async (host) => {
      const page = await newPage(browser, profile);
      const answers = watchAnswers(host);
      const shown = await timed(async () => {
        await page.goto(`${host.url}#/gallery`);
        await galleryShown(page);
      });
      figure('second opening, from navigation until the gallery is shown', shown.milliseconds, 'ms');
      // Everything is listed anew in the background.
      await delay(8_000);
      figure('… longest wait for an answer of the core, while all is listed', await answers.stop(), 'ms');
      await page.context().close();
    });
  } finally {
    await browser.close();
    await rm(userData, { recursive: true, force: true });
  }
}

async function withHost(userData: string, work: (host: AppHost) => Promise<void>): Promise<void> {
  const started = await timed(() => startAppHost({ userData }));
  figure('start of the app', started.milliseconds, 'ms');
  try {
    await work(started.value);
  } finally {
    await started.value.stop();
  }
}

async function newPage(browser: Browser, profile: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  await context.addInitScript((chosen) => localStorage.setItem('selected-profile', chosen), profile);
  return context.newPage();
}

async function galleryShown(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[data-filled="true"] img')];
    return images.length > 10 && images.every((image) => image.complete && image.naturalWidth > 0);
  });
}

async function measurePages(page: Page): Promise<void> {
  for (const name of ['overview', 'prompts', 'gallery', 'review', 'profile', 'tests', 'history']) {
    await timeToSettled(page, `#/${name}`);
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await timeToSettled(page, '#/settings');
      times.push(await timeToSettled(page, `#/${name}`));
    }
    figure(`switch to ${name}, until settled (median of 3)`, spread(times).median, 'ms');
  }
  figure('heap of the page', await heapMegabytes(page), 'MB');
}

/** Asks something small again and again; tells the longest wait for an answer. */
function watchAnswers(host: AppHost): { stop(): Promise<number> } {
  let longest = 0;
  let isStopped = false;
  const watching = (async () => {
    while (!isStopped) {
      const { milliseconds } = await timed(() => host.call('app.info', {}));
      longest = Math.max(longest, milliseconds);
      await delay(10);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await watching;
      return longest;
    },
  };
}

if (import.meta.main) await benchHugeTeam();
