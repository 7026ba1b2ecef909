import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PageChange } from '#shared/model/change.ts';
import type { HistoryEntry, LibrarySnapshot } from '#shared/model/library.ts';
import { editRating, type RatingEdit, viewRating } from '#shared/model/rating.ts';
import type { AppError, Result } from '#shared/result.ts';
import { ratingChange, storedRating } from './rating-change.ts';
import {
  type Draft,
  extendDraft,
  type FieldConflict,
  fieldsOf,
  omitFields,
  type RatingField,
  restoreDraft,
  settleDraft,
  showDraft,
} from './rating-draft.ts';

/** What the writer needs from the page; tests give it their own. */
interface WriterPorts {
  /** The open library with unconfirmed edits in it. */
  library(): LibrarySnapshot | undefined;
  submit(change: PageChange): Promise<Result<HistoryEntry>>;
  /** Brings what the core knows up to the storage, after a conflict. */
  refresh(): Promise<void>;
  author(): { name: string; at: string };
  /** Told of every failure to save, once per attempt. */
  failed(test: string, error: AppError): void;
  /** Told of every saved change, for undo. */
  saved(entry: HistoryEntry, target: RatingTarget): void;
  /** Where drafts outlive the page. */
  keep: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export interface RatingTarget {
  profile: string;
  test: string;
}

/** What is not in the library yet, of one rating. */
export interface Unsaved extends RatingTarget {
  library: string;
  draft?: Draft;
  /** On its way to the core. */
  sending?: Draft;
  conflicts: FieldConflict[];
  error?: AppError;
}

type UnsavedState = Omit<Unsaved, keyof RatingTarget>;

type UnsavedRatings = Readonly<Record<string, Unsaved>>;

export interface RatingWriter {
  /** By `ratingKey`. */
  store: StoreApi<{ unsaved: UnsavedRatings }>;
  /** Sets fields: shown at once; saved at once, or after a pause where somebody is typing. */
  edit(target: RatingTarget, edit: RatingEdit, when: 'now' | 'after-pause'): void;
  /** Settles a conflict: the person's value over what stands now, or what stands now. */
  resolve(target: RatingTarget, field: RatingField, keep: 'mine' | 'theirs'): void;
  /** Takes a rating away, whatever was typed before included. */
  clear(target: RatingTarget): Promise<Result<HistoryEntry> | undefined>;
  /** Saves everything that waits for its pause, and what failed before. Resolves when all is answered. */
  flush(): Promise<void>;
  /** Takes up the drafts that an earlier page left behind, and saves them. */
  recover(): void;
}

/** Milliseconds without typing after which a text is saved. */
const pause = 600;
const attempts = 3;

export function ratingKey(profile: string, test: string): string {
  return `${profile}\n${test}`;
}

/**
 * Saves ratings by themselves. Drafts hold fields, not whole ratings, so they are put onto whatever
 * stands there when they are sent; a field that somebody else changed meanwhile is never overwritten
 * but kept as a conflict. One change per profile is on its way at a time, because each is made on the
 * one before. Drafts are also kept in `keep` until they are saved, so closing the page loses nothing.
 */
export function createRatingWriter(ports: WriterPorts): RatingWriter {
  const store = createStore<{ unsaved: UnsavedRatings }>(() => ({ unsaved: {} }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const lines = new Map<string, Promise<unknown>>();

  const read = ({ profile, test }: RatingTarget): Unsaved | undefined =>
    store.getState().unsaved[ratingKey(profile, test)];

  function write(target: RatingTarget, next: UnsavedState): void {
    const key = ratingKey(target.profile, target.test);
    const { [key]: _, ...others } = store.getState().unsaved;
    const idle = !next.draft && !next.sending;
    const entry = { ...next, profile: target.profile, test: target.test };
    store.setState({ unsaved: idle ? others : { ...others, [key]: entry } });
    keepDrafts(ports.keep, next.library, store.getState().unsaved);
  }

  /** Runs tasks of one profile one after the other. The first starts at once, in the same turn. */
  function inLine<T>(profile: string, task: () => Promise<T>): Promise<T> {
    const before = lines.get(profile);
    const running = before ? before.then(task) : task();
    const settled: Promise<unknown> = running
      .catch(() => undefined)
      .then(() => {
        if (lines.get(profile) === settled) lines.delete(profile);
      });
    lines.set(profile, settled);
    return running;
  }

  function saveSoon(target: RatingTarget): void {
    const key = ratingKey(target.profile, target.test);
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void save(target), pause),
    );
  }

  function save(target: RatingTarget): Promise<void> {
    const key = ratingKey(target.profile, target.test);
    clearTimeout(timers.get(key));
    timers.delete(key);
    return inLine(target.profile, () => send(target, attempts));
  }

  async function send(target: RatingTarget, triesLeft: number): Promise<void> {
    const library = ports.library();
    const waiting = read(target);
    if (!waiting?.draft || library?.id !== waiting.library) return;
    const stored = storedRating(library, target.profile, target.test);
    const { ready, conflicts } = settleDraft(waiting.draft, stored);
    const contested = conflicts.map(({ field }) => field);
    const left = omitFields(
      waiting.draft,
      fieldsOf(waiting.draft.edit).filter((field) => !contested.includes(field)),
    );
    const rest: UnsavedState = { library: library.id, conflicts, ...(left ? { draft: left } : {}) };
    if (fieldsOf(ready.edit).length === 0) return write(target, rest);

    const value = editRating(stored, ready.edit, ports.author());
    const answer = ports.submit(ratingChange(library, target.profile, target.test, value));
    write(target, { ...rest, sending: ready });
    const result = await answer;
    const { sending: _, error: __, ...since } = read(target) ?? rest;
    if (result.ok) {
      write(target, since);
      ports.saved(result.value, target);
      return;
    }
    const draft = restoreDraft(ready, since.draft);
    if (result.error.code === 'conflict' && triesLeft > 1) {
      write(target, { ...since, draft });
      await ports.refresh();
      return send(target, triesLeft - 1);
    }
    write(target, { ...since, draft, error: result.error });
    ports.failed(target.test, result.error);
  }

  const writer: RatingWriter = {
    store,
    edit(target, edit, when) {
      const library = ports.library();
      if (!library) return;
      const before = read(target);
      const shown = showDraft(storedRating(library, target.profile, target.test), unsavedDraft(before));
      const { error: _, ...kept } = before ?? { library: library.id, conflicts: [] };
      write(target, { ...kept, draft: extendDraft(before?.draft, shown, edit) });
      if (when === 'now') void save(target);
      else saveSoon(target);
    },
    resolve(target, field, keep) {
      const waiting = read(target);
      const library = ports.library();
      if (!waiting?.draft || !library) return;
      const conflicts = waiting.conflicts.filter((conflict) => conflict.field !== field);
      const { draft: _, ...others } = waiting;
      if (keep === 'theirs') {
        const left = omitFields(waiting.draft, [field]);
        write(target, { ...others, conflicts, ...(left ? { draft: left } : {}) });
        return;
      }
      const stored = storedRating(library, target.profile, target.test);
      const now = viewRating(stored ?? {});
      const base = { ...waiting.draft.base, [field]: now[field] };
      write(target, { ...others, conflicts, draft: { ...waiting.draft, base } });
      void save(target);
    },
    async clear(target) {
      await save(target);
      return inLine(target.profile, async () => {
        const library = ports.library();
        if (!library || !storedRating(library, target.profile, target.test)) return undefined;
        const result = await ports.submit(ratingChange(library, target.profile, target.test, null));
        if (result.ok) ports.saved(result.value, target);
        return result;
      });
    },
    async flush() {
      const waiting = Object.values(store.getState().unsaved).filter(({ draft }) => draft !== undefined);
      await Promise.all(waiting.map((target) => save(target)));
      await Promise.all(lines.values());
    },
    recover() {
      const library = ports.library();
      if (!library) return;
      const known = store.getState().unsaved;
      for (const unsaved of keptDrafts(ports.keep, library.id)) {
        const key = ratingKey(unsaved.profile, unsaved.test);
        if (!known[key]) write(unsaved, { library: library.id, conflicts: [], draft: unsaved.draft });
      }
      void writer.flush();
    },
  };
  return writer;
}

/** All of a rating that is not saved for certain: what is on its way, and what was set since. */
export function unsavedDraft(unsaved: Unsaved | undefined): Draft | undefined {
  return unsaved?.sending ? restoreDraft(unsaved.sending, unsaved.draft) : unsaved?.draft;
}

interface KeptDraft extends RatingTarget {
  draft: Draft;
}

function storageKey(library: string): string {
  return `review.drafts.${library}`;
}

function keepDrafts(storage: WriterPorts['keep'], library: string, unsaved: UnsavedRatings): void {
  const kept: KeptDraft[] = Object.values(unsaved)
    .filter((entry) => entry.library === library)
    .flatMap((entry) => {
      const draft = unsavedDraft(entry);
      return draft ? [{ profile: entry.profile, test: entry.test, draft }] : [];
    });
  if (kept.length > 0) storage.setItem(storageKey(library), JSON.stringify(kept));
  else storage.removeItem(storageKey(library));
}

function keptDrafts(storage: WriterPorts['keep'], library: string): KeptDraft[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey(library)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKeptDraft) : [];
  } catch {
    // Not written by this app, or by a version that kept something else: there is nothing to take up.
    return [];
  }
}

function isKeptDraft(value: unknown): value is KeptDraft {
  const kept = value as Partial<KeptDraft> | null;
  return (
    typeof kept?.profile === 'string' &&
    typeof kept.test === 'string' &&
    typeof kept.draft?.edit === 'object' &&
    typeof kept.draft.base === 'object'
  );
}
