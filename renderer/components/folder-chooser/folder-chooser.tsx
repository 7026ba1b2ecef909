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

/** The app's own dialog for choosing a folder, where there is no system dialog; shows folders only. */
export function FolderChooser(props: { opened: boolean; close(): void }) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title="Open a folder"
      size={620}
      closeButtonProps={{ 'aria-label': 'Close without opening' }}
    >
      <Chooser close={props.close} />
    </Modal>
  );
}

function Chooser({ close }: { close(): void }) {
  const [listing, setListing] = useState<FolderListing>();
  const [error, setError] = useState<AppError>();
  const [isNaming, setNaming] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const show = async (call: Promise<Result<FolderListing>>) => {
    const result = await call;
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
  const open = async (folder: string) => {
    setBusy(true);
    const isOpen = await openLibrary(api.library.open({ folder }));
    setBusy(false);
    if (isOpen) close();
  };

  return (
    <div className={styles.chooser}>
      <FolderPath key={listing?.folder} listing={listing} goTo={goTo} />
      {error && (
        <p className={styles.error} role="alert">
          {error.message}
        </p>
      )}
      {listing && <FolderList key={listing.folder} listing={listing} goTo={goTo} open={open} />}
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
        <Button loading={isBusy} disabled={!listing} onClick={() => listing && void open(listing.folder)}>
          {listing?.isLibrary === false ? 'Start a library here' : 'Open this library'}
        </Button>
      </div>
    </div>
  );
}
