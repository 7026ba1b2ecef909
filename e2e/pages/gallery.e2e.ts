import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { documentsAndPictures, fingerprint } from '#core/testing/libraries.ts';
import { bytesOf, complete, demoProfiles, incomplete, pictureFile } from '../support/demo.ts';
import { readAnalysis } from '../support/documents.ts';
import { it } from '../support/it.ts';
import {
  chooseProfile,
  labelsOf,
  notice,
  readClipboard,
  shownWidth,
  undoByNotice,
} from '../support/pages.ts';
import { writePicture } from '../support/pictures.ts';

const gallery = { at: '/gallery' } as const;

it('filters by affinity, section and what is missing, and counts tests', async ({ open }) => {
  const { page } = await open(gallery);
  await chooseProfile(page, incomplete);
  await page.getByText('28 of 30 tests with pictures').waitFor();
  const filter = page.getByRole('group', { name: 'Filter', exact: true });

  const native = filter.getByRole('button', { name: /^Native fit/ });
  const count = Number(/\d+$/.exec((await native.textContent()) ?? '')?.[0]);
  await native.click();
  await expect.poll(() => cells(page).count()).toBe(count);
  for (const label of await labelsOf(cells(page))) expect(label).toMatch(/Native fit$/);

  await filter.getByRole('button', { name: /^Missing/ }).click();
  await filter.getByRole('button', { name: /^Void art/ }).click();
  await expect.poll(() => cells(page).count()).toBe(8);
  for (const label of await labelsOf(cells(page))) {
    expect(label).toMatch(/Null Prompt \(Art\).*baseline.*missing/);
  }
});

it('shows one test across all profiles', async ({ open }) => {
  const { page } = await open({ at: '/gallery?test=Backlit%20Wave' });
  await expect.poll(() => cells(page).count()).toBe(demoProfiles.length);
  for (const profile of demoProfiles) await cell(page, `Backlit Wave, ${profile}`).waitFor();
  await page.getByText('5 of 5 profiles with pictures').waitFor();
});

it('has 8 places for a VOID test', async ({ open }) => {
  const { page } = await open(gallery);
  await chooseProfile(page, complete);
  await page
    .getByRole('group', { name: 'Filter', exact: true })
    .getByRole('button', { name: /^Void photo/ })
    .click();
  await expect.poll(() => cells(page).count()).toBe(8);
  for (let number = 1; number <= 8; number++) {
    const place = cell(page, `Null Prompt (Photo), picture ${number}, ${complete}`);
    expect(await shownWidth(place.locator('img'))).toBeGreaterThan(50);
  }
});

