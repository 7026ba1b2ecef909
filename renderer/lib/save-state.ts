import { createStore } from 'zustand';
import type { AppError } from '#shared/result.ts';

interface SaveState {
  /** Why the last change was not saved; null after one that was. */
  failure: AppError | null;
  /** When somebody else's change came in last, ms since 1970; null before the first. */
  changedElsewhere: number | null;
}

/** How saving goes, for the status bar. */
export const saveState = createStore<SaveState>(() => ({ failure: null, changedElsewhere: null }));

/** Notes what became of a change. A refusal by the document itself says nothing about saving. */
export function noteSaved(error: AppError | null): void {
  if (error && (error.code === 'conflict' || error.code === 'invalid')) return;
  saveState.setState({ failure: error });
}
