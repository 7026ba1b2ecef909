import type { Page } from 'playwright-core';

/** Measurements that run inside the page; all times in milliseconds, by the page's own clock. */

/**
 * Puts an address after the `#` and waits until the page has settled: nothing in the document changes
 * and no picture in view is loading for 150 ms. Returns when the last change or picture came.
 */
export function timeToSettled(page: Page, hash: string): Promise<number> {
  return page.evaluate(
    async ([target, probe]) => {
      const start = performance.now();
      let last = start;
      const note = () => {
        last = performance.now();
      };
      const observer = new MutationObserver(note);
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      document.addEventListener('load', note, true);
      location.hash = target;
      const isLoading = new Function(`return (${probe})()`) as () => boolean;
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (performance.now() - last > 150 && !isLoading()) break;
        if (performance.now() - start > 20_000) throw new Error(`${target} does not settle`);
      }
      observer.disconnect();
      document.removeEventListener('load', note, true);
      return last - start;
    },
    [hash, isLoadingInView] as const,
  );
}

/**
 * Source of a function for the page: whether a picture in view is loading. One that loads only when it comes into
 * view does not, where what it scrolls in cuts it off.
 */
export const isLoadingInView = String(function isLoadingInView(): boolean {
  const isInView = (image: HTMLImageElement) => {
    const { top, bottom } = image.getBoundingClientRect();
    for (let around = image.parentElement; around; around = around.parentElement) {
      const view = around.getBoundingClientRect();
      const isCut = getComputedStyle(around).overflowY !== 'visible';
      if (isCut && (bottom <= view.top || top >= view.bottom)) return false;
    }
    return bottom > 0 && top < innerHeight;
  };
  return [...document.images].some((image) => !image.complete && isInView(image));
});

/** Scrolls the element down and up again at a speed in pixels a second; the time of every frame. */
export function scrollFrames(
  page: Page,
  selector: string,
  speed: number,
  seconds: number,
): Promise<number[]> {
  return page.evaluate(
    async ([query, pixels, duration]) => {
      const element = document.querySelector(query as string);
      if (!element) throw new Error(`nothing to scroll: ${query}`);
      const frames: number[] = [];
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let direction = 1;
      const start = await nextFrame();
      let before = start;
      for (;;) {
        const now = await nextFrame();
        frames.push(now - before);
        const end = element.scrollHeight - element.clientHeight;
        element.scrollTop += (direction * (pixels as number) * (now - before)) / 1_000;
        if (element.scrollTop >= end - 1) direction = -1;
        if (element.scrollTop <= 0) direction = 1;
        before = now;
        if (now - start > (duration as number) * 1_000) return frames;
      }
    },
    [selector, speed, seconds] as const,
  );
}

/** How long after now every picture of the element is complete that is in view, in whole or in part. */
export function timeToFilled(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (query) => {
    const start = performance.now();
    const element = document.querySelector(query);
    // An image without an address counts as complete as well.
    const isShown = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0;
    const isFilled = () => {
      // The element is as high as all its rows; what it is seen through is around it.
      const view = element?.parentElement?.getBoundingClientRect();
      const pictures = [...(element?.querySelectorAll<HTMLImageElement>('[data-filled="true"] img') ?? [])];
      const inView = pictures.filter((picture) => {
        const box = picture.getBoundingClientRect();
        return view && box.bottom > view.top && box.top < view.bottom;
      });
      return inView.length > 0 && inView.every(isShown);
    };
    while (!isFilled()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  }, selector);
}

/** Runs `act` in the page and returns how long until `isTrue` holds, looked at in every frame. */
export function timeUntil(page: Page, act: string, isTrue: string): Promise<number> {
  return page.evaluate(
    async ([doing, holds]) => {
      const run = new Function(`return (${doing})`) as () => unknown;
      const check = new Function(`return Boolean(${holds})`) as () => boolean;
      const start = performance.now();
      run();
      while (!check()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.now() - start;
    },
    [act, isTrue] as const,
  );
}

/** Used JavaScript heap in MB after a collection. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}
