import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnalysis } from '#shared/model/analysis.ts';
import { applyChange } from '#shared/model/apply-change.ts';
import { documentOf, type PageChange, stepsOf } from '#shared/model/change.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { HistoryEntry, LibrarySnapshot } from '#shared/model/library.ts';
import { type AppError, err, ok, type Result } from '#shared/result.ts';
import { storedRating } from './rating-change.ts';
import { createRatingWriter, ratingKey } from './rating-writer.ts';

const target = { profile: 'abc', test: 'Fog' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A library in memory that takes changes by the same rules as the core, one turn later. */
function createLibrary(ratings: JsonObject = {}, id = 'lib') {
  const pageStorage = new Map<string, string>();
  const sent: PageChange[] = [];
  const failures: AppError[] = [];
  let refusal: AppError | undefined;
  let snapshot = {
    id,
    suite: [{ title: 'Fog' }],
    analyses: { abc: { ...createAnalysis('abc'), ratings } },
  } as unknown as LibrarySnapshot;
  let shown: LibrarySnapshot | undefined;

  function take(change: PageChange): Result<HistoryEntry> {
    if (refusal) return { ok: false, error: refusal };
    const analyses = { ...snapshot.analyses };
    for (const step of stepsOf(change)) {
      const name = documentOf(step);
      if (name === 'suite') continue;
      const applied = applyChange(analyses[name.profile] ?? null, step);
      if (!applied.ok) return applied;
      analyses[name.profile] = applied.value as never;
    }
    snapshot = { ...snapshot, analyses };
    return ok({ id: String(sent.length), at: '', device: '', who: '', change });
  }

  const open = () =>
    createRatingWriter({
      library: () => shown ?? snapshot,
      submit: async (change) => {
        sent.push(change);
        await Promise.resolve();
        return take(change);
      },
      refresh: async () => {
        shown = undefined;
      },
      author: () => ({ name: 'Ada', at: '2026-01-01T00:00:00Z' }),
      failed: (_, error) => failures.push(error),
      saved: () => undefined,
      keep: {
        getItem: (key) => pageStorage.get(key) ?? null,
        setItem: (key, value) => void pageStorage.set(key, value),
        removeItem: (key) => void pageStorage.delete(key),
      },
    });

  return {
    sent,
    failures,
    pageStorage,
    open,
    rating: () => storedRating(snapshot, 'abc', 'Fog'),
    refuse: (error: AppError | undefined) => {
      refusal = error;
    },
    drop: (profile: string) => {
      const { [profile]: _, ...analyses } = snapshot.analyses;
      snapshot = { ...snapshot, analyses };
    },
    /** Somebody else saves; the page learns of it only when it refreshes. */
    editElsewhere: (rating: JsonObject, pageKnows: boolean) => {
      if (!pageKnows) shown = snapshot;
      const document = { ...snapshot.analyses.abc, ratings: { Fog: rating } };
      snapshot = { ...snapshot, analyses: { abc: document } };
    },
  };
}

it('saves a score in the same turn and several edits one after the other', async () => {
  const library = createLibrary();
  const writer = library.open();
  writer.edit(target, { score: 8 }, 'now');
  expect(library.sent).toHaveLength(1);
  writer.edit(target, { confidence: 'High' }, 'now');
  writer.edit(target, { score: 3 }, 'now');
  await writer.flush();
  expect(library.rating()).toMatchObject({
    score: 3,
    affinity: 'resistant',
    confidence: 0.9,
    rated_by: 'Ada',
  });
  expect(library.failures).toEqual([]);
  expect(writer.store.getState().unsaved).toEqual({});
});

it('saves typed text once, after a pause', async () => {
  const library = createLibrary();
  const writer = library.open();
  for (const commentary of ['f', 'fi', 'fin', 'fine']) writer.edit(target, { commentary }, 'after-pause');
  await vi.advanceTimersByTimeAsync(599);
  expect(library.sent).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(library.sent).toHaveLength(1);
  expect(library.rating()).toMatchObject({ commentary: 'fine' });
});

it('keeps the text when saving fails, and saves it with what was typed since', async () => {
  const library = createLibrary({ Fog: { score: 4, commentary: 'before' } });
  const writer = library.open();
  library.refuse(err('full', 'The disk is full.').error);
  writer.edit(target, { commentary: 'one' }, 'now');
  await writer.flush();
  expect(library.failures.at(-1)?.code).toBe('full');
  expect(writer.store.getState().unsaved[ratingKey('abc', 'Fog')]).toMatchObject({
    draft: { edit: { commentary: 'one' }, base: { commentary: 'before' } },
    error: { code: 'full' },
  });
  library.refuse(undefined);
  writer.edit(target, { commentary: 'one two' }, 'now');
  await writer.flush();
  expect(library.rating()).toMatchObject({ commentary: 'one two' });
});

it('puts an edit onto a rating whose other fields were changed elsewhere', async () => {
  const library = createLibrary({ Fog: { score: 4 } });
  const writer = library.open();
  library.editElsewhere({ score: 4, commentary: 'theirs' }, false);
  writer.edit(target, { score: 9 }, 'now');
  await writer.flush();
  expect(library.rating()).toMatchObject({ score: 9, commentary: 'theirs' });
  expect(library.failures).toEqual([]);
});

it.each(['mine', 'theirs'] as const)(
  'asks when the same text was changed elsewhere, and takes %s',
  async (keep) => {
    const library = createLibrary({ Fog: { score: 4, commentary: 'before' } });
    const writer = library.open();
    library.editElsewhere({ score: 4, commentary: 'theirs' }, false);
    writer.edit(target, { commentary: 'mine' }, 'now');
    await writer.flush();
    expect(library.rating()).toMatchObject({ commentary: 'theirs' });
    expect(writer.store.getState().unsaved[ratingKey('abc', 'Fog')]?.conflicts).toEqual([
      { field: 'commentary', theirs: 'theirs', mine: 'mine' },
    ]);
    writer.resolve(target, 'commentary', keep);
    await writer.flush();
    expect(library.rating()).toMatchObject({ commentary: keep });
    expect(writer.store.getState().unsaved).toEqual({});
  },
);

it('takes up what a closed page left unsaved, without overwriting newer text', async () => {
  const library = createLibrary({ Fog: { score: 4, commentary: 'before' } });
  library.open().edit(target, { commentary: 'typed, then closed' }, 'after-pause');
  vi.clearAllTimers();
  const next = library.open();
  next.recover();
  await next.flush();
  expect(library.rating()).toMatchObject({ commentary: 'typed, then closed' });
  expect(library.pageStorage.size).toBe(0);

  library.open().edit(target, { commentary: 'typed again' }, 'after-pause');
  vi.clearAllTimers();
  library.editElsewhere({ score: 4, commentary: 'newer' }, true);
  const last = library.open();
  last.recover();
  await last.flush();
  expect(library.rating()).toMatchObject({ commentary: 'newer' });
  expect(last.store.getState().unsaved[ratingKey('abc', 'Fog')]?.conflicts).toHaveLength(1);
});

it('clears a rating after saving what was typed, so that undo brings all of it back', async () => {
  const library = createLibrary({ Fog: { score: 4 } });
  const writer = library.open();
  writer.edit(target, { commentary: 'last words' }, 'after-pause');
  await writer.clear(target);
  expect(library.sent).toHaveLength(2);
  expect(stepsOf(library.sent[1] as PageChange)[0]).toMatchObject({
    base: { commentary: 'last words' },
    value: null,
  });
  expect(library.rating()).toBeUndefined();
});

it('makes the document of a profile that has pictures only', async () => {
  const library = createLibrary();
  library.drop('abc');
  const writer = library.open();
  writer.edit(target, { score: 7 }, 'now');
  await writer.flush();
  expect(library.rating()).toMatchObject({ score: 7, affinity: 'workable' });
});

it('never sends drafts of one library to another', async () => {
  const first = createLibrary({}, 'first');
  const writer = first.open();
  writer.edit(target, { commentary: 'for the first' }, 'after-pause');
  const second = createLibrary({}, 'second');
  for (const [key, value] of first.pageStorage) second.pageStorage.set(key, value);
  const other = second.open();
  other.recover();
  await other.flush();
  expect(second.sent).toEqual([]);
});
