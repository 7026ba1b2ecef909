import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { FolderListing } from '#shared/contract.ts';
import styles from './folder-chooser.module.css';

/** The path that is shown: can be typed over, with the way up beside it. */
export function FolderPath(props: { listing: FolderListing | undefined; goTo(folder: string): void }) {
  const { listing, goTo } = props;
  const [typed, setTyped] = useState(listing?.folder ?? '');
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') goTo(typed.trim());
      }}
    >
      <ActionIcon
        variant="default"
        size={34}
        aria-label="Up to the parent folder"
        disabled={!listing?.parent}
        onClick={() => listing?.parent && goTo(listing.parent)}
      >
        <IconArrowUp size={16} stroke={1.75} />
      </ActionIcon>
      <TextInput
        className={styles.grow ?? ''}
        aria-label="Folder"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder="Full path of a folder"
        spellCheck={false}
        autoComplete="off"
      />
    </form>
  );
}
