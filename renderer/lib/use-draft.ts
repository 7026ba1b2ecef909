import { useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/result.ts';

/** How long after the last key a text is saved. */
const pauseMilliseconds = 600;

export interface DraftField {
  value: string;
  change(value: string): void;
  /** Saves now what is not saved yet; for leaving the field. */
  flush(): void;
}

/**
 * A text that saves itself: after a pause, when the field is left, and when the page goes. What was typed
 * stays in the field when saving fails, and an edit from elsewhere shows only where nothing is typed.
 * @param save gets the typed text and the stored one that it was typed over.
 */
export function useDraft(
  stored: string,
  save: (value: string, base: string) => Promise<Result<unknown>>,
): DraftField {
  const [draft, setDraft] = useState<string | undefined>();
  const latest = useRef({ draft, stored, save });
  latest.current = { draft, stored, save };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useRef(async () => {
    clearTimeout(timer.current);
    const { draft: typed, stored: base, save: send } = latest.current;
    if (typed === undefined) return;
    if (typed === base) return setDraft(undefined);
    const result = await send(typed, base);
    // Somebody may have typed on while it was saved: only what was sent is settled.
    if (result.ok) setDraft((current) => (current === typed ? undefined : current));
  });

  useEffect(() => {
    const save = flush.current;
    const saveNow = () => void save();
    window.addEventListener('pagehide', saveNow);
    return () => {
      window.removeEventListener('pagehide', saveNow);
      saveNow();
    };
  }, []);

  return {
    value: draft ?? stored,
    change(value) {
      setDraft(value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush.current(), pauseMilliseconds);
    },
    flush: () => void flush.current(),
  };
}
