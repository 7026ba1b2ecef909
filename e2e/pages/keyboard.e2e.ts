import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it } from '../support/it.ts';
import { missedByTab } from '../support/layout.ts';
import { goTo, pageNames, picturesShown, profileButton } from '../support/pages.ts';

it('reaches everything on every page by Tab', async ({ app: { page } }) => {
  for (const name of pageNames) {
    await goTo(page, name);
    await picturesShown(page);
    expect(await missedByTab(page), name).toEqual([]);
  }
});

it('changes pages by Alt and a number', async ({ app: { page } }) => {
  for (const [index, name] of pageNames.entries()) {
    await page.keyboard.press(`Alt+${index + 1}`);
    await page
      .getByRole('heading', { level: 1, name: new RegExp(`^${name}`) })
      .waitFor({ state: 'attached' });
  }
});

it('lists the keys of the page that is shown', async ({ app: { page } }) => {
  for (const [name, key] of [
    ['Gallery', 'Delete the picture'],
    ['Prompts', 'Copy the section'],
    ['Review', 'Take over the measured palette'],
    ['Tests', 'New test'],
  ] as const) {
    await goTo(page, name);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText(key, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  }
});

it('finds a profile, a test and a page', async ({ app: { page } }) => {
  await find(page, 'pastel');
  await profileButton(page, 'v8ml5yt').waitFor();
  await find(page, 'harbor');
  await page.getByRole('complementary', { name: 'Test Impressionist Harbor' }).waitFor();
  await find(page, 'go to history');
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor({ state: 'attached' });
});

it('goes through the profiles by brackets', async ({ app: { page } }) => {
  await profileButton(page, 'h3wf6ao').waitFor();
  await page.keyboard.press(']');
  await profileButton(page, 'q4hx7ne').waitFor();
  await page.keyboard.press('[');
  await profileButton(page, 'h3wf6ao').waitFor();
});

it('makes a profile of a pasted prompt', async ({ app: { page } }) => {
  await page.keyboard.press('Control+p');
  await page.getByRole('listbox', { name: 'Profiles' }).waitFor();
  await page.keyboard.insertText('/imagine prompt: a lake at dawn --ar 16:9 --p mynew99 --v 8.2');
  await page.getByRole('option', { name: /New profile mynew99/ }).waitFor();
  await page.keyboard.press('Enter');
  await profileButton(page, 'mynew99').waitFor();
});

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('textbox', { name: 'Find a profile, test, page or command' });
  await field.waitFor();
  await field.fill(words);
  await page.getByRole('option').or(page.locator('[data-action]')).first().waitFor();
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}
