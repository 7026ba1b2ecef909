import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { it } from '../support/it.ts';
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
      await context.addInitScript(axe.source);
      await page.reload();
      for (const name of pageNames) {
        await goTo(page, name);
        await picturesShown(page);
        expect(await faults(page), name).toEqual([]);
      }
    },
  );

  it('has none in its dialogs', async ({ open }) => {
    const { page, context } = await open({ at: '/gallery', browser: { colorScheme } });
    await context.addInitScript(axe.source);
    await page.reload();
    await page.getByRole('grid', { name: 'Pictures' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await faults(page), 'keys').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find a profile, test, page or command' }).waitFor();
    expect(await faults(page), 'finder').toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+p');
    await page.getByRole('listbox', { name: 'Profiles' }).waitFor();
    expect(await faults(page), 'switcher').toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('gridcell', { name: /^Alpine Lake at Dawn/ }).click();
    await page.getByRole('dialog', { name: 'Picture' }).waitFor();
    expect(await faults(page), 'lightbox').toEqual([]);
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
    expect(await page.evaluate(overflow), name).toEqual([]);
  }
});

interface Fault {
  rule: string;
  impact: string | null | undefined;
  where: string[];
}

async function faults(page: Page): Promise<Fault[]> {
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        rule: id,
        impact,
        where: nodes.map(({ html }) => html.slice(0, 200)),
      }));
  });
}

/** What reaches beyond the window's side; runs in the page. */
function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} > ${clientWidth}`] : [];
}
