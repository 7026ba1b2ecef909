import { memo } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
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
  const { place, readOnly, note } = useLibrary();
  return <Bar place={place} readOnly={readOnly} note={note} />;
}

const Bar = memo(function Bar(props: Pick<LibrarySnapshot, 'place' | 'readOnly' | 'note'>) {
  const { place, readOnly, note } = props;
  const isTeam = place.kind === 'bucket';
  return (
    <footer className={styles.bar}>
      {isTeam && <TeamButton />}
      <SavingNotice readOnly={readOnly} isQuiet={isTeam} />
      <ChangedElsewhere />
      <span className={styles.space} />
      {note !== '' && (
        <span className={styles.note} title={note}>
          {note}
        </span>
      )}
      {place.kind === 'folder' ? <LibraryFolder folder={place.folder} /> : <UsageLink />}
      <JobsButton />
      <button type="button" className={styles.press} onClick={() => showKeySheet(true)}>
        Press <Key>?</Key> for keys
      </button>
    </footer>
  );
});
