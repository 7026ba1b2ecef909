import { Key } from '#renderer/components/key.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { JobsButton } from '../jobs/jobs-button.tsx';
import { TeamButton } from '../team/team-button.tsx';
import { ChangedElsewhere } from './changed-elsewhere.tsx';
import { LibraryFolder } from './library-folder.tsx';
import { SavingNotice } from './saving-notice.tsx';
import { showKeySheet } from './shell-store.ts';
import styles from './status-bar.module.css';
import { UsageLink } from './usage-link.tsx';

/** How saving goes or a team's bucket stands, what others changed, long work, the way to the keys. */
export function StatusBar() {
  const library = useLibrary();
  const isTeam = library.place.kind === 'bucket';
  return (
    <footer className={styles.bar}>
      {isTeam && <TeamButton />}
      <SavingNotice readOnly={library.readOnly} isQuiet={isTeam} />
      <ChangedElsewhere />
      <span className={styles.space} />
      {library.note !== '' && (
        <span className={styles.note} title={library.note}>
          {library.note}
        </span>
      )}
      {library.place.kind === 'folder' ? <LibraryFolder folder={library.place.folder} /> : <UsageLink />}
      <JobsButton />
      <button type="button" className={styles.press} onClick={() => showKeySheet(true)}>
        Press <Key>?</Key> for keys
      </button>
    </footer>
  );
}
