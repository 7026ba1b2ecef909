import { useCallback, useEffect, useState } from 'react';
import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import type { SuiteTest } from '#shared/model/suite.ts';

/** How long it is said that a prompt was copied, in milliseconds. */
const saidFor = 2_000;

/** Copies a test's full prompt for a profile; the first value says for a moment that it was. */
export function useCopyPrompt(test: SuiteTest, profile: string): [boolean, () => void] {
  const [copied, setCopied] = useState<SuiteTest>();
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(undefined), saidFor);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = useCallback(async () => {
    if (await copyText(fullPrompt(test, profile))) return setCopied(test);
    const message = 'The browser does not let this page copy. The Prompts page shows the text to select.';
    notifyError({ code: 'denied', message }, 'Nothing was copied');
  }, [test, profile]);
  return [copied === test, copy];
}
