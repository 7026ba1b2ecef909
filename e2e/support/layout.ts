import type { Page } from 'playwright-core';

/** What reaches beyond the window's side, and controls that are cut off at a side. */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(overflow);
}

/** What can be operated but never has the focus while Tab goes once around the page. */
export async function missedByTab(page: Page): Promise<string[]> {
  await page.evaluate(markOperable);
  await page.getByRole('button', { name: 'Skip to the page' }).focus();
  for (let steps = 0; steps < 500; steps++) {
    const isRound = await page.evaluate(visit);
    if (isRound) break;
    await page.keyboard.press('Tab');
  }
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-wanted]')].map((element) => element.outerHTML.slice(0, 160)),
  );
}

/** Marks everything visible that can be operated; of radio buttons that belong together one is enough. */
function markOperable(): void {
  const operable = 'a[href], button, input, select, textarea, [tabindex="0"], [contenteditable="true"]';
  const groups = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>(operable)) {
    element.removeAttribute('data-visited');
    const isOut = element.matches(':disabled, [hidden], [tabindex="-1"], [type="file"]');
    if (isOut || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (groups.has(element.name) || !element.checked) continue;
      groups.add(element.name);
    }
    element.setAttribute('data-wanted', '');
  }
}

/** Notes where the focus is; true when it has been there before. */
function visit(): boolean {
  const element = document.activeElement;
  if (!element || element === document.body) return false;
  if (element.hasAttribute('data-visited')) return true;
  element.setAttribute('data-visited', '');
  element.removeAttribute('data-wanted');
  return false;
}

/** Runs in the page. */
function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  /** Whether the element, seen from one that holds it, goes on where nobody can get to. */
  const isCut = (element: Element, holder: Element | null): boolean => {
    if (holder === null) return false;
    const { overflowX } = getComputedStyle(holder);
    if (['auto', 'scroll'].includes(overflowX) && holder.scrollWidth > holder.clientWidth) return false;
    const inner = element.getBoundingClientRect();
    const outer = holder.getBoundingClientRect();
    const reachesOut = inner.left < outer.left - 1 || inner.right > outer.right + 1;
    return (overflowX !== 'visible' && reachesOut) || isCut(element, holder.parentElement);
  };
  // What is a pixel wide is there for screen readers only.
  const isShown = (element: Element) =>
    element.getBoundingClientRect().width > 1 && element.checkVisibility({ visibilityProperty: true });
  const cutOff = [...document.querySelectorAll('a, button, input, select, textarea')].filter(
    (element) => isShown(element) && isCut(element, element.parentElement),
  );
  return [
    ...(scrollWidth > clientWidth ? [`the page: ${scrollWidth} > ${clientWidth}`] : []),
    ...cutOff.map((element) => element.outerHTML.slice(0, 200)),
  ];
}
