import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';
import styles from './page-header.module.css';

const useSlot = create<{ slot: HTMLElement | null }>(() => ({ slot: null }));

/** The place in the app's header that a page fills; the shell puts it there once. */
export function PageActionsSlot() {
  return <div ref={setSlot} className={styles.actions} />;
}

/** Puts a page's controls into the right side of the app's header. */
export function PageActions({ children }: { children: ReactNode }) {
  const slot = useSlot((state) => state.slot);
  return slot && createPortal(children, slot);
}

function setSlot(slot: HTMLElement | null): void {
  useSlot.setState({ slot });
}
