import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** What assistive technology stumbles over. */
export interface Fault {
  rule: string;
  impact: string;
  /** The elements' tags. */
  where: string[];
}

/** Brings the checker into every page that is loaded from now on, past the page's content security policy. */
export async function bringChecker(context: BrowserContext): Promise<void> {
  await context.addInitScript(axe.source);
}

/** The serious and critical faults of what is shown; see `bringChecker`. */
export async function findFaults(page: Page): Promise<Fault[]> {
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical'
        ? [{ rule: id, impact, where: nodes.map(({ html }) => html.slice(0, 200)) }]
        : [],
    );
  });
}
