import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { PageActionsSlot } from '#renderer/components/page-header.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { Finder } from '../finder/finder.tsx';
import { FinderButton } from '../finder/finder-button.tsx';
import { KeySheet } from '../keys/key-sheet.tsx';
import { useAppKeys } from '../keys/use-app-keys.ts';
import { conflictsPage, pages } from '../pages.ts';
import { ProfileSwitcher } from '../switcher/profile-switcher.tsx';
import { useLook } from '../team/use-look.ts';
import { focusContent } from './focus-content.ts';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';
import { useShell } from './shell-store.ts';
import { StatusBar } from './status-bar.tsx';

/** The frame around every page: navigation, header, status bar, and what can be called up anywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const isNarrow = useShell((state) => state.isNarrow);
  useFocusOnNewPage();
  return (
    <div className={styles.shell} data-narrow={isNarrow || undefined}>
      <button type="button" className={styles.skip} onClick={focusContent}>
        Skip to the page
      </button>
      <Navigation />
      <header className={styles.header}>
        <ProfileSwitcher />
        <FinderButton />
        <PageActionsSlot />
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <StatusBar />
      <Finder />
      <KeySheet />
      <Background />
    </div>
  );
}

/** What follows the library and shows nothing; apart, so that an edit does not draw the whole frame anew. */
function Background() {
  useAppKeys();
  useWindowTitle();
  useLook();
  return null;
}

/** A new page takes the focus from the navigation, as loading it would. */
function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname) focusContent();
    last.current = pathname;
  }, [pathname]);
}

/** The window is called by its page and library. */
function useWindowTitle(): void {
  const { name } = useLibrary();
  const { pathname } = useLocation();
  const page = [...pages, conflictsPage].find(({ path }) => path === pathname);
  const title = page ? `${page.label} · ${name}` : name;
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Midjourney Profile Tester';
    };
  }, [title]);
}
