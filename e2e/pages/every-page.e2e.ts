import { describe, expect } from 'vitest';
import { bringChecker, findFaults } from '../support/faults.ts';
import { it } from '../support/it.ts';
import { findCutOff } from '../support/layout.ts';
import { goTo, pageNames, picturesShown } from '../support/pages.ts';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

describe.each(['dark', 'light'] as const)('in the %s scheme', (colorScheme) => {
  it.for(sizes)(
    'has no serious fault for assistive technology at $width × $height',
    async (viewport, { open }) => {
      const { page, context } = await open({ browser: { viewport, colorScheme } });
      await bringChecker(context);
      await page.reload();
      for (const name of pageNames) {
        await goTo(page, name);
        await picturesShown(page);
        expect(await findFaults(page), name).toEqual([]);
      }
    },
  );

  it('has none in its dialogs', async ({ open }) => {
    const { page, context } = await open({ at: '/gallery', browser: { colorScheme } });
    await bringChecker(context);
    await page.reload();
    await page.getByRole('grid', { name: 'Pictures' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await findFaults(page), 'keys').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find a profile, test, page or command' }).waitFor();
    expect(await findFaults(page), 'finder').toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+p');
    await page.getByRole('listbox', { name: 'Profiles' }).waitFor();
    expect(await findFaults(page), 'switcher').toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('gridcell', { name: /^Alpine Lake at Dawn/ }).click();
    await page.getByRole('dialog', { name: 'Picture' }).waitFor();
    expect(await findFaults(page), 'lightbox').toEqual([]);
    await page.keyboard.press('Escape');

    await goTo(page, 'Profile');
    await page.getByRole('button', { name: 'Clear ratings…' }).click();
    await page.getByRole('dialog', { name: /^Clear the ratings of/ }).waitFor();
    expect(await findFaults(page), 'question').toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();

    await goTo(page, 'Tests');
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New test' });
    await form.getByRole('button', { name: 'Add test' }).click();
    expect(await findFaults(page), 'form with errors').toEqual([]);
    await form.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Import, export' }).click();
    await page.getByRole('menuitem', { name: 'Import JSON or CSV…' }).click();
    const source = page.getByRole('dialog', { name: 'Import tests' });
    await source.getByRole('textbox').fill('title,prompt\nOne,First\nFirs in Snow,Second');
    await source.getByRole('button', { name: 'Look at the rows' }).click();
    await page.getByRole('button', { name: 'Import 1 test' }).waitFor();
    expect(await findFaults(page), 'import').toEqual([]);
  });
});

it.for([
  { width: 1024, height: 700 },
  { width: 720, height: 450 },
])('needs no sideways scrolling at $width × $height', async (viewport, { open }) => {
  // 720 × 450 is a window of 1440 × 900 at 200 %.
  const { page } = await open({ browser: { viewport, deviceScaleFactor: viewport.width === 720 ? 2 : 1 } });
  for (const name of pageNames) {
    await goTo(page, name);
    await picturesShown(page);
    expect(await findCutOff(page), name).toEqual([]);
  }
});
