import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { temporaryFolder } from '#core/testing/libraries.ts';
import { demoProfiles, pictureFile } from '../support/demo.ts';
import { readAnalysis, readSuite } from '../support/documents.ts';
import { it } from '../support/it.ts';
import { notice } from '../support/pages.ts';

const tests = { at: '/tests' } as const;

it('adds a test', async ({ open }) => {
  const { page, folder } = await open(tests);
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'New test' });
  await form.getByRole('textbox', { name: 'Title' }).fill('Night Market');
  await form.getByRole('textbox', { name: 'Prompt' }).fill('Street photography, a night market in the rain');
  await form.getByRole('textbox', { name: 'Parameters' }).fill('--ar 3:2 --v 8.2');
  await page.keyboard.press('Control+Enter');
  await notice(page, '“Night Market” added.').waitFor();
  await detail(page, 'Night Market').waitFor();
  expect((await readSuite(folder)).at(-1)).toMatchObject({
    title: 'Night Market',
    prompt: 'Street photography, a night market in the rain',
    params: '--ar 3:2 --v 8.2',
    status: 'current',
  });
});

it('says what is wrong with a test before it is saved', async ({ open }) => {
  const { page, folder } = await open(tests);
  const before = await readSuite(folder);
  await page.getByRole('button', { name: 'New test' }).click();
  const form = page.getByRole('dialog', { name: 'New test' });
  await form.getByRole('textbox', { name: 'Title' }).fill('Firs in Snow');
  await form.getByRole('button', { name: 'Add test' }).click();
  await expect
    .poll(() => form.getByRole('textbox', { name: 'Title' }).getAttribute('aria-invalid'))
    .toBe('true');
  await page.keyboard.press('Escape');
  expect(await readSuite(folder)).toEqual(before);
});

it('edits a test and leaves its other fields alone', async ({ open }) => {
  const { page, folder } = await open(tests);
  const before = await testOf(folder, 'Backlit Wave');
  await openTest(page, 'Backlit Wave');
  await page.keyboard.press('e');
  const form = page.getByRole('dialog', { name: 'Edit “Backlit Wave”' });
  await form.getByRole('textbox', { name: 'Prompt' }).fill('A wave against the sun');
  await form.getByRole('button', { name: 'Save' }).click();
  await notice(page, '“Backlit Wave” saved.').waitFor();
  expect(await testOf(folder, 'Backlit Wave')).toEqual({ ...before, prompt: 'A wave against the sun' });
});

it('offers a new version where ratings were made with the old prompt, and keeps what was typed', async ({
  open,
}) => {
  const { page, folder } = await open(tests);
  await openTest(page, 'Backlit Wave');
  await page.keyboard.press('e');
  const form = page.getByRole('dialog', { name: 'Edit “Backlit Wave”' });
  await form.getByRole('textbox', { name: 'Prompt' }).fill('A wave against the sun');
  await form.getByText('5 ratings and 5 pictures were made with the old prompt').waitFor();
  await form.getByRole('button', { name: 'New version instead…' }).click();
  const version = page.getByRole('dialog', { name: 'Next version of “Backlit Wave”' });
  await version.getByRole('button', { name: 'Add version' }).click();
  await notice(page, '“Backlit Wave v2” added.').waitFor();
  expect(await testOf(folder, 'Backlit Wave v2')).toMatchObject({ prompt: 'A wave against the sun' });
});

it('asks before it discards what was typed', async ({ open }) => {
  const { page } = await open(tests);
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'New test' });
  await form.getByRole('textbox', { name: 'Prompt' }).fill('A prompt of some thought');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
  const stay = question.getByRole('button', { name: 'Go on editing' });
  await expect.poll(() => stay.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await form.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('A prompt of some thought');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await form.waitFor({ state: 'detached' });
});

