import { VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Key } from '#renderer/components/key.tsx';
import { shownKeys } from '#renderer/lib/key-pattern.ts';
import { isMac } from '#renderer/lib/platform.ts';
import styles from './finder.module.css';
import { showFinder } from './finder-store.ts';

/** The visible way to the finder. */
export function FinderButton() {
  return (
    <button
      type="button"
      className={styles.button}
      onClick={showFinder}
      title={`Find anything (${shownKeys('mod+k', isMac).join(' ')})`}
    >
      <VisuallyHidden>Find anything</VisuallyHidden>
      <IconSearch size={15} stroke={1.75} aria-hidden="true" />
      <span className={styles.word} aria-hidden="true">
        Find <Key keys="mod+k" />
      </span>
    </button>
  );
}
