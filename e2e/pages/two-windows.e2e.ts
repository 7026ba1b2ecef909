import { rm } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { startAppHost } from '../support/app-host.ts';
import { complete } from '../support/demo.ts';
import { it } from '../support/it.ts';
import { chooseProfile, goTo } from '../support/pages.ts';
import { watchPage } from '../support/watch-page.ts';

it('shows in one window what was rated in the other', async ({ open }) => {
  const { page: rating, openWindow } = await open({ at: '/overview' });
  const watching = await openWindow();
  await lakeCell(watching, '9, Native fit').waitFor();

  await chooseProfile(rating, complete);
  await goTo(rating, 'Review');
  await rating.getByRole('complementary', { name: 'Rating' }).waitFor();
  await rating.keyboard.press('4');
  await lakeCell(watching, '4, Resistant').waitFor();
});

it('shows what another process changed in the same folder', async ({ open, browser, problems }) => {
  const { page: watching, folder } = await open({ at: '/overview' });
  await lakeCell(watching, '9, Native fit').waitFor();
  const userData = await temporaryFolder();
  const other = await startAppHost({ userData, library: folder });
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  try {
    const rating = await context.newPage();
    watchPage(rating, problems);
    await rating.goto(other.url);
    await rating.getByRole('navigation', { name: 'Pages' }).waitFor();
    await chooseProfile(rating, complete);
    await goTo(rating, 'Review');
    await rating.getByRole('complementary', { name: 'Rating' }).waitFor();
    await rating.keyboard.press('2');
    await lakeCell(watching, '2, Resistant').waitFor();
  } finally {
    await context.close();
    await other.stop();
    await rm(userData, { recursive: true, force: true });
  }
});

/** The overview's cell of one test, once it says so. */
function lakeCell(page: Page, rating: string): Locator {
  return page.getByRole('gridcell', { name: `Alpine Lake at Dawn, ${complete}: ${rating}` });
}
