import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { documentsAndPictures, fingerprint } from '#core/testing/libraries.ts';
import { addOrphanRating, complete, demoProfiles, incomplete } from '../support/demo.ts';
import { readAnalysis } from '../support/documents.ts';
import { it } from '../support/it.ts';
import { goTo, notice, profileButton, shownWidth, undoByNotice } from '../support/pages.ts';

it('shows every profile as a card with label, mean, completeness and pictures', async ({ app: { page } }) => {
  const cards = page.getByRole('list', { name: 'Profiles' }).getByRole('article');
  await expect.poll(() => cards.count()).toBe(demoProfiles.length);
  for (const profile of demoProfiles) await cards.filter({ hasText: profile }).waitFor();
  const card = cards.filter({ hasText: complete });
  await card.getByText('Misty Teal Cinema').waitFor();
  await card.getByText('30/30').waitFor();
  expect(await shownWidth(card.locator('img').first())).toBeGreaterThan(50);
  await card.getByRole('button', { name: /^Best of q4hx7ne: / }).waitFor();
  await card.getByRole('button', { name: /^Worst of q4hx7ne: / }).waitFor();
});

it('selects the profile whose card is pressed', async ({ app: { page } }) => {
  const card = page
    .getByRole('list', { name: 'Profiles' })
    .getByRole('article')
    .filter({ hasText: 'v8ml5yt' });
  await card.getByText('Ethereal Pastel Painter').click();
  await profileButton(page, 'v8ml5yt').waitFor();
});

it('opens a cell’s picture large, and another by keyboard', async ({ app: { page } }) => {
  await cell(page, `Alpine Lake at Dawn, ${complete}`).click();
  const large = page.getByRole('dialog', { name: 'Picture' });
  await shownWidth(large.getByRole('img', { name: `Alpine Lake at Dawn, ${complete}` }));
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });

  await matrix(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await shownWidth(large.getByRole('img', { name: `Towers Above Fog, ${complete}` }));
});

it('leads from a hole to the place in the gallery', async ({ app: { page } }) => {
  await page
    .getByRole('group', { name: 'Filter tests' })
    .getByRole('button', { name: /^Holes/ })
    .click();
  await cell(page, `Null Prompt (Photo), ${incomplete}: picture missing`).click();
  const slot = page.getByRole('gridcell', { name: /Null Prompt \(Photo\).*baseline.*missing/ }).first();
  await expect.poll(() => slot.getAttribute('aria-selected')).toBe('true');
});

it('says what is missing next and leads to it', async ({ app: { page } }) => {
  const steps = page.getByRole('region', { name: 'Missing next' });
  const step = steps.getByRole('listitem').filter({ hasText: incomplete });
  await step.getByRole('link', { name: /Gallery$/ }).click();
  await profileButton(page, incomplete).waitFor();
  await page.getByRole('button', { name: /^Missing/, pressed: true }).waitFor();
});

it('archives a rating without a test only when confirmed, and takes it back', async ({ open }) => {
  const { page, folder } = await open({
    prepare: (library) => addOrphanRating(library, complete, 'Old Title'),
  });
  const before = documentsAndPictures(await fingerprint(folder));
  const repairs = await allRepairs(page);
  const repair = repairs.getByRole('listitem').filter({ hasText: 'Rating “Old Title” belongs to no test' });
  await repair.getByRole('button', { name: 'Archive' }).click();
  const dialog = page.getByRole('dialog', { name: 'Archive the rating “Old Title”?' });
  await dialog.waitFor();
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
  await dialog.getByRole('button', { name: 'Archive' }).click();

  await notice(page, 'The rating is archived.').waitFor();
  await repair.waitFor({ state: 'detached' });
  const archived = await readAnalysis(folder, complete);
  expect(archived.ratings).not.toHaveProperty('Old Title');
  expect(archived.archived_ratings).toHaveProperty('Old Title');

  await undoByNotice(page, 'The rating is archived.');
  await repair.waitFor();
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('attaches a rating without a test to the test that is chosen', async ({ open }) => {
  const { page, folder } = await open({
    prepare: (library) => addOrphanRating(library, incomplete, 'Null Foto'),
  });
  const repairs = await allRepairs(page);
  const repair = repairs.getByRole('listitem').filter({ hasText: 'Rating “Null Foto” belongs to no test' });
  await repair.getByRole('button', { name: /test…$/ }).click();
  const choice = page.getByRole('dialog', { name: 'Attach the rating “Null Foto” to' });
  await choice.getByRole('combobox', { name: 'Test' }).fill('Null Prompt (Photo)');
  await page.getByRole('option', { name: 'Null Prompt (Photo)' }).click();
  await choice.getByRole('button', { name: 'Choose' }).click();
  await page
    .getByRole('dialog', { name: 'Attach the rating to “Null Prompt (Photo)”?' })
    .getByRole('button', { name: 'Attach' })
    .click();
  await notice(page, 'The rating belongs to “Null Prompt (Photo)” now.').waitFor();
  const { ratings } = await readAnalysis(folder, incomplete);
  expect(ratings).toHaveProperty(['Null Prompt (Photo)', 'score'], 6);
  expect(ratings).not.toHaveProperty('Null Foto');
});

it('makes a test of a title that only ratings have', async ({ open }) => {
  const { page, folder } = await open({
    prepare: (library) => addOrphanRating(library, complete, 'Old Title'),
  });
  const repairs = await allRepairs(page);
  const title = 'Rating “Old Title” belongs to no test';
  await repairs.getByRole('button', { name: `More for: ${title}` }).click();
  await page.getByRole('menuitem', { name: 'Make it a test…' }).click();
  const form = page.getByRole('dialog', { name: 'New test' });
  expect(await form.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Old Title');
  await form.getByRole('textbox', { name: 'Prompt' }).fill('An old prompt');
  await form.getByRole('button', { name: 'Add test' }).click();
  await notice(page, '“Old Title” added.').waitFor();
  expect((await readAnalysis(folder, complete)).ratings).toHaveProperty(['Old Title', 'score'], 6);
  await goTo(page, 'Overview');
  await page.getByRole('grid', { name: 'Tests by profiles' }).waitFor();
  expect(await page.getByText(title).count()).toBe(0);
});

it('shows only the holes when asked to', async ({ app: { page } }) => {
  await page
    .getByRole('group', { name: 'Filter tests' })
    .getByRole('button', { name: /^Holes/ })
    .click();
  await cell(page, 'Alpine Lake at Dawn').first().waitFor({ state: 'detached' });
  await cell(page, `Null Prompt (Art), ${incomplete}: picture missing`).waitFor();
});

/** The list of repairs, which begins short. */
async function allRepairs(page: Page) {
  const repairs = page.getByRole('region', { name: 'Repairs' });
  await repairs.getByRole('button', { name: /^Show \d+ more$/ }).click();
  return repairs;
}

function matrix(page: Page) {
  return page.getByRole('grid', { name: 'Tests by profiles' });
}

function cell(page: Page, name: string) {
  return matrix(page).getByRole('gridcell', { name });
}
