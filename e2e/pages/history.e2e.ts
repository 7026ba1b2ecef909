import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { documentsAndPictures, fingerprint } from '#core/testing/libraries.ts';
import { complete } from '../support/demo.ts';
import { readSuite } from '../support/documents.ts';
import { it, type OpenApp } from '../support/it.ts';
import { chooseProfile, goTo, notice } from '../support/pages.ts';
import { writePicture } from '../support/pictures.ts';

it('takes back a rename with every rating and picture', async ({ open }) => {
  const app = await open({ at: '/tests?test=Backlit%20Wave' });
  await takesBack(app, /Renamed “Backlit Wave” to “Sunlit Wave”/, async (page) => {
    await page.getByRole('complementary', { name: 'Test Backlit Wave' }).waitFor();
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: 'Rename “Backlit Wave”' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Sunlit Wave');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await notice(page, /^Renamed to “Sunlit Wave”/).waitFor();
  });
});

it('takes back archiving a test', async ({ open }) => {
  const app = await open({ at: '/tests?test=Color%20Field' });
  await takesBack(app, /Archived a test Color Field/, async (page) => {
    await page.getByRole('complementary', { name: 'Test Color Field' }).waitFor();
    await page.keyboard.press('a');
    await notice(page, '“Color Field” archived.').waitFor();
  });
});

it('takes back deleting a test', async ({ open }) => {
  const app = await open({ at: '/tests?test=Empty%20Test', prepare: addEmptyTest });
  await takesBack(app, /Deleted a test Empty Test/, async (page) => {
    await page.getByRole('complementary', { name: 'Test Empty Test' }).waitFor();
    await page.keyboard.press('Delete');
    await page
      .getByRole('dialog', { name: 'Delete “Empty Test”?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await notice(page, '“Empty Test” deleted.').waitFor();
  });
});

it('takes back replacing and deleting a picture', async ({ open }) => {
  const app = await open({ at: '/gallery' });
  await chooseProfile(app.page, complete);
  const picture = app.page.getByRole('gridcell', { name: `Firs in Snow, ${complete}` });
  const menu = async (item: RegExp) => {
    await picture.hover();
    await picture.getByRole('button', { name: 'Actions' }).click();
    await app.page.getByRole('menuitem', { name: item }).click();
  };
  await takesBack(app, /Added a picture to q4hx7ne/, async (page) => {
    const chooser = page.waitForEvent('filechooser');
    await menu(/^Replace picture…/);
    await (await chooser).setFiles(await writePicture('new.png'));
    await notice(page, 'The old one is in the bin.').waitFor();
  });
  await goTo(app.page, 'Gallery');
  await takesBack(app, /Remove a picture/, async (page) => {
    await menu(/^Delete picture/);
    await notice(page, /deleted\. Its rating stays/).waitFor();
  });
});

it('takes back clearing a profile’s ratings', async ({ open }) => {
  const app = await open({ at: '/profile' });
  await chooseProfile(app.page, complete);
  await takesBack(app, /Cleared 30 ratings of q4hx7ne/, async (page) => {
    await page.getByRole('button', { name: 'Clear ratings…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear 30 ratings' }).click();
    await notice(page, '30 ratings cleared.').waitFor();
  });
});

it('takes back an import of tests', async ({ open }) => {
  const app = await open({ at: '/tests' });
  await takesBack(app, /Imported 2 tests/, async (page) => {
    await page.getByRole('button', { name: 'Import, export' }).click();
    await page.getByRole('menuitem', { name: 'Import JSON or CSV…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import tests' });
    await dialog
      .getByRole('textbox', { name: 'Or paste the text' })
      .fill('title,prompt\nOne,First\nTwo,Second');
    await dialog.getByRole('button', { name: 'Look at the rows' }).click();
    await page.getByRole('button', { name: 'Import 2 tests' }).click();
    await notice(page, '2 tests imported.').waitFor();
  });
});

it('takes back a rating, also after the app was reloaded', async ({ open }) => {
  const app = await open({ at: '/review' });
  await chooseProfile(app.page, complete);
  await takesBack(app, /Changed a rating Alpine Lake at Dawn q4hx7ne/, async (page) => {
    await page.getByRole('complementary', { name: 'Rating' }).waitFor();
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled')).waitFor();
    await goTo(page, 'History');
    await page.getByRole('article').filter({ hasText: '9 · Native fit' }).waitFor();
    await page.reload();
  });
});

it('says who changed what from what, and finds it', async ({ app: { page } }) => {
  await chooseProfile(page, complete);
  await goTo(page, 'Profile');
  await page.getByRole('button', { name: 'Remove: Mist separates every plane of depth' }).click();
  await notice(page, 'Removed “Mist separates every plane of depth”.').waitFor();
  await page.keyboard.press('d');
  await page.keyboard.type('Long shadows');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove: Long shadows' }).waitFor();

  await goTo(page, 'History');
  const entries = page.getByRole('article');
  await expect.poll(() => entries.count()).toBe(2);
  await page.keyboard.press('/');
  await page.keyboard.type('plane of depth');
  await expect.poll(() => entries.count()).toBe(1);
  await entries.getByText('Removed a trait').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Search the history' }).fill('');
  await page.getByRole('group', { name: 'Which changes' }).getByRole('button', { name: 'Pictures' }).click();
  await page.getByText('No change matches').waitFor();
});

it('undoes the last change by Ctrl+Z', async ({ app: { page, folder } }) => {
  await chooseProfile(page, complete);
  await goTo(page, 'Profile');
  const before = documentsAndPictures(await fingerprint(folder));
  await page.getByRole('button', { name: 'Remove: Mist separates every plane of depth' }).click();
  await notice(page, 'Removed “Mist separates every plane of depth”.').waitFor();
  await page.keyboard.press('Control+z');
  await notice(page, /^Undone/).waitFor();
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

/** Does something, takes it back on the History page, and compares every document and picture by bytes. */
async function takesBack(
  { page, folder }: OpenApp,
  title: RegExp,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const before = documentsAndPictures(await fingerprint(folder));
  await act(page);
  expect(documentsAndPictures(await fingerprint(folder))).not.toEqual(before);
  await goTo(page, 'History');
  const undo = page.getByRole('button', { name: /^Undo: / }).first();
  await expect.poll(() => undo.getAttribute('aria-label')).toMatch(title);
  await undo.click();
  await expect.poll(async () => documentsAndPictures(await fingerprint(folder))).toEqual(before);
}

async function addEmptyTest(folder: string): Promise<void> {
  const suite = await readSuite(folder);
  const empty = { ...suite[0], id: 'empty-test', title: 'Empty Test' };
  await writeFile(join(folder, 'test_prompts.json'), JSON.stringify([...suite, empty], null, 2));
}
