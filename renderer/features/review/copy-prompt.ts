import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import type { SuiteTest } from '#shared/model/suite.ts';

/** Copies a test's full prompt for a profile, and says so. */
export async function copyPrompt(test: SuiteTest, profile: string): Promise<void> {
  if (await copyText(fullPrompt(test, profile))) return notifyDone(`Prompt of ${test.title} copied.`);
  const message = 'The browser does not let this page copy. The Prompts page shows the text to select.';
  notifyError({ code: 'denied', message }, 'Nothing was copied');
}
