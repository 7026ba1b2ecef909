import { useStore } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { type QueueFilter, wholeQueue } from './queue.ts';
import { unhurriedStorage } from './unhurried-storage.ts';

/** Where one was in a profile's queue. */
interface Place {
  filter: QueueFilter;
  test?: string;
}

export type ReviewForm = 'large' | 'list';

interface ReviewState {
  /** Whether a score leads to the next test by itself. */
  autoNext: boolean;
  form: ReviewForm;
  /** By `placeKey`. */
  places: Record<string, Place>;
  /** Traits that are being written, by `placeKey`. */
  traitDrafts: Record<string, string>;
  /** Counts up when queues are to be built anew. */
  generation: number;
}

/** What this window remembers of Review: one place per library and profile, and how one likes to work. */
export const reviewStore = createStore<ReviewState>()(
  persist(
    (): ReviewState => ({ autoNext: true, form: 'large', places: {}, traitDrafts: {}, generation: 0 }),
    {
      name: 'review',
      version: 1,
      storage: createJSONStorage(() => unhurriedStorage),
      partialize: ({ generation: _, ...kept }) => kept,
    },
  ),
);

export function useReviewState<T>(select: (state: ReviewState) => T): T {
  return useStore(reviewStore, select);
}

export function placeKey(library: string, profile: string): string {
  return `${library}\n${profile}`;
}

/** Notes the queue and the test that is looked at. */
export function rememberPlace(key: string, filter: QueueFilter, test: string): void {
  reviewStore.setState((state) => {
    const known = state.places[key];
    if (known?.test === test && known.filter === filter) return state;
    return { places: { ...state.places, [key]: { filter, test } } };
  });
}

/** Goes to a test of the queue. */
export function rememberTest(key: string, test: string): void {
  reviewStore.setState((state) => {
    const known = state.places[key];
    return { places: { ...state.places, [key]: { filter: known?.filter ?? wholeQueue, test } } };
  });
}

/** Changes the queue of one library and profile, and builds it anew. */
export function changeFilter(key: string, edit: Partial<QueueFilter>): void {
  reviewStore.setState((state) => {
    const known = state.places[key];
    const filter = { ...wholeQueue, ...known?.filter, ...edit };
    return {
      places: { ...state.places, [key]: { ...known, filter } },
      generation: state.generation + 1,
    };
  });
}

/** Builds the queue anew, so that what was rated since leaves the unrated ones. */
export function refreshQueue(): void {
  reviewStore.setState(({ generation }) => ({ generation: generation + 1 }));
}

export function draftTrait(key: string, text: string): void {
  reviewStore.setState(({ traitDrafts }) => ({ traitDrafts: { ...traitDrafts, [key]: text } }));
}

export function setAutoNext(autoNext: boolean): void {
  reviewStore.setState({ autoNext });
}

export function setForm(form: ReviewForm): void {
  reviewStore.setState({ form });
}
