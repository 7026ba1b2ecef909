import { describe, expect } from 'vitest';
import { fingerprint, realLibrary } from '#core/testing/libraries.ts';
import { labelOf, traitsOf } from '#shared/model/analysis.ts';
import { matchPictures } from '#shared/model/picture.ts';
import { readAnalysis } from '../support/documents.ts';
import { it, type OpenApp } from '../support/it.ts';
import { chooseProfile, goTo, pageNames, showEverything } from '../support/pages.ts';

const reason = realLibrary === undefined ? ' (not run: the library is not on this machine)' : '';

describe.skipIf(realLibrary === undefined)(`the predecessor's library${reason}`, () => {
  it('shows 6 profiles and 34 tests', async ({ open }) => {
    const { page } = await open({ library: 'real', at: '/settings' });
    await page.getByText('6 profiles, 34 tests', { exact: false }).waitFor();
    await page.keyboard.press('Control+p');
    const profiles = page.getByRole('listbox', { name: 'Profiles' }).getByRole('option');
    await expect.poll(() => profiles.count()).toBe(6);
  });

  it('shows every picture and every rating of every profile', async ({ open }) => {
    const app = await open({ library: 'real', at: '/gallery' });
    const { pictures, suite } = await readLibrary(app);
    for (const [profile, files] of Object.entries(pictures)) {
      await chooseProfile(app.page, profile);
      const shown = await showEverything(app.page);
      const { byTest } = matchPictures(suite, profile, files);
      const expected = [...byTest.values()].flat().filter((file) => file !== undefined);
      expect([...shown.pictures].sort(), profile).toEqual(expected.map(({ id }) => id).sort());

      const { ratings } = await readAnalysis(app.folder, profile);
      const scores = Object.entries(ratings as Record<string, { score: number }>)
        .filter(([title]) => byTest.has(title))
        .map(([title, { score }]) => `${title}, ${profile}: ${score}`);
      expect(scores.length).toBeGreaterThan(0);
      for (const score of scores) expect([...shown.labels].join('\n')).toContain(score);
    }
  });

  it('shows label and traits of every profile', async ({ open }) => {
    const app = await open({ library: 'real', at: '/profile' });
    const { analyses } = await readLibrary(app);
    for (const profile of Object.keys(analyses)) {
      await chooseProfile(app.page, profile);
      const document = await readAnalysis(app.folder, profile);
      const label = app.page.getByRole('textbox', { name: 'Label of this profile' });
      await expect.poll(() => label.inputValue()).toBe(labelOf(document));
      const traits = app.page.getByRole('region', { name: 'DNA' }).getByRole('textbox', { name: /^Trait/ });
      expect(
        await traits.evaluateAll((fields: HTMLInputElement[]) => fields.map(({ value }) => value)),
      ).toEqual(traitsOf(document));
    }
  });

  it('offers the orphan rating and the missing picture as repairs', async ({ open }) => {
    const { page } = await open({ library: 'real', at: '/overview' });
    const repairs = page.getByRole('region', { name: /^Repairs/ });
    await repairs.getByRole('button', { name: /^Show \d+ more$/ }).click();
    for (const profile of ['616ttsg', '7zgv2ya', 'rwtb1vc', 'tm8y8f6']) {
      const rating = repairs.getByRole('listitem').filter({ hasText: 'Rating “Vector/Logo Test”' });
      await rating.filter({ hasText: profile }).waitFor();
    }
    await repairs
      .getByRole('listitem')
      .filter({ hasText: /^rwtb1vc has no picture for “/ })
      .waitFor();
  });

  it('changes no byte while it is browsed', async ({ open }) => {
    const { page, folder } = await open({ library: 'real' });
    const before = await fingerprint(folder);
    for (const name of pageNames) {
      await goTo(page, name);
      await page.keyboard.press(']');
    }
    expect(await fingerprint(folder)).toEqual(before);
  });
});

interface Library {
  suite: Parameters<typeof matchPictures>[0];
  analyses: Record<string, unknown>;
  pictures: Record<string, Parameters<typeof matchPictures>[2]>;
}

async function readLibrary({ host }: OpenApp): Promise<Library> {
  return (await host.call('library.read', {})) as Library;
}
