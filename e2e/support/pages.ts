import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const pageNames = [
  'Overview',
  'Prompts',
  'Gallery',
  'Review',
  'Profile',
  'Tests',
  'History',
  'Settings',
] as const;
/** Conflicts are there only while a team's library has some. */
export type PageName = (typeof pageNames)[number] | 'Conflicts';

/** Goes to a page by the navigation. */
export async function goTo(page: Page, name: PageName): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: new RegExp(`^${name}\\b`) })
    .click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`) }).waitFor({ state: 'attached' });
}

/** The header's button that says which profile is shown. */
export function profileButton(page: Page, profile: string): Locator {
  return page
    .getByRole('banner')
    .getByRole('button', { name: /^Profile\b/ })
    .filter({ hasText: profile });
}

/** The navigation's button that says which library is open, and where. */
export function libraryButton(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Library\b/ });
}

/** Chooses a profile, or makes a new one, by its code and the keyboard. */
export async function chooseProfile(page: Page, profile: string): Promise<void> {
  await page.keyboard.press('Control+p');
  const field = page.getByRole('combobox', { name: 'Find a profile, or type a new profile’s code' });
  await field.waitFor();
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type(profile);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
  await profileButton(page, profile).waitFor();
}

/** Waits until a picture is decoded, and says how wide it is. */
export async function shownWidth(picture: Locator): Promise<number> {
  const width = () =>
    picture.evaluate((image) =>
      image instanceof HTMLImageElement && image.complete ? image.naturalWidth : 0,
    );
  await expect.poll(width).toBeGreaterThan(0);
  return width();
}

/** Waits until every picture in view is decoded; then nothing more changes by itself. */
export async function picturesShown(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(picturesToCome)).toEqual([]);
}

/** Addresses of the pictures that can be seen but are not there yet; runs in the page. */
function picturesToCome(): string[] {
  // Of a picture that is cut off, something else is at its middle; it may be loaded lazily.
  const isSeen = (image: HTMLImageElement) => {
    const { left, top, width, height } = image.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && (hit.contains(image) || image.parentElement?.contains(hit) === true);
  };
  return [...document.images].filter((image) => !image.complete && isSeen(image)).map(({ src }) => src);
}

/** The notice that says what was done. */
export function notice(page: Page, text: string | RegExp): Locator {
  return page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: text }).first();
}

/** Takes back what a notice says, by its button. */
export async function undoByNotice(page: Page, text: string | RegExp): Promise<void> {
  await notice(page, text).getByRole('button', { name: 'Undo' }).click();
  await notice(page, /^Undone/).waitFor();
}

/** What is on the clipboard. */
export function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What the gallery shows from top to bottom. */
export interface ShownGallery {
  /** Ids of the pictures that were decoded. */
  pictures: Set<string>;
  /** What the places say of themselves. */
  labels: Set<string>;
}

/** Scrolls through the whole gallery. */
export async function showEverything(page: Page): Promise<ShownGallery> {
  const grid = page.getByRole('grid', { name: 'Pictures' });
  const shown: ShownGallery = { pictures: new Set(), labels: new Set() };
  do {
    await expect.poll(() => grid.evaluate(isFilled)).toBe(true);
    const ids = await grid
      .locator('img')
      .evaluateAll((images: HTMLImageElement[]) => images.map(({ dataset }) => dataset.picture ?? ''));
    for (const id of ids) shown.pictures.add(id);
    for (const label of await labelsOf(grid.getByRole('gridcell'))) shown.labels.add(label);
  } while (await grid.evaluate(scrollOn));
  return shown;
}

/** What cells say of themselves, be it on them or on what is in them. */
export function labelsOf(cells: Locator): Promise<string[]> {
  return cells.evaluateAll((elements) =>
    elements.map((element) => {
      const named = element.hasAttribute('aria-label') ? element : element.querySelector('[aria-label]');
      return named?.getAttribute('aria-label') ?? '';
    }),
  );
}

/** Whether rows fill the window and all their pictures are decoded; runs in the page. */
function isFilled(grid: Element): boolean {
  const bottomOf = (element: Element | null) => element?.getBoundingClientRect().bottom ?? 0;
  const bottoms = [...grid.querySelectorAll('[role="row"]')].map(bottomOf);
  // Below the last row there is some padding.
  const wanted = Math.min(bottomOf(grid.parentElement), bottomOf(grid)) - 24;
  const images = [...grid.querySelectorAll('img')];
  return Math.max(...bottoms) >= wanted && images.every((image) => image.complete && image.naturalWidth > 0);
}

/** Scrolls by most of a window; false at the end. Runs in the page. */
function scrollOn(grid: Element): boolean {
  const scroller = grid.parentElement;
  const before = scroller?.scrollTop ?? 0;
  scroller?.scrollBy(0, scroller.clientHeight * 0.8);
  return (scroller?.scrollTop ?? 0) > before;
}
