import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it } from '../support/it.ts';
import { chooseProfile, notice, shownWidth } from '../support/pages.ts';
import { writePicture } from '../support/pictures.ts';

const job = '93c6b313-c018-4597-b0d3-8b1f7cfaf208';

it('shows each new picture and the place that its name gives it, before anything is sent', async ({
  open,
}) => {
  const { page } = await open({ at: '/gallery' });
  await chooseProfile(page, 'fresh12');
  await addPictures(page, [
    `ann_Aerial_photograph_skyscrapers_rising_out_of_low_fog_at_sunset_--ar_169_${job}_0.png`,
    `ann_b_Surf_photograph_a_single_wave_breaking_${job}_2.png`,
    `ann_A_portrait_of_somebody_else_${job}_1.png`,
    'fresh12_Firs_in_Snow.png',
  ]);
  const dialog = page.getByRole('dialog', { name: 'Where do these 4 pictures go?' });
  await dialog.getByText('3 names say which tests they belong to. One has no place yet').waitFor();
  const places = dialog.getByRole('combobox');
  const chosen = await places.evaluateAll((fields: HTMLSelectElement[]) =>
    fields.map(({ selectedOptions }) => selectedOptions[0]?.text),
  );
  expect(chosen.toSorted()).toEqual(['Backlit Wave', 'Firs in Snow', 'Leave out', 'Towers Above Fog']);
  for (const preview of await dialog.locator('img').all()) expect(await shownWidth(preview)).toBe(640);
  expect(await dialog.locator('img').count()).toBe(4);

  await dialog.getByRole('button', { name: 'Add 3 pictures' }).click();
  await notice(page, /^3 pictures/).waitFor();
  await page.getByText('3 of 30 tests with pictures').waitFor();
});

it('fills the missing places in order with pictures of which nothing is known', async ({ open }) => {
  const { page } = await open({ at: '/gallery' });
  await chooseProfile(page, 'fresh34');
  await addPictures(page, ['IMG_10.png', 'IMG_9.png']);
  const dialog = page.getByRole('dialog', { name: 'Where do these 2 pictures go?' });
  await dialog.getByText('2 pictures fill the missing places in order').waitFor();
  const first = dialog.getByRole('combobox', { name: 'Place of IMG_9.png' });
  const second = dialog.getByRole('combobox', { name: 'Place of IMG_10.png' });
  expect([await first.inputValue(), await second.inputValue()]).toEqual([
    'fresh34/Alpine Lake at Dawn/0',
    'fresh34/Towers Above Fog/0',
  ]);
});

/** Chooses files of these names, each of another colour. */
async function addPictures(page: Page, names: readonly string[]): Promise<void> {
  const colours = ['#2f7d6d', '#8a3d5c', '#c08a2e', '#3c5fa8'];
  const files = await Promise.all(names.map((name, at) => writePicture(name, { colour: colours[at] ?? '' })));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add pictures' }).click();
  await (await chooser).setFiles(files);
}
