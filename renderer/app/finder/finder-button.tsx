import { VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Key } from '#renderer/components/key.tsx';
import styles from './finder.module.css';
import { showFinder } from './finder-store.ts';

/** The visible way to the finder. */
export function FinderButton() {
  return (
    <button type="button" className={styles.button} onClick={showFinder}>
      <VisuallyHidden>Find anything</VisuallyHidden>
      <IconSearch size={15} stroke={1.75} aria-hidden="true" />
      <span className={styles.word} aria-hidden="true">
        Find
      </span>
      <Key keys="mod+k" />
    </button>
  );
}
