import { useCallback } from 'react';
import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { bulkPrompts } from '#shared/midjourney/prompt.ts';
import { amount, type PromptEntry } from './prompt-sets.ts';
import { markCopied } from './prompts-store.ts';

/** Copies prompts, one per line, marks them, and says so; `byHand` is told when the browser refuses. */
export function useCopying(
  marks: string,
  profile: string,
  byHand: (entries: readonly PromptEntry[]) => void,
) {
  return useCallback(
    async (entries: readonly PromptEntry[], what: string): Promise<void> => {
      if (entries.length === 0) return notifyDone('There is nothing to copy here.');
      const tests = entries.map(({ test }) => test);
      if (!(await copyText(bulkPrompts(tests, profile)))) {
        byHand(entries);
        const message = 'The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C.';
        return notifyError({ code: 'denied', message }, 'Copy it by hand');
      }
      markCopied(
        marks,
        entries.map(({ test, prompt }) => ({ title: test.title, prompt })),
      );
      if (entries.length > 1) notifyDone(`${what}: ${amount(entries.length, 'prompt')} copied.`);
    },
    [marks, profile, byHand],
  );
}
