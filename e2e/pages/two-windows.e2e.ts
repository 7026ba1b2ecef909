import { rm } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { startAppHost } from '../support/app-host.ts';
import { complete } from '../support/demo.ts';
import { readAnalysis, readSuite } from '../support/documents.ts';
import { it } from '../support/it.ts';
import { chooseProfile, goTo, notice } from '../support/pages.ts';
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

it('keeps both texts where two windows write the notes of a profile at once', async ({ open }) => {
  const { page: mine, folder, openWindow } = await open({ at: '/profile' });
  const other = await openWindow();
  for (const page of [mine, other]) await chooseProfile(page, complete);
  const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes on this profile' });
  // Typed on, so that it is not saved before the other's text is there.
  await notes(mine).pressSequentially('Use it for quiet pictures.', { delay: 5 });
  await notes(other).fill('Use it for rain.');
  await notes(other).blur();
  await mine.getByRole('alert').getByText('Use it for rain.').waitFor();
  expect(await notes(mine).inputValue()).toBe('Use it for quiet pictures.');
  expect((await readAnalysis(folder, complete)).notes).toBe('Use it for rain.');

  // One may look at another page meanwhile.
  await goTo(mine, 'Overview');
  await goTo(mine, 'Profile');
  await mine.getByRole('button', { name: 'Keep mine' }).click();
  await expect
    .poll(async () => (await readAnalysis(folder, complete)).notes)
    .toBe('Use it for quiet pictures.');
  await expect.poll(() => notes(other).inputValue()).toBe('Use it for quiet pictures.');
});

it('lets one choose where two windows edit the same test', async ({ open }) => {
  const { page: mine, folder, openWindow } = await open({ at: '/tests' });
  const other = await openWindow();
  const edit = async (page: Page) => {
    await page.getByRole('row', { name: /Backlit Wave/ }).click();
    await page.keyboard.press('e');
    return page.getByRole('dialog', { name: 'Edit “Backlit Wave”' });
  };
  const [my, their] = [await edit(mine), await edit(other)];
  const prompt = (form: Locator) => form.getByRole('textbox', { name: 'Prompt' });
  await prompt(my).fill('A wave at noon');
  await prompt(their).fill('A wave at night');
  await their.getByRole('textbox', { name: 'Version' }).fill('v7');
  await their.getByRole('button', { name: 'Save' }).click();

  await my.getByRole('alert').getByText('A wave at night').waitFor();
  expect(await my.getByRole('textbox', { name: 'Version' }).inputValue()).toBe('v7');
  await mine.keyboard.press('Escape');
  await mine.getByRole('button', { name: 'Go on editing' }).click();
  await my.getByRole('button', { name: 'Keep mine' }).click();
  await my.getByRole('button', { name: 'Save' }).click();
  await notice(mine, '“Backlit Wave” saved.').waitFor();
  const saved = (await readSuite(folder)).find(({ title }) => title === 'Backlit Wave');
  expect(saved).toMatchObject({ prompt: 'A wave at noon', version: 'v7' });
});

/** The overview's cell of one test, once it says so. */
function lakeCell(page: Page, rating: string): Locator {
  return page.getByRole('gridcell', { name: `Alpine Lake at Dawn, ${complete}: ${rating}` });
}