it('renames a test with all its ratings and pictures, and says how many first', async ({ open }) => {
  const { page, folder } = await open(tests);
  const profiles = demoProfiles;
  const old = await Promise.all(profiles.map(async (profile) => ratingOf(folder, profile, 'Backlit Wave')));
  await openTest(page, 'Backlit Wave');
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename “Backlit Wave”' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Sunlit Wave');
  await dialog.getByText('5 ratings and 5 pictures in 5 profiles go with it').waitFor();
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await notice(page, 'Renamed to “Sunlit Wave”, with 5 ratings and 5 pictures.').waitFor();

  const moved = await Promise.all(profiles.map(async (profile) => ratingOf(folder, profile, 'Sunlit Wave')));
  expect(moved).toEqual(old);
  for (const profile of profiles) {
    expect(await ratingOf(folder, profile, 'Backlit Wave')).toBeUndefined();
    expect((await readFile(pictureFile(folder, profile, 'Sunlit Wave'))).length).toBeGreaterThan(0);
  }
  expect((await readSuite(folder)).map(({ title }) => title)).toContain('Sunlit Wave');
});

it('adds the next version of a test after it, and archives the old one', async ({ open }) => {
  const { page, folder } = await open(tests);
  await openTest(page, 'Color Field');
  await page.keyboard.press('d');
  const form = page.getByRole('dialog', { name: 'Next version of “Color Field”' });
  await form.getByRole('checkbox', { name: 'Archive “Color Field”' }).check();
  const title = await form.getByRole('textbox', { name: 'Title' }).inputValue();
  await form.getByRole('button', { name: 'Add version' }).click();
  await notice(page, 'archived.').waitFor();
  const suite = await readSuite(folder);
  const position = suite.findIndex((test) => test.title === 'Color Field');
  expect(suite[position]).toMatchObject({ status: 'archived' });
  expect(suite[position + 1]).toMatchObject({ title, version: 'v2', status: 'current' });
});

it('archives and restores a test', async ({ open }) => {
  const { page, folder } = await open(tests);
  await openTest(page, 'Color Field');
  await detail(page, 'Color Field')
    .getByRole('button', { name: /^Archive/ })
    .click();
  await notice(page, '“Color Field” archived.').waitFor();
  expect(await testOf(folder, 'Color Field')).toMatchObject({ status: 'archived' });
  await detail(page, 'Color Field')
    .getByRole('button', { name: /^Restore/ })
    .click();
  await notice(page, '“Color Field” restored.').waitFor();
  expect(await testOf(folder, 'Color Field')).toMatchObject({ status: 'current' });
});

