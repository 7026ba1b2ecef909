import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconFolderOpen, IconFolders, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AppMark } from '#renderer/components/app-mark.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { openLibrary, revealLibrary } from '#renderer/lib/open-library.ts';
import { appInfoQuery, useSettings } from '#renderer/lib/settings.ts';
import styles from './library-place.module.css';

const shownRecent = 6;

/** Which library is open, and where; a press offers the others. */
export function LibraryPlace() {
  const library = useLibrary();
  const canReveal = useQuery(appInfoQuery).data?.canReveal ?? false;
  const others = useSettings().recent.filter(({ folder }) => folder !== library.place.folder);
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={styles.place} title={`${library.name}, ${library.place.folder}`}>
          <AppMark />
          <VisuallyHidden>Library</VisuallyHidden>
          <span className={styles.texts}>
            <span className={styles.name}>{library.name}</span>
            <span className={styles.where}>{library.place.folder}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && <Menu.Label>Opened before</Menu.Label>}
        {others.slice(0, shownRecent).map(({ folder, name }) => (
          <Menu.Item key={folder} onClick={() => void openLibrary(api.library.open({ folder }))}>
            <span className={styles.texts}>
              <span>{name}</span>
              <span className={styles.where}>{folder}</span>
            </span>
          </Menu.Item>
        ))}
        {others.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconFolders size={16} stroke={1.6} />}
          onClick={() => void navigate({ to: '/settings', search: { section: 'library' } })}
        >
          Open another library…
        </Menu.Item>
        {canReveal && (
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
}
