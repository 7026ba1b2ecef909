import { Modal, VisuallyHidden } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Key } from '#renderer/components/key.tsx';
import styles from './finder.module.css';
import { finderStore } from './finder-store.ts';
import { type Found, useFound } from './use-found.tsx';

/** Finds any profile, test, page and command by a few letters. */
export function Finder() {
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      store={finderStore}
      classNames={{ content: styles.dialog ?? '' }}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight={420}
      centered={false}
      yOffset="12vh"
      size={600}
      radius="lg"
      transitionProps={{ duration: 80, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.45 }}
    >
      <VisuallyHidden>
        <Modal.Title>Find anything</Modal.Title>
      </VisuallyHidden>
      <Spotlight.Search
        placeholder="Profile, test, page or command"
        aria-label="Find a profile, test, page or command"
        leftSection={<IconSearch size={17} stroke={1.75} />}
      />
      <Results query={query} />
    </Spotlight.Root>
  );
}

function Results({ query }: { query: string }) {
  const groups = useFound(query);
  return (
    <Spotlight.ActionsList>
      {groups.map(({ label, items }) => (
        <Spotlight.ActionsGroup key={label} label={label}>
          {items.map((item) => (
            <FoundAction key={item.id} item={item} />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {groups.length === 0 && <Spotlight.Empty>Nothing is called that.</Spotlight.Empty>}
    </Spotlight.ActionsList>
  );
}

function FoundAction({ item }: { item: Found }) {
  return (
    <Spotlight.Action onClick={item.run} className={styles.action ?? ''}>
      <span className={styles.icon} aria-hidden="true">
        {item.icon}
      </span>
      <span className={styles.label}>{item.label}</span>
      {item.hint !== undefined && <span className={styles.hint}>{item.hint}</span>}
      {item.keys !== undefined && <Key keys={item.keys} />}
    </Spotlight.Action>
  );
}
