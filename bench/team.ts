import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startFakeS3 } from '#core/storage/testing/fake-s3.ts';
import { openTestBackend } from '#core/storage/testing/test-server.ts';
import { mostIdleRequests } from '#core/testing/idle-requests.ts';
import { realLibrary } from '#core/testing/libraries.ts';
import { fillBucket } from '#core/testing/teams.ts';
import { ratingsOf } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { type Suite, suiteKey } from '#shared/model/suite.ts';
import { type AppHost, startAppHost } from '../e2e/support/app-host.ts';
import { launchChromium } from '../e2e/support/chromium.ts';
import { demoLibrary } from '../e2e/support/demo.ts';
import { figure, heading, spread, timed } from './support/figures.ts';
import { depthOf } from './support/round-trips.ts';
import {
  historyPage,
  type MeasuredPage,
  note,
  otherPages,
  pagesOf,
  recommending,
  whenShown,
} from './team-pages.ts';
import { startTeamScene, type TeamScene } from './team-scene.ts';

/** How often each page is opened; the best counts, for a busy machine only makes it slower. */
const rounds = 3;

const deepest = 6;
const slowestGallery = 1_000;

interface Measuring {
  scene: TeamScene;
  browser: Browser;
  library: string;
  /** The profile that pages show. */
  profile: string;
  pages: MeasuredPage[];
}

/**
 * A team's library 30 ms away: for each page the requests and the time until its content is there, from an empty
 * cache, from what an earlier start has left, and with a server that does not answer.
 */
export async function benchTeam(): Promise<void> {
  const library = realLibrary ?? demoLibrary;
  const scene = await startTeamScene(library);
  const browser = await launchChromium();
  const name = realLibrary === undefined ? 'the demo library' : 'the real library';
  heading(`Team library: ${name} on ${scene.serverName}, 30 ms away`);
  try {
    const suite = JSON.parse(await readFile(join(library, suiteKey), 'utf8')) as Suite;
    const { profile, pictures } = await fullestProfile(library);
    const pages = pagesOf({
      tests: suite.length,
      title: suite[0]?.title ?? '',
      pictures: Math.min(34, pictures),
    });
    const measuring = { scene, browser, library, profile, pages };
    for (const page of pages) await measureCold(measuring, page);
    await measureColdRead(scene);
    await measureWarm(measuring);
    await measureIdle();
  } finally {
    await browser.close();
    await scene.stop();
  }
}

/** Nothing is known of the bucket: from its opening until the page has its content. */
async function measureCold(measuring: Measuring, page: MeasuredPage): Promise<void> {
  const openings: Opening[] = [];
  for (let round = 0; round < rounds; round += 1) openings.push(await openCold(measuring, page));
  const time = Math.min(...openings.map(({ milliseconds }) => milliseconds));
  const isGallery = page.hash === '#/gallery';
  figure(
    `${page.name}, cold: time to content`,
    time,
    'ms',
    isGallery ? { atMost: slowestGallery } : undefined,
  );
  figure(`… ÷ the same from a local folder`, time / (await openFolder(measuring, page)), '×');
  figure('… round trips deep', Math.min(...openings.map(({ depth }) => depth)), '', { atMost: deepest });
  figure('… requests', spread(openings.map(({ requests }) => requests)).median, '');
  tellPredecessor(page.predecessor);
}

interface Opening {
  milliseconds: number;
  requests: number;
  depth: number;
}

async function openCold({ scene, browser, profile }: Measuring, page: MeasuredPage): Promise<Opening> {
  const host = await startAppHost({ userData: await scene.newUserData() });
  const view = await newView(browser, profile, page);
  try {
    await view.goto(`${host.url}${page.hash}`);
    await view.getByText('Open the team’s bucket').waitFor();
    await scene.proxy.takeTrips();
    const start = now();
    const opening = host.call('library.openBucket', {});
    const shown = await whenShown(view, page);
    const trips = (await scene.proxy.takeTrips()).filter((trip) => trip.start < shown);
    await opening;
    return { milliseconds: shown - start, requests: trips.length, depth: depthOf(trips) };
  } finally {
    await view.context().close();
    await host.stop();
  }
}

/** The same library in a folder, opened as the bucket is: what the machine takes without any network. */
async function openFolder({ browser, profile, library }: Measuring, page: MeasuredPage): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const userData = await mkdtemp(join(tmpdir(), 'profile-tester-bench-folder-'));
    const host = await startAppHost({ userData });
    const view = await newView(browser, profile, page);
    await view.goto(`${host.url}${page.hash}`);
    await view.getByText('Open a folder').waitFor();
    const start = now();
    const opening = host.call('library.open', { folder: library });
    times.push((await whenShown(view, page)) - start);
    await opening;
    await view.context().close();
    await host.stop();
    await rm(userData, { recursive: true, force: true });
  }
  return Math.min(...times);
}