it('makes the pictures larger', async ({ open }) => {
  const { page } = await open(gallery);
  const width = async () => (await cells(page).first().boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('slider', { name: 'Size of the pictures' }).focus();
  await page.keyboard.press('End');
  await expect.poll(width).toBeGreaterThan(before);
});

it('puts a chosen file into an empty place, compact and on white', async ({ open }) => {
  const { page, folder } = await open(gallery);
  const place = await emptyPlace(page, 1);
  const chooser = page.waitForEvent('filechooser');
  await place.getByText('choose').click();
  await (await chooser).setFiles(await writePicture('large.png', { width: 3000, height: 2000 }));
  await notice(page, `Picture added to Null Prompt (Photo) of ${incomplete}.`).waitFor();
  expect(await shownWidth(place.locator('img'))).toBeGreaterThan(50);
  const { format, width } = await sharp(pictureFile(folder, incomplete, 'Null Prompt (Photo)', 0)).metadata();
  expect({ format, width }).toEqual({ format: 'jpeg', width: 1024 });
});

it('puts a pasted picture into the place that is active', async ({ open }) => {
  const { page, folder } = await open(gallery);
  const place = await emptyPlace(page, 2);
  await place.click({ position: { x: 5, y: 5 } });
  await copyPicture(page, await writePicture('pasted.png'));
  await page.keyboard.press('Control+v');
  await notice(page, `Picture added to Null Prompt (Photo) of ${incomplete}.`).waitFor();
  expect(await shownWidth(place.locator('img'))).toBeGreaterThan(50);
  await access(pictureFile(folder, incomplete, 'Null Prompt (Photo)', 1));
});

it('puts a dropped picture where it is dropped', async ({ open }) => {
  const { page, folder } = await open(gallery);
  const place = await emptyPlace(page, 3);
  await drop(place, [await writePicture('dropped.webp')]);
  await notice(page, `Picture added to Null Prompt (Photo) of ${incomplete}.`).waitFor();
  await access(pictureFile(folder, incomplete, 'Null Prompt (Photo)', 2));
});

it('finds the places of several files by their names', async ({ open }) => {
  const { page, folder } = await open(gallery);
  await chooseProfile(page, incomplete);
  const files = [
    await writePicture(`${incomplete}_Null_Prompt_(Photo)_4.jpg`, { colour: '#a04030' }),
    await writePicture(`${incomplete}_Null_Prompt_(Photo)_5.jpg`, { colour: '#3040a0' }),
  ];
  await drop(page.getByRole('grid', { name: 'Pictures' }), files);
  await notice(page, '2 pictures in').waitFor();
  await access(pictureFile(folder, incomplete, 'Null Prompt (Photo)', 3));
  await access(pictureFile(folder, incomplete, 'Null Prompt (Photo)', 4));
});

it('says why a file is not a picture', async ({ open }) => {
  const { page } = await open(gallery);
  const place = await emptyPlace(page, 1);
  const chooser = page.waitForEvent('filechooser');
  await place.getByText('choose').click();
  await (await chooser).setFiles({
    name: 'fake.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  });
  await notice(page, 'fake.png was not added').waitFor();
});

it('replaces a picture, keeps the old one in the bin, and takes that back', async ({ open }) => {
  const { page, folder } = await open(gallery);
  await chooseProfile(page, complete);
  const file = pictureFile(folder, complete, 'Firs in Snow');
  const before = documentsAndPictures(await fingerprint(folder));
  const old = await bytesOf(file);

  const chooser = page.waitForEvent('filechooser');
  await openMenu(cell(page, `Firs in Snow, ${complete}`));
  await page.getByRole('menuitem', { name: /^Replace picture…/ }).click();
  await (await chooser).setFiles(await writePicture('new.jpg'));
  await notice(page, 'The old one is in the bin.').waitFor();
  expect(await bytesOf(file)).not.toBe(old);
  expect(await binned(folder, basename(file))).toBe(true);

  await undoByNotice(page, 'The old one is in the bin.');
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('deletes a picture by key, leaves its rating, and takes that back', async ({ open }) => {
  const { page, folder } = await open(gallery);
  await chooseProfile(page, complete);
  const before = documentsAndPictures(await fingerprint(folder));
  await page.getByRole('grid', { name: 'Pictures' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  const first = cell(page, `Alpine Lake at Dawn, ${complete}`);
  await expect.poll(() => first.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Delete');
  const done = 'Picture of “Alpine Lake at Dawn” in q4hx7ne deleted. Its rating stays.';
  await notice(page, done).waitFor();
  await page.getByRole('gridcell', { name: /Alpine Lake at Dawn.*missing/ }).waitFor();
  await expect(access(pictureFile(folder, complete, 'Alpine Lake at Dawn'))).rejects.toThrow();
  expect((await readAnalysis(folder, complete)).ratings).toHaveProperty('Alpine Lake at Dawn');

  await undoByNotice(page, done);
  expect(documentsAndPictures(await fingerprint(folder))).toEqual(before);
});

it('steps through the profile and the profiles in the lightbox, by keyboard', async ({ open }) => {
  const { page } = await open(gallery);
  await chooseProfile(page, complete);
  await cell(page, `Alpine Lake at Dawn, ${complete}`).click();
  const large = page.getByRole('dialog', { name: 'Picture' });
  const shows = (name: string) => shownWidth(large.getByRole('img', { name }));
  await shows(`Alpine Lake at Dawn, ${complete}`);
  await page.keyboard.press('ArrowRight');
  await shows(`Towers Above Fog, ${complete}`);
  await page.keyboard.press('ArrowDown');
  await shows('Towers Above Fog, v8ml5yt');
  await page.keyboard.press('ArrowUp');
  await shows(`Towers Above Fog, ${complete}`);
  await page.keyboard.press('ArrowLeft');
  await shows(`Alpine Lake at Dawn, ${complete}`);

  const about = large.getByRole('complementary', { name: 'About this picture' });
  await about.getByText(`--p ${complete}`).waitFor();
  expect(await about.textContent()).toContain('Native fit');
  await page.keyboard.press('c');
  expect(await readClipboard(page)).toMatch(/--v 8\.2 --p q4hx7ne$/);
  const percent = large.getByTitle('Whole or one to one (Z)');
  const whole = await percent.textContent();
  await page.keyboard.press('+');
  await expect.poll(() => percent.textContent()).not.toBe(whole);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
});

function cells(page: Page): Locator {
  return page.getByRole('grid', { name: 'Pictures' }).getByRole('gridcell');
}

function cell(page: Page, name: string): Locator {
  return page.getByRole('grid', { name: 'Pictures' }).getByRole('gridcell', { name });
}

/** A place of the incomplete profile's VOID test, with nothing else shown but its neighbours. */
async function emptyPlace(page: Page, number: number): Promise<Locator> {
  await chooseProfile(page, incomplete);
  await page
    .getByRole('group', { name: 'Filter', exact: true })
    .getByRole('button', { name: /^Void photo/ })
    .click();
  await expect.poll(() => cells(page).count()).toBe(8);
  return cells(page).nth(number - 1);
}

async function openMenu(place: Locator): Promise<void> {
  await place.hover();
  await place.getByRole('button', { name: 'Actions' }).click();
}

/** Puts a PNG on the clipboard, as another program does. */
async function copyPicture(page: Page, file: string): Promise<void> {
  const bytes = (await readFile(file)).toString('base64');
  await page.evaluate(async (encoded) => {
    const binary = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([binary], { type: 'image/png' }) }),
    ]);
  }, bytes);
}

/** Drags files from outside over an element and drops them there. */
async function drop(target: Locator, files: string[]): Promise<void> {
  const contents = await Promise.all(
    files.map(async (file) => ({ name: basename(file), bytes: (await readFile(file)).toString('base64') })),
  );
  const dataTransfer = await target.page().evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) {
      const binary = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
      data.items.add(new File([binary], name, { type: `image/${name.split('.').at(-1)}` }));
    }
    return data;
  }, contents);
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}

async function binned(folder: string, name: string): Promise<boolean> {
  const files = Object.keys(await fingerprint(folder));
  return files.some((file) => file.startsWith('profile_tester/bin/') && file.endsWith(name));
}
