import { IconCloudOff, IconPhotoOff } from '@tabler/icons-react';
import { useTeamStatus } from '#renderer/lib/team.ts';
import styles from './picture.module.css';

/** In the place of a picture that could not be had, with the reason as far as it is known. */
export function MissingPicture({ alt, hasRoom }: { alt: string; hasRoom: boolean }) {
  const isOffline = typeof useTeamStatus()?.offlineSince === 'string';
  const words = isOffline ? 'Not on this device' : 'Cannot be shown';
  const Icon = isOffline ? IconCloudOff : IconPhotoOff;
  return (
    <span
      className={styles.failed}
      role="img"
      aria-label={`${alt} (${words.toLowerCase()})`.trim()}
      title={isOffline ? 'Not on this device; it is fetched when the bucket can be reached again' : words}
    >
      <Icon size={18} stroke={1.5} />
      {hasRoom && <span>{words}</span>}
    </span>
  );
}