/** What a recommendation needs: the suite and every analysis, read and looked through. */
async function measureColdRead(scene: TeamScene): Promise<void> {
  const host = await startAppHost({ userData: await scene.newUserData() });
  try {
    await scene.proxy.takeTrips();
    const { milliseconds } = await timed(async () => {
      await host.call('library.openBucket', {});
      await readRatings(host);
    });
    const trips = await scene.proxy.takeTrips();
    figure('Reading all analyses, cold: time', milliseconds, 'ms');
    figure('… round trips deep', depthOf(trips), '', { atMost: deepest });
    figure('… requests', trips.length, '');
    tellPredecessor(recommending);
  } finally {
    await host.stop();
  }
}

/**
 * Started again on what an earlier start has left, with a server that takes every request and answers none: a page
 * that shows its content all the same waits for no request.
 */
async function measureWarm({ scene, browser, profile, pages }: Measuring): Promise<void> {
  const userData = await scene.newUserData();
  const first = await startAppHost({ userData });
  await first.call('library.openBucket', {});
  await changeSomething(first, profile);
  for (const page of [...pages, ...otherPages, historyPage]) await visit(first, browser, profile, page);
  await first.stop();

  const second = await startAppHost({ userData });
  for (const page of pages) {
    const time = await visit(second, browser, profile, page);
    figure(`${page.name}, warm: time from navigation to content`, time, 'ms');
  }
  const read = await timed(() => readRatings(second));
  figure('Reading all analyses, warm: time', read.milliseconds, 'ms');
  await second.stop();

  scene.proxy.hang();
  const started = await timed(() => startAppHost({ userData }));
  figure('The server does not answer: start of the app', started.milliseconds, 'ms');
  for (const page of [...pages, ...otherPages]) {
    const time = await visit(started.value, browser, profile, page);
    figure(`${page.name}, warm and without any answer: time to content`, time, 'ms');
  }
  const history = await visit(started.value, browser, profile, historyPage);
  figure('History, warm: time (it waits a second for what others did)', history, 'ms');
  const again = await timed(() => readRatings(started.value));
  figure('Reading all analyses, warm and without any answer: time', again.milliseconds, 'ms');
  console.log('    (each was shown while no request is answered: 0 blocking requests, target 0: met)');
  await started.value.stop();
}

/** So that History has something to show. */
async function changeSomething(host: AppHost, profile: string): Promise<void> {
  await host.call('library.change', {
    change: { type: 'profile.set', profile, field: 'notes', base: null, value: note },
  });
  await host.call('team.sync', {});
}

/** On the reference server and a clock that does not take its time. */
async function measureIdle(): Promise<void> {
  const server = await startFakeS3();
  const bucket = openTestBackend(server);
  await fillBucket(bucket);
  await bucket.close();
  const focused = await mostIdleRequests(server, { isFocused: true, profile: 'abc' });
  const unfocused = await mostIdleRequests(server, { isFocused: false, profile: 'abc' });
  await server.stop();
  figure('ten idle minutes with focus: requests', focused, '', { atMost: 45 });
  figure('ten idle minutes without focus: requests', unfocused, '', { atMost: 10 });
}

/** Opens a page in a fresh window; rejects when its content does not come. Returns the milliseconds it took. */
async function visit(host: AppHost, browser: Browser, profile: string, page: MeasuredPage): Promise<number> {
  const view = await newView(browser, profile, page);
  try {
    const start = now();
    await view.goto(`${host.url}${page.hash}`);
    return (await whenShown(view, page)) - start;
  } finally {
    await view.context().close();
  }
}

async function newView(browser: Browser, profile: string, { height }: MeasuredPage): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height }, bypassCSP: true });
  await context.addInitScript((chosen) => localStorage.setItem('selected-profile', chosen), profile);
  return context.newPage();
}

async function readRatings(host: AppHost): Promise<number> {
  const { analyses } = (await host.call('library.read', {})) as LibrarySnapshot;
  return Object.values(analyses).reduce((sum, analysis) => sum + Object.keys(ratingsOf(analysis)).length, 0);
}

async function fullestProfile(library: string): Promise<{ profile: string; pictures: number }> {
  const folder = join(library, 'profile_results');
  const counts = await Promise.all(
    (await readdir(folder)).map(async (profile) => ({
      profile,
      pictures: (await readdir(join(folder, profile))).length,
    })),
  );
  counts.sort((left, right) => right.pictures - left.pictures);
  return counts[0] ?? { profile: 'baseline', pictures: 0 };
}

function tellPredecessor({ requests, seconds }: MeasuredPage['predecessor']): void {
  if (requests === 0) return;
  console.log(`    (one click in the predecessor, at the same distance: ${requests} requests, ${seconds} s)`);
}

/** Now in milliseconds since 1970, as finely as the page tells it. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

if (import.meta.main) await benchTeam();
