import { expect } from 'vitest';
import { complete, expectedPrompt, incomplete } from '../support/demo.ts';
import { readSuite } from '../support/documents.ts';
import { it } from '../support/it.ts';
import { chooseProfile, goTo, notice, readClipboard } from '../support/pages.ts';

it('copies one prompt and marks it', async ({ app: { page, folder } }) => {
  await chooseProfile(page, complete);
  await goTo(page, 'Prompts');
  const suite = await readSuite(folder);
  const test = suite.find(({ title }) => title === 'Watercolor Poppies');
  const row = page.getByRole('listitem').filter({ hasText: 'Watercolor Poppies' });
  await row.getByRole('button', { name: 'Copy the prompt of Watercolor Poppies' }).click();
  await row.getByRole('status').filter({ hasText: 'copied' }).waitFor();
  expect(await readClipboard(page)).toBe(test && expectedPrompt(test, complete));
  await page.getByRole('radiogroup', { name: 'Which prompts' }).getByText('Not copied 29').waitFor();
});

it('copies all, each line equal to the single prompt, for every profile', async ({
  app: { page, folder },
}) => {
  await goTo(page, 'Prompts');
  const suite = await readSuite(folder);
  for (const profile of [complete, incomplete, 'newcode1']) {
    await chooseProfile(page, profile);
    await page.getByRole('button', { name: 'Copy all 30' }).click();
    await notice(page, 'All: 30 prompts copied.').waitFor();
    const lines = (await readClipboard(page)).split('\n');
    expect(lines).toEqual(suite.map((test) => expectedPrompt(test, profile)));
    await notice(page, 'All: 30 prompts copied.').getByRole('button').click();
  }
});

it('copies a section by key', async ({ app: { page, folder } }) => {
  await chooseProfile(page, complete);
  await goTo(page, 'Prompts');
  const suite = await readSuite(folder);
  await page.getByRole('button', { name: 'Copy the prompt of Color Field' }).focus();
  await page.keyboard.press('Shift+C');
  await notice(page, 'Art: 13 prompts copied.').waitFor();
  const art = suite.filter(({ section }) => section === 'ART');
  expect((await readClipboard(page)).split('\n')).toEqual(art.map((test) => expectedPrompt(test, complete)));
});

it('copies only what is missing a picture', async ({ app: { page, folder } }) => {
  await chooseProfile(page, incomplete);
  await goTo(page, 'Prompts');
  const suite = await readSuite(folder);
  await page.getByRole('button', { name: 'Copy 2 missing' }).click();
  await notice(page, 'Missing: 2 prompts copied.').waitFor();
  const empty = suite.filter(({ title }) => title.startsWith('Null Prompt'));
  expect((await readClipboard(page)).split('\n')).toEqual(
    empty.map((test) => expectedPrompt(test, incomplete)),
  );
});

it('says of VOID tests that they want 8 pictures and no seed, and counts jobs', async ({ app: { page } }) => {
  await goTo(page, 'Prompts');
  const row = page.getByRole('listitem').filter({ hasText: 'Null Prompt (Photo)' });
  await row.getByText('8 pictures, no seed · 2 jobs').waitFor();
  await page.getByText('30 prompts · 32 jobs').first().waitFor();
});

it('remembers over a reload what was copied, and forgets it when told to', async ({ app: { page } }) => {
  await goTo(page, 'Prompts');
  await page.getByRole('button', { name: 'Copy the prompt of Alpine Lake at Dawn' }).focus();
  await page.keyboard.press('c');
  const mark = page.getByRole('listitem').filter({ hasText: 'Alpine Lake at Dawn' }).getByText('copied');
  await mark.waitFor();
  await page.reload();
  await mark.waitFor();
  await page.getByRole('button', { name: 'Clear the copied mark' }).click();
  await mark.waitFor({ state: 'detached' });
});
