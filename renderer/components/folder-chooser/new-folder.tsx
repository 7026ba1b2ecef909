import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './folder-chooser.module.css';

/** Asks for the name of a new folder. */
export function NewFolder({ create, cancel }: { create(name: string): void; cancel(): void }) {
  const [name, setName] = useState('');
  return (
    <form
      className={styles.path}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') create(name.trim());
      }}
    >
      <TextInput
        className={styles.grow ?? ''}
        aria-label="Name of the new folder"
        placeholder="Name of the new folder"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        ref={(input) => input?.focus()}
      />
      <Button type="submit" size="sm" disabled={name.trim() === ''}>
        Create
      </Button>
      <Button variant="default" size="sm" onClick={cancel}>
        Cancel
      </Button>
    </form>
  );
}
