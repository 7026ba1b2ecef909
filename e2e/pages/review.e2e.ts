import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { realLibrary } from '#core/testing/libraries.ts';
import { hasSeveralPictures, type SuiteTest } from '#shared/model/suite.ts';
import { complete } from '../support/demo.ts';
import { readAnalysis, readSuite } from '../support/documents.ts';
import { it, type OpenApp } from '../support/it.ts';
import { chooseProfile, goTo, profileButton } from '../support/pages.ts';

const fresh = 'fresh01';

it('rates every test of a fresh profile by keyboard, at most two keys a picture', async ({ app }) => {
  await rateEverything(app);
});

describe.skipIf(realLibrary === undefined)(
  `the predecessor's suite${realLibrary ? '' : ' (not run: not here)'}`,
  () => {
    it('is rated for a fresh profile by keyboard, at most two keys a picture', async ({ open }) => {
      const app = await open({ library: 'real' });
      expect(await rateEverything(app)).toBe(34);
    });
  },
);

it('lets the affinity follow the score until it is set by hand', async ({ app: { page, folder } }) => {
  await openReview(page, fresh);
  await page.keyboard.press('a');
  const rating = async () => ratingOf(folder, fresh, await shownTitle(page));
  await page.keyboard.press('9');
  await expect.poll(rating).toMatchObject({ score: 9, affinity: 'native_fit' });
  await page.keyboard.press('2');
  await expect.poll(rating).toMatchObject({ score: 2, affinity: 'resistant' });
  await page.keyboard.press('w');
  await expect.poll(rating).toMatchObject({ score: 2, affinity: 'workable' });
  await page.keyboard.press('0');
  await expect.poll(rating).toMatchObject({ score: 10, affinity: 'workable' });
  await page.keyboard.press('q');
  await expect.poll(rating).toMatchObject({ confidence: 0.3 });
});

it('saves what is typed by itself, and takes back the last edit', async ({ app: { page, folder } }) => {
  await openReview(page, fresh);
  const title = await shownTitle(page);
  const rating = () => ratingOf(folder, fresh, title);
  await page.keyboard.press('c');
  await page.keyboard.type('Fog \\ “calm”');
  await expect.poll(rating).toMatchObject({ commentary: 'Fog \\ “calm”' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect.poll(rating).toBeUndefined();
});

it('takes over the measured palette under both of the predecessor’s keys', async ({
  app: { page, folder },
}) => {
  await openReview(page, complete);
  const title = await shownTitle(page);
  const rating = () => ratingOf(folder, complete, title);
  const before = (await rating())?.color_palette;
  await page.getByRole('complementary', { name: 'Rating' }).getByRole('button', { name: /take/i }).waitFor();
  await page.keyboard.press('p');
  await expect.poll(async () => (await rating())?.color_palette).not.toEqual(before);
  const after = await rating();
  expect(after?.['color-palette']).toEqual(after?.color_palette);
});

it('adds a DNA trait without leaving the picture', async ({ app: { page, folder } }) => {
  await openReview(page, complete);
  await page.keyboard.press('d');
  await page.keyboard.type('Wet asphalt everywhere');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await readAnalysis(folder, complete)).profile_dna)
    .toEqual(expect.arrayContaining(['Wet asphalt everywhere']));
});

it('goes on where one was, also after a reload', async ({ app: { page } }) => {
  await openReview(page, complete);
  const first = await shownTitle(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => shownTitle(page)).not.toBe(first);
  const second = await shownTitle(page);
  await goTo(page, 'History');
  await goTo(page, 'Review');
  expect(await shownTitle(page)).toBe(second);
  await page.reload();
  await expect.poll(() => shownTitle(page)).toBe(second);
});

