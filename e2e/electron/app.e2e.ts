import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallName } from '#shared/contract.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { profileButton } from '../support/pages.ts';
import { appArguments, electronPath, type LaunchedApp, launchApp } from './launch-app.ts';

/** What a user does from the first start on, in order, in one folder of settings. */
let userData: string;
let running: LaunchedApp;

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'profile-tester-electron-'));
  running = await launchApp({ userData });
});

afterAll(async () => {
  await running.close();
  await rm(userData, { recursive: true, force: true });
});

it('opens a window on the first-run page', async () => {
  const { app, page } = running;
  await page.getByRole('button', { name: /demo library/i }).waitFor();
  expect(new URL(page.url()).protocol).toBe('app:');
  expect(app.windows()).toHaveLength(1);
  const window = await app.browserWindow(page);
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(true);
});

it('opens the demo library and shows its pictures', async () => {
  const { page } = running;
  await page.getByRole('button', { name: /demo library/i }).click();
  await page.getByRole('heading', { level: 1, name: /^Overview/ }).waitFor({ state: 'attached' });
  await expect.poll(() => shownPictures(page, 'data:')).toBeGreaterThan(4);
  // The lightbox and lists ask for one picture at a time.
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: /^Prompts/ })
    .click();
  await expect.poll(() => shownPictures(page, 'app-image:')).toBeGreaterThan(2);
});

it('saves a rating given by key to disk', async () => {
  const { page } = running;
  const profile = 'smoke01';
  await page.keyboard.press('Control+p');
  await page.getByRole('combobox', { name: /Find a profile/ }).waitFor();
  await page.keyboard.type(profile);
  await page.getByText(`New profile ${profile}`).waitFor();
  await page.keyboard.press('Enter');
  await profileButton(page, profile).waitFor();
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: /^Review/ })
    .click();
  await page.getByRole('complementary', { name: 'Rating' }).waitFor();
  await page.keyboard.press('8');
  const document = join(userData, 'demo-library/profile_analyses', `${profile}_analysis.json`);
  await expect.poll(() => savedScores(document)).toEqual([8]);
});

it('keeps settings, library and window over a restart', async () => {
  await call(running.page, 'settings.change', {
    name: 'Ada',
    appearance: { scheme: 'light', density: 'compact' },
  });
  const bounds = { x: 40, y: 30, width: 1100, height: 720 };
  const window = await running.app.browserWindow(running.page);
  await window.evaluate((shown, place) => shown.setBounds(place), bounds);
  await running.close();

  running = await launchApp({ userData });
  await running.page.getByRole('navigation', { name: 'Pages' }).waitFor();
  expect(await call(running.page, 'settings.read', {})).toMatchObject({
    ok: true,
    value: { name: 'Ada', appearance: { scheme: 'light', density: 'compact' } },
  });
  expect(await openFolder(running.page)).toBe(join(userData, 'demo-library'));
  expect(await running.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('light');
  const reopened = await running.app.browserWindow(running.page);
  const { width, height } = await reopened.evaluate((shown) => shown.getNormalBounds());
  expect({ width, height }).toEqual({ width: bounds.width, height: bounds.height });
});

it('gives a second start’s library to the first window, and focuses it', async () => {
  const { app, page } = running;
  const library = await mkdtemp(join(tmpdir(), 'profile-tester-second-'));
  await cp(join(userData, 'demo-library'), library, { recursive: true });
  const window = await app.browserWindow(page);
  await window.evaluate((shown) => shown.minimize());

  const second = spawn(electronPath(), appArguments(userData, library), { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect.poll(() => openFolder(page)).toBe(library);
  expect(app.windows()).toHaveLength(1);
  await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(false);
});

it('opens a library that is chosen in the system’s dialog, from the menu', async () => {
  const { app, page } = running;
  const library = join(userData, 'demo-library');
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, library);
  await clickMenu('Open library…');
  await expect.poll(() => openFolder(page)).toBe(library);
});

it('goes to Settings from the menu', async () => {
  await clickMenu('Settings…');
  await running.page.getByRole('heading', { level: 1, name: /^Settings/ }).waitFor({ state: 'attached' });
});

async function clickMenu(label: string): Promise<void> {
  await running.app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const found = items.find((item) => item.label === wanted);
    if (!found) throw new Error(`The menu has no “${wanted}”.`);
    found.click();
  }, label);
}

function shownPictures(page: Page, scheme: 'data:' | 'app-image:'): Promise<number> {
  return page.evaluate(
    (start) =>
      [...document.images].filter(
        (image) => image.src.startsWith(start) && image.complete && image.naturalWidth > 0,
      ).length,
    scheme,
  );
}

async function savedScores(document: string): Promise<unknown[]> {
  try {
    const { ratings } = JSON.parse(await readFile(document, 'utf8')) as {
      ratings: Record<string, JsonObject>;
    };
    return Object.values(ratings).map(({ score }) => score);
  } catch {
    // Not written yet.
    return [];
  }
}

async function openFolder(page: Page): Promise<string | undefined> {
  const answer = (await call(page, 'library.read', {})) as { value?: { place: { folder: string } } | null };
  return answer.value?.place.folder;
}

function call(page: Page, name: CallName, input: unknown): Promise<unknown> {
  return page.evaluate(([callName, value]) => window.profileTester?.call(callName, value as never), [
    name,
    input,
  ] as const);
}
