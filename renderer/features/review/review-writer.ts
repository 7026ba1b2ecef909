import { useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import { api } from '#renderer/lib/bridge.ts';
import { libraryQuery, readShownLibrary, submitChange } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { queryClient } from '#renderer/lib/query-client.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { HistoryEntry } from '#shared/model/library.ts';
import type { RatingView } from '#shared/model/rating.ts';
import type { AppError, Result } from '#shared/result.ts';
import { showDraft } from './rating-draft.ts';
import {
  createRatingWriter,
  type RatingTarget,
  ratingKey,
  type Unsaved,
  unsavedDraft,
} from './rating-writer.ts';

interface Done {
  entry: string;
  target: RatingTarget;
}

/** What was changed on this page since it was loaded, newest last. */
const doneStore = createStore<{ done: readonly Done[] }>(() => ({ done: [] }));

let author = () => ({ name: '', at: new Date().toISOString() });

/** Says who rates. */
export function rateAs(next: typeof author): void {
  author = next;
}

/** The one writer of this window's ratings. */
export const ratingWriter = createRatingWriter({
  library: readShownLibrary,
  // The writer settles conflicts itself, and tells what remains with the test's name.
  submit: (change) => submitChange(change, () => undefined),
  author: () => author(),
  keep: window.localStorage,
  saved: noteDone,
  failed: (test, error) => notifyError(error, `Not saved: ${test}`),
  async refresh() {
    const result = await api.library.refresh({});
    if (result.ok) queryClient.setQueryData(libraryQuery.queryKey, result.value);
  },
});

/** Notes a change for `undoLast`. */
export function noteDone(entry: HistoryEntry, target: RatingTarget): void {
  doneStore.setState(({ done }) => ({ done: [...done, { entry: entry.id, target }] }));
}

export function useCanUndo(): boolean {
  const waiting = useStore(ratingWriter.store, ({ unsaved }) => Object.keys(unsaved).length > 0);
  return useStore(doneStore, ({ done }) => done.length > 0) || waiting;
}

/** Takes the last change of this page back, after saving what waits. Undefined when there is none. */
export async function undoLast(): Promise<Result<RatingTarget, AppError> | undefined> {
  await ratingWriter.flush();
  const last = doneStore.getState().done.at(-1);
  if (!last) return undefined;
  doneStore.setState(({ done }) => ({ done: done.slice(0, -1) }));
  const result = await api.history.undo({ id: last.entry });
  return result.ok ? { ok: true, value: last.target } : result;
}

export interface ShownRating {
  view: RatingView;
  unsaved: Unsaved | undefined;
}

/** A rating as it is to be shown: what is stored, with what was set and is not saved yet over it. */
export function useShownRating(target: RatingTarget, stored: JsonObject | undefined): ShownRating {
  const key = ratingKey(target.profile, target.test);
  const unsaved = useStore(ratingWriter.store, (state) => state.unsaved[key]);
  return useMemo(() => ({ view: showDraft(stored, unsavedDraft(unsaved)), unsaved }), [stored, unsaved]);
}
