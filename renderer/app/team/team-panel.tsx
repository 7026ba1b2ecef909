import { Button } from '@mantine/core';
import { IconArrowsSplit, IconCloudDown, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { counted } from '#renderer/lib/numbers.ts';
import { syncNow, useWaiting } from '#renderer/lib/team.ts';
import type { TeamStatus } from '#shared/model/team.ts';
import { keepOffline } from './keep-offline.tsx';
import styles from './team.module.css';
import { TeamStateIcon } from './team-state-icon.tsx';
import { explainTeamState, teamStateInWords } from './team-words.ts';
import { WaitingList } from './waiting-list.tsx';

/** How things stand in full: the state and what it means, what waits, and what can be done. */
export function TeamPanel({ status, now, close }: { status: TeamStatus; now: number; close(): void }) {
  const waiting = useWaiting();
  return (
    <div className={styles.panel}>
      <div className={styles.state}>
        <TeamStateIcon state={status.state} />
        <span className={styles.title}>{teamStateInWords(status, now)}</span>
      </div>
      <p className={styles.text}>{explainTeamState(status, now)}</p>
      {status.conflicts > 0 && (
        <Link to="/conflicts" className={styles.conflicts} onClick={close}>
          <IconArrowsSplit size={15} stroke={1.75} aria-hidden="true" />
          Decide {counted(status.conflicts, 'conflict')}
        </Link>
      )}
      {waiting.length > 0 && (
        <section className={styles.waiting} aria-label="Waiting">
          <SectionLabel aside={counted(waiting.length, 'change')}>Waiting, in order</SectionLabel>
          <WaitingList waiting={waiting} now={now} />
        </section>
      )}
      <div className={styles.actions}>
        {status.problem !== null && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/settings" search={{ section: 'storage' }} onClick={close} {...props} />
            )}
          >
            Storage settings
          </Button>
        )}
        <SyncButton />
        <Button
          variant="default"
          leftSection={<IconCloudDown size={15} stroke={1.75} />}
          onClick={() => {
            close();
            void keepOffline();
          }}
        >
          Keep everything offline…
        </Button>
      </div>
    </div>
  );
}

function SyncButton() {
  const [isBusy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    await syncNow();
    setBusy(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={15} stroke={1.75} />}
      loading={isBusy}
      onClick={() => void sync()}
    >
      Sync now
    </Button>
  );
}
