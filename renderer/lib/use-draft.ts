import { useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/result.ts';

/** How long after the last key a text is saved. */
const pauseMilliseconds = 600;

export interface DraftField {
  value: string;
  /** What stands now, where it was changed elsewhere while one typed here; nothing is saved until one chooses. */
  conflict: string | undefined;
  change(value: string): void;
  /** Saves now what is not saved yet; for leaving the field. */
  flush(): void;
  choose(keep: 'mine' | 'theirs'): void;
}

interface Draft {
  typed: string;
  /** What the field showed when typing began, or what was saved since. */
  base: string;
  /** What is on its way: it shows as stored before it is confirmed. */
  sent?: string;
}

/** Texts that were left with a conflict, so that they are there when one comes back. */
const left = new Map<string, Draft>();

/**
 * A text that saves itself: after a pause, when the field is left, and when the page goes. What was typed
 * stays in the field when saving fails. An edit from elsewhere shows where nothing is typed, and is otherwise
 * told beside what was typed, never overwritten.
 * @param key names the text in this window.
 * @param save gets the typed text and the stored one that it was typed over.
 */
export function useDraft(
  key: string,
  stored: string,
  save: (value: string, base: string) => Promise<Result<unknown>>,
): DraftField {
  const [draft, setDraft] = useState<Draft | undefined>(() => left.get(key));
  const latest = useRef({ key, draft, stored, save });
  latest.current = { key, draft, stored, save };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useRef(async () => {
    clearTimeout(timer.current);
    const { draft: current, stored: now, save: send } = latest.current;
    if (current === undefined || isContested(current, now)) return;
    const { typed, base } = current;
    if (typed === now) return setDraft((newer) => (newer?.typed === typed ? undefined : newer));
    setDraft((newer) => newer && { ...newer, sent: typed });
    const result = await send(typed, current.sent === now ? now : base);
    // Somebody may have typed on while it was saved: only what was sent is settled.
    setDraft((newer) => {
      if (newer === undefined || (result.ok && newer.typed === typed)) return undefined;
      const { sent, ...rest } = newer;
      const later = sent === undefined || sent === typed ? {} : { sent };
      return { ...rest, ...later, base: result.ok ? typed : rest.base };
    });
  });

  useEffect(() => {
    const save = flush.current;
    const saveNow = () => void save();
    window.addEventListener('pagehide', saveNow);
    return () => {
      window.removeEventListener('pagehide', saveNow);
      const { key: name, draft: current, stored: now } = latest.current;
      if (current && isContested(current, now)) left.set(name, current);
      else left.delete(name);
      saveNow();
    };
  }, []);

  return {
    value: draft?.typed ?? stored,
    conflict: draft && isContested(draft, stored) ? stored : undefined,
    change(value) {
      setDraft((current) => ({ base: stored, ...current, typed: value }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush.current(), pauseMilliseconds);
    },
    flush: () => void flush.current(),
    choose(keep) {
      setDraft((current) => (keep === 'mine' && current ? { ...current, base: stored } : undefined));
      if (keep === 'mine') timer.current = setTimeout(() => void flush.current());
    },
  };
}

/** Whether what is stored is neither what was typed over nor one's own. */
function isContested({ typed, base, sent }: Draft, stored: string): boolean {
  return stored !== base && stored !== typed && stored !== sent;
}
