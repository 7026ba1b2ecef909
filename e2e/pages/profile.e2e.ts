import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readAnalysis } from '../support/documents.ts';
import { it } from '../support/it.ts';
import { chooseProfile, goTo, notice, profileButton } from '../support/pages.ts';

const profile = 'q4hx7ne';

it('keeps a new label', async ({ app: { page, folder } }) => {
  await openProfile(page);
  const label = page.getByRole('textbox', { name: 'Label of this profile' });
  await label.fill('Quiet Cinema');
  await label.blur();
  await expect.poll(async () => (await readAnalysis(folder, profile)).profile_label).toBe('Quiet Cinema');
  await profileButton(page, profile).filter({ hasText: 'Quiet Cinema' }).waitFor();
});

it('adds, edits, reorders and removes DNA traits by keyboard', async ({ app: { page, folder } }) => {
  await openProfile(page);
  const traits = async () => (await readAnalysis(folder, profile)).profile_dna;
  const [first, second, ...others] = (await traits()) as string[];

  await page.keyboard.press('d');
  await page.keyboard.type('Rain on every window');
  await page.keyboard.press('Enter');
  await expect.poll(traits).toEqual([first, second, ...others, 'Rain on every window']);
  await page.keyboard.press('Escape');

  await page.getByRole('textbox', { name: 'Trait', exact: true }).first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Teal shadows');
  await page.keyboard.press('Enter');
  await expect.poll(traits).toEqual(['Teal shadows', second, ...others, 'Rain on every window']);

  await page.getByRole('button', { name: 'Move down: Teal shadows' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(traits).toEqual([second, 'Teal shadows', ...others, 'Rain on every window']);

  await page.getByRole('button', { name: 'Remove: Rain on every window' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(traits).toEqual([second, 'Teal shadows', ...others]);
});

it('clears all ratings after saying how many, and History takes that back', async ({
  app: { page, folder },
}) => {
  await openProfile(page);
  const before = await readFile(analysisFile(folder));
  await page.getByRole('button', { name: 'Clear ratings…' }).click();
  const dialog = page.getByRole('dialog', { name: `Clear the ratings of ${profile}?` });
  await dialog.getByText(/^30 ratings will be removed/).waitFor();
  await dialog.getByRole('button', { name: 'Clear 30 ratings' }).click();
  await notice(page, '30 ratings cleared.').waitFor();
  expect((await readAnalysis(folder, profile)).ratings).toEqual({});
  await page.getByText('0 of 30 tests rated').waitFor();

  await goTo(page, 'History');
  await page.getByRole('button', { name: /^Undo: Cleared 30 ratings/ }).click();
  await expect.poll(async () => before.equals(await readFile(analysisFile(folder)))).toBe(true);
});

it('does not clear when it is cancelled', async ({ app: { page, folder } }) => {
  await openProfile(page);
  const before = await readFile(analysisFile(folder));
  await page.getByRole('button', { name: 'Clear ratings…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(before.equals(await readFile(analysisFile(folder)))).toBe(true);
});

it('says what a backup would bring back, and restores it', async ({ app: { page, folder } }) => {
  await openProfile(page);
  const backups = page.getByRole('region', { name: 'Backups' });
  await backups.getByRole('button', { name: 'Back up now' }).click();
  await notice(page, 'Backup made.').waitFor();
  const before = (await readAnalysis(folder, profile)).ratings;

  await page.getByRole('button', { name: 'Clear ratings…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear 30 ratings' }).click();
  await notice(page, '30 ratings cleared.').waitFor();

  await backups.getByRole('button', { name: 'Compare and restore…' }).last().click();
  const dialog = page.getByRole('dialog', { name: /^Backup of/ });
  await dialog.getByText(/^Restoring brings back 30 ratings\. /).waitFor();
  await dialog.getByRole('button', { name: 'Restore this backup' }).click();
  await notice(page, 'Backup restored.').waitFor();
  expect((await readAnalysis(folder, profile)).ratings).toEqual(before);
});

it('exports this profile and all profiles as JSON and CSV', async ({ app: { page, folder } }) => {
  await openProfile(page);
  const document = JSON.parse(await exported(page, 'Analysis document (JSON)', 0)) as unknown;
  expect(document).toEqual(await readAnalysis(folder, profile));

  const table = await exported(page, 'Ratings as a table (CSV)', 0);
  expect(table.trimEnd().split(/\r?\n/)).toHaveLength(1 + 30);
  expect(table).toContain('Alpine Lake at Dawn');

  const all = JSON.parse(await exported(page, 'Export of all profiles (JSON)', 0)) as object;
  for (const code of ['baseline', 'h3wf6ao', 'q4hx7ne', 'v8ml5yt', 'z9pk2ru']) {
    expect(JSON.stringify(all)).toContain(code);
  }

  const whole = await exported(page, 'Ratings as a table (CSV)', 1);
  expect(whole.trimEnd().split(/\r?\n/)).toHaveLength(1 + 28 + 26 + 30 + 27 + 30);
});

it('tells the scores of the profile in numbers', async ({ app: { page } }) => {
  await openProfile(page);
  await page.getByText('30 of 30 tests rated').waitFor();
  await page.getByText(/mean of 30 scores/).waitFor();
  const bars = page.getByRole('list', { name: 'Number of tests by score' }).getByRole('listitem');
  expect(await bars.count()).toBe(10);
  await page.getByRole('img', { name: 'Main colours of 44 pictures' }).waitFor();
});

async function openProfile(page: Page): Promise<void> {
  await chooseProfile(page, profile);
  await goTo(page, 'Profile');
}

function analysisFile(folder: string): string {
  return join(folder, 'profile_analyses', `${profile}_analysis.json`);
}

/** Chooses an export in the menu; `index` tells equal names apart. */
async function exported(page: Page, name: string, index: number): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name }).nth(index).click();
  return readDownload(await downloading);
}

async function readDownload(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
