import { writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { documentsAndPictures, fingerprint } from '#core/testing/libraries.ts';
import { complete, pictureFile } from '../support/demo.ts';
import { it } from '../support/it-team.ts';
import { teamPrefix } from '../support/team.ts';

it('copies a folder into the bucket: plan, choices, report; and nothing when done again', async ({
  team: { join, server },
}) => {
  const { page, home } = await join('Ada', { at: '/settings' });
  const mine = joinPath(home, 'Mine');
  const lake = pictureFile(mine, complete, 'Alpine Lake at Dawn');
  await writeFile(lake, 'another picture');
  const firs = `${teamPrefix}/profile_results/${complete}/${complete}_Firs_in_Snow.jpg`;
  server.objects.delete(firs);

  const dialog = await openCopy(page);
  await dialog.getByText('Folder to bucket').click();
  await choose(page, dialog, 'Mine');
  await dialog.getByRole('button', { name: 'Look at both sides' }).click();
  await expect.poll(() => figures(dialog)).toMatchObject({ New: '1', Different: '1' });
  await dialog.getByRole('button', { name: 'Copy 1 file' }).waitFor();
  await dialog.getByRole('checkbox', { name: /^Replace .*Alpine_Lake_at_Dawn/ }).check();
  await dialog.getByRole('button', { name: 'Copy 2 files' }).click();
  await dialog.getByText('The library is copied').waitFor();
  await dialog.getByText(/2 files copied and checked/).waitFor();
  expect(server.objects.get(firs)).toBeDefined();
  const stored = server.objects.get(
    `${teamPrefix}/profile_results/${complete}/${complete}_Alpine_Lake_at_Dawn.jpg`,
  );
  expect(Buffer.from(stored?.bytes ?? []).toString()).toBe('another picture');
  await dialog.getByText('Close', { exact: true }).click();

  const again = await openCopy(page);
  await again.getByText('Folder to bucket').click();
  await choose(page, again, 'Mine');
  await again.getByRole('button', { name: 'Look at both sides' }).click();
  await expect.poll(() => again.getByRole('button', { name: 'Nothing to copy' }).isDisabled()).toBe(true);
});

it('copies the bucket into an empty folder, and the window need not stay open', async ({
  team: { join },
}) => {
  const { page, home } = await join('Ada', { at: '/settings' });
  const dialog = await openCopy(page);
  await choose(page, dialog, 'Empty');
  await dialog.getByRole('button', { name: 'Look at both sides' }).click();
  await expect.poll(() => figures(dialog)).toMatchObject({ Same: '0', Different: '0' });
  await dialog.getByRole('button', { name: /^Copy \d+ files$/ }).click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('contentinfo').getByRole('button', { name: '1 job done' }).waitFor();
  // The demo's note for people who look into its folder is no part of the library.
  const { 'ABOUT.txt': _, ...library } = documentsAndPictures(await fingerprint(joinPath(home, 'Mine')));
  expect(documentsAndPictures(await fingerprint(joinPath(home, 'Empty')))).toEqual(library);
});

it('does not take an empty source for a library', async ({ team: { join } }) => {
  const { page } = await join('Ada', { at: '/settings' });
  const dialog = await openCopy(page);
  await dialog.getByText('Folder to bucket').click();
  await choose(page, dialog, 'Empty');
  await dialog.getByRole('button', { name: 'Look at both sides' }).click();
  await dialog.getByRole('alert').waitFor();
  const copy = dialog.getByRole('button', { name: /^Copy \d/ });
  expect(await copy.count()).toBe(0);
});

async function openCopy(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Copy library…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy library' });
  await dialog.waitFor();
  return dialog;
}

/** Chooses a folder of the home folder by the app's own dialog. */
async function choose(page: Page, dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  const chooser = page.getByRole('dialog', { name: /which folder/ });
  await chooser.getByRole('option', { name }).dblclick();
  if (name === 'Empty') await chooser.getByRole('button', { name: 'Choose this folder' }).click();
  await chooser.waitFor({ state: 'detached' });
  await dialog.getByText(`/${name}`).waitFor();
}

/** The plan's numbers by their names. */
async function figures(dialog: Locator): Promise<Record<string, string>> {
  const pairs = await dialog
    .locator('dl > div')
    .evaluateAll((parts) =>
      parts.map((part) => [part.children[0]?.textContent ?? '', part.children[1]?.textContent ?? '']),
    );
  return Object.fromEntries(pairs);
}
