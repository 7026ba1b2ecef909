import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it } from '../support/it.ts';
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

/** What can be operated but never has the focus while Tab goes once around the page. */
async function missedByTab(page: Page): Promise<string[]> {
  await page.evaluate(markOperable);
  await page.getByRole('button', { name: 'Skip to the page' }).focus();
  for (let steps = 0; steps < 500; steps++) {
    const isRound = await page.evaluate(visit);
    if (isRound) break;
    await page.keyboard.press('Tab');
  }
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-wanted]')].map((element) => element.outerHTML.slice(0, 160)),
  );
}

/** Marks everything visible that can be operated; of radio buttons that belong together one is enough. */
function markOperable(): void {
  const operable = 'a[href], button, input, select, textarea, [tabindex="0"], [contenteditable="true"]';
  const groups = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>(operable)) {
    element.removeAttribute('data-visited');
    const isOut = element.matches(':disabled, [hidden], [tabindex="-1"], [type="file"]');
    if (isOut || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (groups.has(element.name) || !element.checked) continue;
      groups.add(element.name);
    }
    element.setAttribute('data-wanted', '');
  }
}

/** Notes where the focus is; true when it has been there before. */
function visit(): boolean {
  const element = document.activeElement;
  if (!element || element === document.body) return false;
  if (element.hasAttribute('data-visited')) return true;
  element.setAttribute('data-visited', '');
  element.removeAttribute('data-wanted');
  return false;
}
