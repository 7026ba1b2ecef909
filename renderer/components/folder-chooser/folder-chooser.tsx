import { Button, Modal } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { api } from '#renderer/lib/bridge.ts';
import { openLibrary } from '#renderer/lib/open-library.ts';
import type { FolderListing } from '#shared/contract.ts';
import type { AppError, Result } from '#shared/result.ts';
import styles from './folder-chooser.module.css';
import { FolderList } from './folder-list.tsx';
import { FolderPath } from './folder-path.tsx';
import { NewFolder } from './new-folder.tsx';

/** What becomes of the folder that is chosen. */
export interface FolderChoice {
  title: string;
  /** What the button says for the folder that is shown. */
  label(isLibrary: boolean): string;
  /** @returns whether the dialog may close. */
  take(folder: string): Promise<boolean>;
}

const opening: FolderChoice = {
  title: 'Open a folder',
  label: (isLibrary) => (isLibrary ? 'Open this library' : 'Start a library here'),
  take: (folder) => openLibrary(api.library.open({ folder })),
};

/**
 * The app's own dialog for choosing a folder, where there is no system dialog; shows folders only.
 * @param choice what becomes of it; it is opened unless told otherwise.
 */
export function FolderChooser(props: { opened: boolean; close(): void; choice?: FolderChoice }) {
  const { opened, close, choice = opening } = props;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={choice.title}
      size={620}
      closeButtonProps={{ 'aria-label': 'Close without opening' }}
    >
      <Chooser close={close} choice={choice} />
    </Modal>
  );
}

function Chooser({ close, choice }: { close(): void; choice: FolderChoice }) {
  const [listing, setListing] = useState<FolderListing>();
  const [error, setError] = useState<AppError>();
  const [isNaming, setNaming] = useState(false);
  const [isBusy, setBusy] = useState(false);
  /** Another folder is on its way: what is shown is not what would be meant. */
  const [isGoing, setGoing] = useState(false);

  const show = async (call: Promise<Result<FolderListing>>) => {
    setGoing(true);
    const result = await call;
    setGoing(false);
    setError(result.ok ? undefined : result.error);
    if (result.ok) setListing(result.value);
    return result.ok;
  };
  useEffect(() => {
    void api.folders.list({}).then((result) => {
      if (result.ok) setListing(result.value);
      else setError(result.error);
    });
  }, []);

  const goTo = (folder: string) => void show(api.folders.list({ folder }));
  const create = async (folder: string, name: string) => {
    if (await show(api.folders.create({ folder, name }))) setNaming(false);
  };
  const take = async (folder: string) => {
    setBusy(true);
    const isTaken = await choice.take(folder);
    setBusy(false);
    if (isTaken) close();
  };

  return (
    <div className={styles.chooser}>
      <FolderPath key={`path ${listing?.folder}`} listing={listing} goTo={goTo} />
      {error && (
        <p className={styles.error} role="alert">
          {error.message}
        </p>
      )}
      {listing && (
        <FolderList
          key={`list ${listing.folder}`}
          listing={listing}
          goTo={goTo}
          open={(folder) => void take(folder)}
        />
      )}
      {listing && isNaming && (
        <NewFolder create={(name) => void create(listing.folder, name)} cancel={() => setNaming(false)} />
      )}
      <div className={styles.foot}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFolderPlus size={16} stroke={1.6} />}
          onClick={() => setNaming(true)}
          disabled={!listing || isNaming}
        >
          New folder
        </Button>
        <span className={styles.space} />
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          loading={isBusy}
          disabled={!listing || isGoing}
          onClick={() => listing && void take(listing.folder)}
        >
          {choice.label(listing?.isLibrary !== false)}
        </Button>
      </div>
    </div>
  );
}
