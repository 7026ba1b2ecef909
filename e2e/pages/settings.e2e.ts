import { readdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { it } from '../support/it.ts';
import { goTo, libraryButton } from '../support/pages.ts';
import { writePicture } from '../support/pictures.ts';

it('writes a new name into ratings and History', async ({ open }) => {
  const { page } = await open({ at: '/settings' });
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Reviewer');
  await page.keyboard.press('Enter');

  await goTo(page, 'Profile');
  await page.keyboard.press('d');
  await page.keyboard.type('Long exposures');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove: Long exposures' }).waitFor();
  await goTo(page, 'History');
  await page.getByRole('article').filter({ hasText: 'Long exposures' }).getByText('Ada Reviewer').waitFor();
});

it('changes the scheme, and keeps it over a reload', async ({ open }) => {
  const { page } = await open({ at: '/settings' });
  for (const scheme of ['Light', 'Dark']) {
    await choose(page, 'Scheme', scheme);
    await expect.poll(() => schemeOf(page)).toBe(scheme.toLowerCase());
    await page.reload();
    await expect.poll(() => schemeOf(page)).toBe(scheme.toLowerCase());
  }
});

it('follows the system’s scheme when told so', async ({ open }) => {
  const { page } = await open({ at: '/settings' });
  await choose(page, 'Scheme', 'System');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect.poll(() => schemeOf(page)).toBe(scheme);
  }
});

it('sets rows closer in the compact density', async ({ open }) => {
  const { page } = await open({ at: '/settings' });
  const density = () => page.evaluate(() => document.documentElement.dataset.density);
  await choose(page, 'Density', 'Compact');
  await expect.poll(density).toBe('compact');
  await choose(page, 'Density', 'Comfortable');
  await expect.poll(density).not.toBe('compact');
});

it('keeps the original beside the compact picture when asked to', async ({ open }) => {
  const { page, folder } = await open({ at: '/settings' });
  await page.getByRole('radio', { name: 'Compact JPEG, and the original beside it' }).check();
  await page.reload();
  await expect
    .poll(() => page.getByRole('radio', { name: 'Compact JPEG, and the original beside it' }).isChecked())
    .toBe(true);

  await goTo(page, 'Gallery');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add pictures' }).click();
  const picture = await writePicture('baseline_Null_Prompt_(Photo)_1.png', { width: 1600, height: 1200 });
  await (await chooser).setFiles(picture);
  const originals = async () => {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => name.endsWith('.png'));
  };
  await expect.poll(originals).toHaveLength(1);
});

it('shows the form of a connection where no bucket is connected, and leaves the folder open', async ({
  open,
}) => {
  const { page, folder } = await open({ at: '/settings' });
  await choose(page, 'Where the library is kept', 'S3 bucket for a team');
  await page.getByRole('form', { name: 'Connection' }).waitFor();
  await libraryButton(page).filter({ hasText: folder }).waitFor();
});

it('lists the licences of what the app contains', async ({ open }) => {
  const { page } = await open({ at: '/settings' });
  await page.getByRole('button', { name: 'Licences' }).click();
  await page.getByRole('dialog', { name: 'Licences' }).getByText(/MIT/).first().waitFor();
});

it('opens a fresh demo library, and the former library again', async ({ open }) => {
  const { page, folder } = await open({ at: '/settings' });
  const place = libraryButton(page);
  await page.getByRole('button', { name: 'Fresh demo library' }).click();
  await place.filter({ hasNotText: folder }).waitFor();
  const former = page.getByRole('listitem').filter({ hasText: folder });
  await former.getByRole('button', { name: 'Open' }).click();
  await place.filter({ hasText: folder }).waitFor();
});

/** Chooses a value of a segmented control, which is a group of radio buttons. */
async function choose(page: Page, group: string, value: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(value, { exact: true }).click();
}

function schemeOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
}
