import { Key } from '#renderer/components/key.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { JobsButton } from '../jobs/jobs-button.tsx';
import { ChangedElsewhere } from './changed-elsewhere.tsx';
import { LibraryFolder } from './library-folder.tsx';
import { SavingNotice } from './saving-notice.tsx';
import { showKeySheet } from './shell-store.ts';
import styles from './status-bar.module.css';

/** How saving goes, what others changed, long work, the way to the keys. */
export function StatusBar() {
  const library = useLibrary();
  return (
    <footer className={styles.bar}>
      <SavingNotice readOnly={library.readOnly} />
      <ChangedElsewhere />
      <span className={styles.space} />
      {library.note !== '' && (
        <span className={styles.note} title={library.note}>
          {library.note}
        </span>
      )}
      <LibraryFolder folder={library.place.folder} />
      <JobsButton />
      <button type="button" className={styles.press} onClick={() => showKeySheet(true)}>
        Press <Key>?</Key> for keys
      </button>
    </footer>
  );
}
