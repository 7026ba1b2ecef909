import { ActionIcon } from '@mantine/core';
import { IconHeartbeat, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { amount, type SuiteRemark } from './prompt-sets.ts';
import { dismissRemarks, usePromptsStore } from './prompts-store.ts';
import styles from './suite-health.module.css';

/** What most tests of the suite have in common and may want changing; said once, until dismissed. */
export function SuiteHealth({ library, remarks }: { library: string; remarks: readonly SuiteRemark[] }) {
  const signature = remarks.map(({ message }) => message).join('\n');
  const isDismissed = usePromptsStore(({ dismissed }) => dismissed[library] === signature);
  if (remarks.length === 0 || isDismissed) return null;
  return (
    <aside className={styles.health} aria-label="Suite health">
      <IconHeartbeat className={styles.icon} size={18} stroke={1.5} aria-hidden="true" />
      <div className={styles.text}>
        <strong>Suite health</strong>
        <ul className={styles.list}>
          {remarks.map(({ message, tests }) => (
            <li key={message}>
              {message} <span className={styles.count}>{amount(tests, 'test')}</span>
            </li>
          ))}
        </ul>
        <Link to="/tests" className={styles.link}>
          Change them in Tests
        </Link>
      </div>
      <ActionIcon
        size={24}
        aria-label="Dismiss"
        title="Dismiss"
        onClick={() => dismissRemarks(library, signature)}
      >
        <IconX size={14} />
      </ActionIcon>
    </aside>
  );
}
