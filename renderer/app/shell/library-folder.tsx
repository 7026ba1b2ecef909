import { useQuery } from '@tanstack/react-query';
import { revealLibrary } from '#renderer/lib/open-library.ts';
import { appInfoQuery } from '#renderer/lib/settings.ts';
import styles from './status-bar.module.css';

/** The library's folder; a press shows it in the file manager, where the host can do that. */
export function LibraryFolder({ folder }: { folder: string }) {
  const canReveal = useQuery(appInfoQuery).data?.canReveal ?? false;
  if (!canReveal) {
    return (
      <span className={styles.folder} title={folder}>
        {folder}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={`${styles.press} ${styles.folder}`}
      title="Show in the file manager"
      onClick={() => void revealLibrary()}
    >
      {folder}
    </button>
  );
}
