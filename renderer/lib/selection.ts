import { create } from 'zustand';
import { baselineProfile } from '#shared/model/analysis.ts';
import { profilesOf, useLibrary } from './library.ts';

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

/** The chosen profile if there is such a one; else the first of the library, else the baseline. */
export function validProfile(profiles: readonly string[], chosen: string): string {
  if (chosen === baselineProfile || profiles.includes(chosen)) return chosen;
  return profiles[0] ?? baselineProfile;
}
