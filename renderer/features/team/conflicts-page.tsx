import { IconCircleCheck } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { Key } from '#renderer/components/key.tsx';
import { Page } from '#renderer/components/page.tsx';
import { counted } from '#renderer/lib/numbers.ts';
import { useConflicts, useIsTeam } from '#renderer/lib/team.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { ConflictArticle } from './conflict-article.tsx';
import styles from './conflicts-page.module.css';
import { decide } from './decide.ts';
import { EditDialog } from './edit-dialog.tsx';
import { useConflictKeys } from './use-conflict-keys.ts';

/** Edits of two people that met: both values side by side, to decide which one stands. */
export function ConflictsPage() {
  const isTeam = useIsTeam();
  const conflicts = useConflicts();
  return (
    <Page title="Conflicts">
      {isTeam && conflicts === undefined ? null : conflicts?.length ? (
        <Conflicts conflicts={conflicts} />
      ) : (
        <NoConflicts isTeam={isTeam} />
      )}
    </Page>
  );
}

function Conflicts({ conflicts }: { conflicts: readonly TeamConflict[] }) {
  const { conflict: wanted } = useSearch({ from: '/conflicts' });
  const [chosen, setChosen] = useState(() => conflicts.findIndex(({ id }) => id === wanted));
  const [edited, setEdited] = useState<TeamConflict>();
  const active = Math.min(Math.max(0, chosen), conflicts.length - 1);
  useConflictKeys({ conflicts, active, choose: setChosen, edit: setEdited });
  return (
    <>
      <div className={styles.intro}>
        <p className={styles.text}>
          {counted(conflicts.length, 'edit')} of yours met an edit of somebody else. What is in the library
          stays until you decide; what you do not pick stays in <Link to="/history">History</Link>.
        </p>
        <span className={styles.keys}>
          <span>
            <Key keys="j" /> <Key keys="k" /> next, previous
          </span>
          <span>
            <Key keys="t" /> theirs
          </span>
          <span>
            <Key keys="m" /> mine
          </span>
          <span>
            <Key keys="e" /> edit
          </span>
        </span>
      </div>
      <ol className={styles.list} aria-label="Conflicts">
        {conflicts.map((conflict, index) => (
          <li key={conflict.id}>
            <ConflictArticle
              conflict={conflict}
              isActive={index === active}
              activate={() => setChosen(index)}
              keepTheirs={() => void decide(conflict, 'theirs')}
              takeMine={() => void decide(conflict, 'mine')}
              edit={() => setEdited(conflict)}
            />
          </li>
        ))}
      </ol>
      {edited && <EditDialog key={edited.id} conflict={edited} close={() => setEdited(undefined)} />}
    </>
  );
}

function NoConflicts({ isTeam }: { isTeam: boolean }) {
  return (
    <EmptyState
      icon={<IconCircleCheck size={32} stroke={1.5} />}
      title="Nothing to decide"
      text={
        isTeam
          ? 'Edits of different ratings, traits and tests go together by themselves. When two people change the same thing, both values are shown here.'
          : 'Conflicts arise only where several people work in one bucket. This library lies in a folder.'
      }
    />
  );
}
