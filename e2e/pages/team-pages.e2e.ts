import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { complete } from '../support/demo.ts';
import { bringChecker, findFaults } from '../support/faults.ts';
import { it, type Member, type MemberOptions, type Team } from '../support/it-team.ts';
import { findCutOff, missedByTab } from '../support/layout.ts';
import { goTo, pageNames, picturesShown } from '../support/pages.ts';
import { rate, storedRatings, teamButton } from '../support/team.ts';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

/** Every page of the navigation while there are conflicts. */
const allPages = [...pageNames, 'Conflicts'] as const;

describe.each(['dark', 'light'] as const)('a library in a bucket, in the %s scheme', (colorScheme) => {
  it.for(sizes)(
    'has no serious fault for assistive technology at $width × $height',
    async (viewport, { team }) => {
      const { page, context } = await withConflict(team, { browser: { viewport, colorScheme } });
      await bringChecker(context);
      await page.reload();
      for (const name of allPages) {
        await goTo(page, name);
        await picturesShown(page);
        expect(await findFaults(page), name).toEqual([]);
      }
    },
  );

  it('has none in its dialogs and panels', async ({ team }) => {
    const { page, context } = await withConflict(team, { browser: { colorScheme } });
    await bringChecker(context);
    await page.reload();
    await goTo(page, 'Conflicts');
    await teamButton(page, '1 conflict to decide').click();
    await page.getByRole('dialog').waitFor();
    expect(await findFaults(page), 'panel').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: /^Decide/ }).waitFor();
    expect(await findFaults(page), 'edit').toEqual([]);
    await page.keyboard.press('Escape');

    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('It is off. Recommended').waitFor();
    expect(await findFaults(page), 'test').toEqual([]);
    await page.getByRole('button', { name: 'Edit…' }).click();
    await page.getByRole('textbox', { name: 'Bucket', exact: true }).fill('');
    await page.getByRole('button', { name: 'Save and open' }).click();
    await page.getByText('Give the bucket’s name').waitFor();
    await page.getByText('Which rights are needed').click();
    expect(await findFaults(page), 'form with errors').toEqual([]);
    await page.getByRole('button', { name: 'Paste settings…' }).click();
    await page.getByRole('dialog', { name: 'Paste settings' }).waitFor();
    expect(await findFaults(page), 'paste').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Copy library…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy library' });
    await dialog.getByText('Folder to bucket').click();
    expect(await findFaults(page), 'both sides').toEqual([]);
    await dialog.getByRole('button', { name: 'Choose…' }).click();
    const chooser = page.getByRole('dialog', { name: 'Copy from which folder?' });
    await chooser.getByRole('option', { name: 'Mine' }).dblclick();
    await chooser.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Look at both sides' }).click();
    await dialog.getByRole('list', { name: 'Files that differ' }).waitFor();
    expect(await findFaults(page), 'plan').toEqual([]);
  });
});

it('reaches everything by Tab', async ({ team }) => {
  const { page } = await withConflict(team);
  for (const name of allPages) {
    await goTo(page, name);
    await picturesShown(page);
    expect(await missedByTab(page), name).toEqual([]);
  }
});

it.for([
  { width: 1024, height: 700 },
  { width: 720, height: 450 },
])('needs no sideways scrolling at $width × $height', async (viewport, { team }) => {
  const { page } = await withConflict(team, { browser: { viewport } });
  for (const name of allPages) {
    await goTo(page, name);
    await picturesShown(page);
    expect(await findCutOff(page), name).toEqual([]);
  }
});

it('goes to the conflicts by Alt and 9, and through them by J and K', async ({ team }) => {
  const { page, host } = await withConflict(team);
  await rateMeanwhile(team, host, 'Firs in Snow');
  await teamButton(page, '2 conflicts to decide').waitFor();
  await page.keyboard.press('Alt+9');
  const current = (name: string) => page.locator('article[aria-current]').filter({ hasText: name });
  await current('Alpine Lake at Dawn').waitFor();
  await page.keyboard.press('j');
  await current('Firs in Snow').waitFor();
  await page.keyboard.press('k');
  await current('Alpine Lake at Dawn').waitFor();
  await keySheetLists(page, 'Keep theirs');
});

/** Somebody whose rating met another one that she has not seen. */
async function withConflict(team: Team, options: MemberOptions = {}): Promise<Member> {
  const ben = await team.join('Ben', options);
  await rateMeanwhile(team, ben.host, 'Alpine Lake at Dawn');
  await teamButton(ben.page, '1 conflict to decide').waitFor();
  return ben;
}

/** Rates a test just after somebody else did. */
async function rateMeanwhile({ join, server }: Team, host: Member['host'], test: string): Promise<void> {
  const anna = await join('Anna', { at: '/history' });
  await rate(anna.host, complete, test, { score: 2, affinity: 'resistant' });
  await expect.poll(() => storedRatings(server, complete)[test]?.score).toBe(2);
  await rate(host, complete, test, { score: 10, affinity: 'native_fit' });
}

async function keySheetLists(page: Page, description: string): Promise<void> {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByText(description, { exact: true }).waitFor();
}
