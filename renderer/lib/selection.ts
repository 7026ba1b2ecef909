import { create } from 'zustand';
import { profilesOf, useLibrary } from './library.ts';
import { validProfile } from './valid-profile.ts';

interface Selection {
  /** As last chosen; may belong to another library. Pages read `useProfile`. */
  profile: string;
  selectProfile(profile: string): void;
}

const storageKey = 'selected-profile';

/** What this window has selected; kept over a restart. */
export const useSelection = create<Selection>((set) => ({
  profile: localStorage.getItem(storageKey) ?? '',
  selectProfile(profile) {
    localStorage.setItem(storageKey, profile);
    set({ profile });
  },
}));

/** Selects a profile on every page. */
export function selectProfile(profile: string): void {
  useSelection.getState().selectProfile(profile);
}

/** The selected profile of the open library: always one that it has, or the baseline. */
export function useProfile(): string {
  const library = useLibrary();
  const profile = useSelection((state) => state.profile);
  return validProfile(profilesOf(library), profile);
}
