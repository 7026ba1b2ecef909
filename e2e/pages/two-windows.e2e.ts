import { rm } from 'node:fs/promises';
import { expect } from 'vitest';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { startAppHost } from '../support/app-host.ts';
import { complete } from '../support/demo.ts';
import { it } from '../support/it.ts';
import { chooseProfile, goTo } from '../support/pages.ts';
import { watchPage } from '../support/watch-page.ts';

it('shows in one window what was rated in the other', async ({ open }) => {
  const { page: rating, openWindow } = await open({ at: '/overview' });
  const watching = await openWindow();
  const cell = watching.getByRole('gridcell', { name: new RegExp(`^Alpine Lake at Dawn, ${complete}: `) });
  await cell.waitFor();

  await chooseProfile(rating, complete);
  await goTo(rating, 'Review');
  await rating.getByRole('complementary', { name: 'Rating' }).waitFor();
  await rating.keyboard.press('4');
  await expect.poll(() => cell.getAttribute('aria-label')).toMatch(/: 4, Resistant$/);
});

it('shows what another process changed in the same folder', async ({ open, browser, problems }) => {
  const { page: watching, folder } = await open({ at: '/overview' });
  const cell = watching.getByRole('gridcell', { name: new RegExp(`^Alpine Lake at Dawn, ${complete}: `) });
  await cell.waitFor();
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
    await expect.poll(() => cell.getAttribute('aria-label')).toMatch(/: 2, Resistant$/);
  } finally {
    await context.close();
    await other.stop();
    await rm(userData, { recursive: true, force: true });
  }
});
