import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTeamStatus } from '#renderer/lib/team.ts';
import { useNow } from '#renderer/lib/times.ts';
import styles from './team.module.css';
import { TeamPanel } from './team-panel.tsx';
import { TeamStateIcon } from './team-state-icon.tsx';
import { teamStateInWords } from './team-words.ts';

/** How the library and its bucket stand; a press shows what waits and what can be done. */
export function TeamButton() {
  const status = useTeamStatus();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  if (!status) return null;
  const words = teamStateInWords(status, now);
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="top-start" width={400} trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={styles.button}
            data-state={status.state}
            onClick={() => setOpen(!isOpen)}
          >
            <TeamStateIcon state={status.state} />
            {words}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={styles.dropdown}>
          <TeamPanel status={status} now={now} close={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <VisuallyHidden role="status">{words}</VisuallyHidden>
    </>
  );
}
