import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBucket, IconFolderOpen, IconFolders, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { memo } from 'react';
import { AppMark } from '#renderer/components/app-mark.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { folderOf, placeInWords } from '#renderer/lib/library-place.ts';
import { openLibrary, revealLibrary } from '#renderer/lib/open-library.ts';
import { openBucket } from '#renderer/lib/saved-connection.ts';
import { appInfoQuery, useSettings } from '#renderer/lib/settings.ts';
import { bucketName } from '#shared/model/connection.ts';
import type { LibraryPlace as Place } from '#shared/model/library.ts';
import styles from './library-place.module.css';

const shownRecent = 6;

/** Which library is open, and where; a press offers the others. */
export function LibraryPlace() {
  const { name, place } = useLibrary();
  return <PlaceMenu name={name} place={place} />;
}

const PlaceMenu = memo(function PlaceMenu({ name, place }: { name: string; place: Place }) {
  const { recent, storage } = useSettings();
  const canReveal = useQuery(appInfoQuery).data?.canReveal ?? false;
  const navigate = useNavigate();
  const isTeam = place.kind === 'bucket';
  const where = placeInWords(place);
  const folders = recent.filter(({ folder }) => folder !== folderOf(place));
  const bucket = isTeam ? null : storage.connection;
  const hasOthers = folders.length > 0 || bucket !== null;
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={styles.place} title={`${name}, ${where}`}>
          <AppMark />
          <VisuallyHidden>Library</VisuallyHidden>
          <span className={styles.texts}>
            <span className={styles.name}>{name}</span>
            <span className={styles.where}>
              {isTeam && <IconBucket size={12} stroke={1.75} aria-label="Bucket" />}
              {where}
            </span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {hasOthers && <Menu.Label>Opened before</Menu.Label>}
        {bucket && (
          <Menu.Item
            leftSection={<IconBucket size={16} stroke={1.6} aria-label="Bucket" />}
            onClick={() => void openBucket()}
          >
            {bucketName(bucket)}
          </Menu.Item>
        )}
        {folders.slice(0, shownRecent).map(({ folder, name: called }) => (
          <Menu.Item key={folder} onClick={() => void openLibrary(api.library.open({ folder }))}>
            <span className={styles.texts}>
              <span>{called}</span>
              <span className={styles.where}>{folder}</span>
            </span>
          </Menu.Item>
        ))}
        {hasOthers && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconFolders size={16} stroke={1.6} />}
          onClick={() => void navigate({ to: '/settings', search: { section: 'library' } })}
        >
          Open another library…
        </Menu.Item>
        {canReveal && !isTeam && (
          <Menu.Item
            leftSection={<IconFolderOpen size={16} stroke={1.6} />}
            onClick={() => void revealLibrary()}
          >
            Show in the file manager
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconX size={16} stroke={1.6} />} onClick={() => void api.library.close({})}>
          Close this library
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