it('asks for a VOID test’s consistency and style beside its 8 pictures', async ({ app: { page, host } }) => {
  await openReview(page, complete);
  await page.goto(`${host.origin}/#/review?test=${encodeURIComponent('Null Prompt (Photo)')}`);
  await page.getByRole('group', { name: 'Consistency' }).waitFor();
  await page.getByRole('group', { name: 'Photographic strength' }).waitFor();
  const pictures = page.getByRole('list', { name: 'Pictures of Null Prompt (Photo)' });
  expect(await pictures.getByRole('button', { name: /^Open picture \d large$/ }).count()).toBe(8);
});

it('has a list form for the mouse', async ({ app: { page, folder } }) => {
  await openReview(page, fresh);
  await page.getByRole('button', { name: 'List form' }).click();
  await page.getByRole('combobox', { name: 'Score of Alpine Lake at Dawn' }).selectOption('8');
  await expect
    .poll(() => ratingOf(folder, fresh, 'Alpine Lake at Dawn'))
    .toMatchObject({ score: 8, affinity: 'native_fit' });
  await page.getByRole('textbox', { name: 'Commentary of Backlit Wave' }).fill('Good light');
  await page.getByRole('textbox', { name: 'Commentary of Backlit Wave' }).blur();
  await expect
    .poll(() => ratingOf(folder, fresh, 'Backlit Wave'))
    .toMatchObject({ commentary: 'Good light' });
});

it('narrows the queue', async ({ app: { page } }) => {
  await openReview(page, complete);
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: 'Search titles and prompts' }).fill('lighthouse');
  await page.keyboard.press('Escape');
  await expect.poll(() => shownTitle(page)).toBe('Charcoal Lighthouse');
  await page.getByText('1 of 1').waitFor();
});

/**
 * Makes a profile and rates all its tests with nothing but the keyboard.
 * @returns the number of tests.
 */
async function rateEverything({ page, folder }: OpenApp): Promise<number> {
  const suite = (await readSuite(folder)).filter(({ status }) => status !== 'archived');
  await chooseProfile(page, fresh);
  await page.keyboard.press('Alt+4');
  const keys = countKeys(page);
  const rated = new Map<string, number>();
  for (let index = 0; index < suite.length; index++) {
    const title = await shownTitle(page);
    const test = suite.find((known) => known.title === title);
    expect(test, title).toBeDefined();
    const score = (index % 10) + 1;
    for (const key of keysFor(test, score)) await keys.press(key);
    rated.set(title, score);
    if (rated.size < suite.length) await expect.poll(() => shownTitle(page)).not.toBe(title);
  }
  const saved = async () => {
    const { ratings } = await readAnalysis(folder, fresh);
    return Object.entries(ratings as Record<string, { score: number; affinity?: string }>)
      .filter(([, { affinity }]) => affinity !== undefined)
      .map(([title, { score }]) => [title, score]);
  };
  await expect.poll(async () => new Map((await saved()) as [string, number][])).toEqual(rated);
  expect(rated.size).toBe(suite.length);
  expect(keys.pressed).toBeLessThanOrEqual(2 * suite.length);
  return rated.size;
}

/** A score goes on by itself; a VOID test has its style as the second key. */
function keysFor(test: SuiteTest | undefined, score: number): string[] {
  const digit = String(score % 10);
  return test && hasSeveralPictures(test) ? [digit, '7'] : [digit];
}

function countKeys(page: Page) {
  const keys = {
    pressed: 0,
    async press(key: string) {
      keys.pressed++;
      await page.keyboard.press(key);
    },
  };
  return keys;
}

async function openReview(page: Page, profile: string): Promise<void> {
  await chooseProfile(page, profile);
  await goTo(page, 'Review');
  await page.getByRole('complementary', { name: 'Rating' }).waitFor();
  await profileButton(page, profile).waitFor();
}

async function shownTitle(page: Page): Promise<string> {
  const heading = page.getByRole('complementary', { name: 'Rating' }).getByRole('heading', { level: 2 });
  return (await heading.textContent()) ?? '';
}

async function ratingOf(folder: string, profile: string, title: string) {
  const { ratings } = await readAnalysis(folder, profile);
  return (ratings as Record<string, Record<string, unknown>>)[title];
}
