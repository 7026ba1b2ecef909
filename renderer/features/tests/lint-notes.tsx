import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { LintFinding } from '#shared/midjourney/parameters.ts';
import styles from './lint-notes.module.css';

/** What is wrong or doubtful in a test's prompt, errors first; nothing when all is well. */
export function LintNotes({ findings }: { findings: readonly LintFinding[] }) {
  if (findings.length === 0) return null;
  const sorted = findings.toSorted((left, right) => left.severity.localeCompare(right.severity));
  return (
    <ul className={styles.notes}>
      {sorted.map(({ severity, message }) => (
        <li key={message} className={styles.note} data-severity={severity}>
          {severity === 'error' ? (
            <IconAlertCircle size={15} stroke={1.8} role="img" aria-label="Error" />
          ) : (
            <IconAlertTriangle size={15} stroke={1.8} role="img" aria-label="Warning" />
          )}
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
