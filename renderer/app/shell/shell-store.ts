import { create } from 'zustand';

interface ShellState {
  /** Whether the navigation was collapsed by hand; a narrow window collapses it anyway. */
  isNarrow: boolean;
  isSwitcherOpen: boolean;
  isKeySheetOpen: boolean;
}

const storageKey = 'navigation-narrow';

/** What this window's shell shows; the navigation's width is kept over a restart. */
export const useShell = create<ShellState>(() => ({
  isNarrow: localStorage.getItem(storageKey) === 'yes',
  isSwitcherOpen: false,
  isKeySheetOpen: false,
}));

export function toggleNavigation(): void {
  const isNarrow = !useShell.getState().isNarrow;
  localStorage.setItem(storageKey, isNarrow ? 'yes' : 'no');
  useShell.setState({ isNarrow });
}

export function showSwitcher(isSwitcherOpen: boolean): void {
  useShell.setState({ isSwitcherOpen });
}

export function showKeySheet(isKeySheetOpen: boolean): void {
  useShell.setState({ isKeySheetOpen });
}
