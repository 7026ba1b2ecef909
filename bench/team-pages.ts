import type { Page } from 'playwright-core';
import { isLoadingInView } from './support/page-probes.ts';

/** A page of the app with what has to stand on it before it counts as shown. */
export interface MeasuredPage {
  name: string;
  hash: string;
  height: number;
  /** An expression that is true in the page once its content is there; pictures in view are asked for apart. */
  isThere: string;
  /** Requests and seconds that one click on this page of the predecessor takes over the same network. */
  predecessor: { requests: number; seconds: number };
}

/** What is counted on the pages. */
export interface Contents {
  tests: number;
  /** Title of a test that all profiles have a picture of. */
  title: string;
  /** Pictures of the profile in view. */
  pictures: number;
}

const usualHeight = 900;
/** Tall enough for every card of a profile. */
const galleryHeight = 2_600;

export function pagesOf({ tests, title, pictures }: Contents): MeasuredPage[] {
  const shown = `[...document.querySelectorAll('[data-filled="true"] img')].filter((image) => image.complete && image.naturalWidth > 0).length`;
  return [
    {
      name: 'Prompts',
      hash: '#/prompts',
      height: usualHeight,
      isThere: `document.querySelectorAll('[data-copy]').length >= ${tests}`,
      predecessor: { requests: 13, seconds: 0.55 },
    },
    {
      name: 'Gallery of a profile',
      hash: '#/gallery',
      height: galleryHeight,
      isThere: `${shown} >= ${pictures}`,
      predecessor: { requests: 83, seconds: 3.2 },
    },
    {
      name: 'Review',
      hash: '#/review',
      height: usualHeight,
      isThere: `[...document.images].some((image) => /w=full/.test(image.src) && image.complete && image.naturalWidth > 0)`,
      predecessor: { requests: 83, seconds: 3.1 },
    },
    {
      name: 'Tests with all analyses',
      hash: `#/tests?test=${encodeURIComponent(title)}`,
      height: usualHeight,
      isThere: `document.querySelectorAll('[role="grid"][aria-label="Tests"] tbody tr').length > 5 && document.querySelectorAll('[aria-label="Profiles, best score first"] li').length > 0`,
      predecessor: { requests: 421, seconds: 14.7 },
    },
  ];
}

/** What recommending takes in the predecessor. */
export const recommending = { requests: 25, seconds: 0.9 };

const notCompared = { height: usualHeight, predecessor: { requests: 0, seconds: 0 } };

/** Pages whose requests are not compared. */
export const otherPages: readonly MeasuredPage[] = [
  {
    ...notCompared,
    name: 'Overview',
    hash: '#/overview',
    isThere: `document.querySelectorAll('[role="grid"] img').length > 3`,
  },
  {
    ...notCompared,
    name: 'Profile',
    hash: '#/profile',
    isThere: `document.querySelectorAll('main svg').length > 0`,
  },
];

/** A text that a change of the bench leaves in History. */
export const note = 'A note of the bench';

/** The only page that asks the bucket when it is opened. */
export const historyPage: MeasuredPage = {
  ...notCompared,
  name: 'History',
  hash: '#/history',
  isThere: `document.querySelector('main')?.textContent?.includes('${note}')`,
};

/**
 * Waits until the page's content is there and every picture in view is complete.
 * @returns when that was, in milliseconds since 1970.
 */
export function whenShown(page: Page, { name, isThere }: MeasuredPage): Promise<number> {
  return page.evaluate(
    async ([name, holds, probe]) => {
      const givenUp = performance.now() + 30_000;
      const check = new Function(`return Boolean(${holds})`) as () => boolean;
      const isLoading = new Function(`return (${probe})()`) as () => boolean;
      while (!check() || isLoading()) {
        if (performance.now() > givenUp)
          throw new Error(
            `${name} shows no content: ${document.querySelector('main')?.textContent?.slice(0, 500)}`,
          );
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.timeOrigin + performance.now();
    },
    [name, isThere, isLoadingInView] as const,
  );
}
