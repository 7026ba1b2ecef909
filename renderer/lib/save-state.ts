import { createStore } from 'zustand';
import type { AppError } from '#shared/result.ts';

/** What somebody else changed, in words that may be empty, and when it came in, ms since 1970. */
interface ForeignEdit {
  at: number;
  words: string;
}

interface SaveState {
  /** Why the last change was not saved; null after one that was. */
  failure: AppError | null;
  /** Somebody else's change that came in last; null before the first. */
  changedElsewhere: ForeignEdit | null;
}

/** How saving goes, for the status bar. */
export const saveState = createStore<SaveState>(() => ({ failure: null, changedElsewhere: null }));

/** Notes what became of a change. A refusal by the document itself says nothing about saving. */
export function noteSaved(error: AppError | null): void {
  if (error && (error.code === 'conflict' || error.code === 'invalid')) return;
  saveState.setState({ failure: error });
}
