import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { type AppHost, startAppHost } from '../support/app-host.ts';
import { demoLibrary } from '../support/demo.ts';
import { bringChecker, findFaults } from '../support/faults.ts';
import { it as base, keepScreenshots } from '../support/it.ts';
import { goTo, libraryButton, shownWidth } from '../support/pages.ts';
import { watchPage } from '../support/watch-page.ts';

/** An installation of the app that was never started, with `start` to start it and show its page. */
const it = base.extend('installation', async ({ browser, problems, task }, { onCleanup }) => {
  const home = await temporaryFolder();
  const userData = join(home, '.settings');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const hosts: AppHost[] = [];
  onCleanup(async () => {
    if (task.result?.state === 'fail') await keepScreenshots(browser, task.name);
    await context.close();
    for (const host of hosts) await host.stop();
    await rm(home, { recursive: true, force: true });
  });
  return {
    home,
    context,
    async start(library?: string, at = '/'): Promise<{ page: Page; host: AppHost }> {
      const host = await startAppHost({ userData, home, ...(library === undefined ? {} : { library }) });
      hosts.push(host);
      const page = await context.newPage();
      watchPage(page, problems);
      if (at === '/') await page.goto(host.url);
      else {
        await context.request.get(host.url);
        await page.goto(`${host.origin}/#${at}`);
      }
      return { page, host };
    },
  };
});

it('offers three ways in', async ({ installation }) => {
  const { page } = await installation.start();
  await page.getByRole('heading', { level: 1, name: 'Which profile suits which picture?' }).waitFor();
  for (const way of ['Try the demo library', 'Open a folder', 'Connect a bucket']) {
    await page.getByRole('button', { name: way }).waitFor();
  }
  const pictures = page.getByRole('complementary', { name: 'Pictures of the demo library' }).locator('img');
  expect(await shownWidth(pictures.first())).toBeGreaterThan(100);
});

it('has no serious fault for assistive technology on the first-run page', async ({ installation }) => {
  await bringChecker(installation.context);
  const { page } = await installation.start();
  await page.getByRole('button', { name: 'Open a folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a folder' });
  await dialog.getByRole('listbox', { name: 'Folders' }).waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findFaults(page), `chooser, ${colorScheme}`).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findFaults(page), colorScheme).toEqual([]);
  }
});

it('opens the demo library with its pictures shown', async ({ installation }) => {
  const { page } = await installation.start();
  await page.getByRole('button', { name: 'Try the demo library' }).click();
  await libraryButton(page).filter({ hasText: 'Demo library' }).waitFor();
  await goTo(page, 'Gallery');
  const pictures = page.getByRole('grid', { name: 'Pictures' }).locator('img');
  await pictures.nth(3).waitFor();
  for (const index of [0, 1, 2, 3]) expect(await shownWidth(pictures.nth(index))).toBeGreaterThan(100);
});

it('opens a folder that is found by keyboard alone', async ({ installation }) => {
  const library = join(installation.home, 'Midjourney', 'Nested', 'My library');
  await cp(demoLibrary, library, { recursive: true });
  await mkdir(join(installation.home, 'Another folder'));
  const { page } = await installation.start();

  await page.getByRole('button', { name: 'Open a folder' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Open a folder' }).waitFor();
  for (const name of ['Midjourney', 'Nested', 'My library']) {
    await page.getByRole('option', { name }).waitFor();
    await page.keyboard.press(name.charAt(0));
    await page.getByRole('option', { name, selected: true }).waitFor();
    await page.keyboard.press('Enter');
  }
  await libraryButton(page).filter({ hasText: library }).waitFor();
});

it('starts a new library in an empty folder', async ({ installation }) => {
  await mkdir(join(installation.home, 'Empty'));
  const { page } = await installation.start();
  await page.getByRole('button', { name: 'Open a folder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a folder' });
  await dialog.getByRole('option', { name: 'Empty' }).dblclick();
  await dialog.getByText('No folders in here.').waitFor();
  await dialog.getByRole('button', { name: 'Start a library here' }).click();
  await libraryButton(page)
    .filter({ hasText: join(installation.home, 'Empty') })
    .waitFor();
  for (const name of ['Prompts', 'Gallery', 'Review', 'Profile', 'Tests', 'History'] as const) {
    await goTo(page, name);
  }
});

it('leads from the bucket to the form of its connection, and back', async ({ installation }) => {
  const { page } = await installation.start();
  await page.getByRole('button', { name: 'Connect a bucket' }).click();
  await page.getByRole('form', { name: 'Connection' }).waitFor();
  await page.getByRole('link', { name: 'Back to the start' }).click();
  await page.getByRole('button', { name: 'Connect a bucket' }).waitFor();
});

it('opens the last library again after a restart', async ({ installation }) => {
  const library = join(installation.home, 'Kept');
  await cp(demoLibrary, library, { recursive: true });
  const first = await installation.start(library);
  await libraryButton(first.page).filter({ hasText: library }).waitFor();
  await first.page.close();
  await first.host.stop();

  const second = await installation.start();
  await libraryButton(second.page).filter({ hasText: library }).waitFor();
});

it('offers the ways in again when a library is closed', async ({ installation }) => {
  const library = join(installation.home, 'Closed');
  await cp(demoLibrary, library, { recursive: true });
  // A picture that is on its way when its library is closed would be refused, which the console tells.
  const { page } = await installation.start(library, '/history');
  await libraryButton(page).click();
  await page.getByRole('menuitem', { name: 'Close this library' }).click();
  await page.getByRole('button', { name: 'Try the demo library' }).waitFor();
  await page.getByRole('region', { name: 'Opened before' }).getByRole('button', { name: library }).click();
  await libraryButton(page).filter({ hasText: library }).waitFor();
});
