import { IconFolder } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { FolderListing } from '#shared/contract.ts';
import { AppMark } from '../app-mark.tsx';
import { Key } from '../key.tsx';
import styles from './folder-chooser.module.css';
import { folderAction } from './folder-keys.ts';

/** The subfolders: arrows move, Enter or → goes in, Backspace or ← goes up; libraries open on a press. */
export function FolderList(props: {
  listing: FolderListing;
  goTo(folder: string): void;
  open(folder: string): void;
}) {
  const { listing, goTo, open } = props;
  const { folders } = listing;
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    list.current?.focus();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const take = (index: number) => {
    const entry = folders[index];
    if (entry) (entry.isLibrary ? open : goTo)(entry.folder);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const names = folders.map(({ name }) => name);
    const action = folderAction(event.key, active, names);
    if (!action) return;
    event.preventDefault();
    const entry = folders[active];
    if (action.kind === 'move') setActive(action.to);
    else if (action.kind === 'take') take(active);
    else if (action.kind === 'enter' && entry) goTo(entry.folder);
    else if (action.kind === 'up' && listing.parent) goTo(listing.parent);
  };

  return (
    <>
      <div
        ref={list}
        className={styles.folders}
        role="listbox"
        aria-label="Folders"
        aria-activedescendant={folders[active] ? `${id}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {folders.map(({ name, folder, isLibrary }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active folder
          <div
            key={folder}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.folder}
            onClick={() => setActive(index)}
            onDoubleClick={() => take(index)}
          >
            {isLibrary ? <AppMark size={18} /> : <IconFolder size={18} stroke={1.5} aria-hidden="true" />}
            <span className={styles.grow}>{name}</span>
            {isLibrary && <span className={styles.library}>Library</span>}
          </div>
        ))}
        {folders.length === 0 && (
          <div role="option" aria-selected={false} aria-disabled="true" tabIndex={-1} className={styles.none}>
            No folders in here.
          </div>
        )}
      </div>
      <div className={styles.hints}>
        <span>
          <Key keys="ArrowRight" /> into it
        </span>
        <span>
          <Key keys="ArrowLeft" /> up
        </span>
        <span>
          <Key>Enter</Key> open
        </span>
      </div>
    </>
  );
}