it('deletes a test without data, and offers to archive one that has some', async ({ open }) => {
  const { page, folder } = await open({ ...tests, prepare: addEmptyTest });
  await openTest(page, 'Color Field');
  await page.keyboard.press('Delete');
  const offer = page.getByRole('dialog', { name: /^“Color Field” has \d+ ratings and \d+ pictures$/ });
  await offer.getByRole('button', { name: 'Cancel' }).click();
  await offer.waitFor({ state: 'detached' });
  expect(await testOf(folder, 'Color Field')).toMatchObject({ status: 'current' });

  await openTest(page, 'Empty Test');
  await page.keyboard.press('Delete');
  await page
    .getByRole('dialog', { name: 'Delete “Empty Test”?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await notice(page, '“Empty Test” deleted.').waitFor();
  expect(await testOf(folder, 'Empty Test')).toBeUndefined();
});

it('moves a test in the suite by keyboard', async ({ open }) => {
  const { page, folder } = await open(tests);
  await openTest(page, 'Towers Above Fog');
  await page.keyboard.press('Alt+ArrowUp');
  await notice(page, '“Towers Above Fog” is number 1 now.').waitFor();
  const [first, second] = await readSuite(folder);
  expect([first?.title, second?.title]).toEqual(['Towers Above Fog', 'Alpine Lake at Dawn']);
});

it('shows every profile’s picture and rating of a test side by side', async ({ open }) => {
  const { page } = await open(tests);
  await openTest(page, 'Alpine Lake at Dawn');
  const results = detail(page, 'Alpine Lake at Dawn').getByRole('region', { name: /^Profiles/ });
  expect(await results.getByRole('listitem').count()).toBe(5);
  await results.getByRole('listitem').first().getByText('q4hx7ne').waitFor();
});

it('filters by section and words', async ({ open }) => {
  const { page } = await open(tests);
  await page.getByRole('group', { name: 'Section' }).getByRole('button', { name: /^Art/ }).click();
  await page.getByText('13 of 30', { exact: true }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('lighthouse');
  await page.getByText('1 of 30', { exact: true }).waitFor();
  await row(page, 'Charcoal Lighthouse').waitFor();
});

it('imports CSV after showing which rows are new, there already, or wrong', async ({ open }) => {
  const { page, folder } = await open(tests);
  const rows = [
    'title,prompt,section,params',
    'Glass Harbor,"Long exposure, a harbor of glass",PHOTO,--ar 3:2 --v 8.2',
    'Firs in Snow,Firs,PHOTO,--ar 3:2',
    ',No title,PHOTO,',
  ];
  await importFile(page, 'suite.csv', rows.join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Import from suite.csv' });
  await dialog.getByText('1 test is new, 1 is there already, 1 cannot be imported.').waitFor();
  await dialog.getByRole('button', { name: 'Import 1 test' }).click();
  await notice(page, '1 test imported.').waitFor();
  expect(await testOf(folder, 'Glass Harbor')).toMatchObject({ prompt: 'Long exposure, a harbor of glass' });
  expect(await readSuite(folder)).toHaveLength(31);
});

it('imports JSON, and leaves out what is unticked', async ({ open }) => {
  const { page, folder } = await open(tests);
  const added = ['One', 'Two'].map((title) => ({
    title,
    prompt: `Study ${title}`,
    section: 'ART',
    params: '',
  }));
  await importFile(page, 'suite.json', JSON.stringify(added));
  const dialog = page.getByRole('dialog', { name: 'Import from suite.json' });
  await dialog.getByText('2 tests are new.').waitFor();
  await dialog.getByRole('checkbox', { name: /^One/ }).uncheck();
  await dialog.getByRole('button', { name: 'Import 1 test' }).click();
  await notice(page, '1 test imported.').waitFor();
  expect(await testOf(folder, 'One')).toBeUndefined();
  expect(await testOf(folder, 'Two')).toMatchObject({ section: 'ART' });
});

it('exports the suite as JSON and CSV', async ({ open }) => {
  const { page, folder } = await open(tests);
  expect(JSON.parse(await exported(page, 'As JSON'))).toEqual(await readSuite(folder));
  const table = await exported(page, 'As CSV');
  expect(table.split(/\r?\n/, 1)).toEqual(['id,title,prompt,section,params,status,version,created_date']);
  expect(table.trimEnd().split(/\r?\n/)).toHaveLength(31);
});

function row(page: Page, title: string): Locator {
  return page.getByRole('grid', { name: 'Tests' }).getByRole('row').filter({ hasText: title });
}

function detail(page: Page, title: string): Locator {
  return page.getByRole('complementary', { name: `Test ${title}` });
}

/** Finds a test by the search, for only the rows in view exist, and shows it. */
async function openTest(page: Page, title: string): Promise<void> {
  const search = page.getByRole('textbox', { name: 'Search the tests' });
  await search.fill(title);
  await row(page, title).first().click();
  await detail(page, title).waitFor();
  await search.fill('');
  await page.getByRole('grid', { name: 'Tests' }).focus();
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Import, export' }).click();
  await page.getByRole('menuitem', { name: 'Import JSON or CSV…' }).click();
  const file = join(await temporaryFolder(), name);
  await writeFile(file, text);
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('dialog', { name: 'Import tests' })
    .getByRole('button', { name: /^Drop a file/ })
    .click();
  await (await chooser).setFiles(file);
}

async function exported(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Import, export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name }).last().click();
  return readFile(await (await downloading).path(), 'utf8');
}

async function testOf(folder: string, title: string) {
  return (await readSuite(folder)).find((test) => test.title === title);
}

async function ratingOf(folder: string, profile: string, title: string) {
  const { ratings } = await readAnalysis(folder, profile);
  return (ratings as Record<string, unknown>)[title];
}

async function addEmptyTest(folder: string): Promise<void> {
  const suite = await readSuite(folder);
  const empty = { ...suite[0], id: 'empty-test', title: 'Empty Test' };
  await writeFile(join(folder, 'test_prompts.json'), JSON.stringify([...suite, empty], null, 2));
}
