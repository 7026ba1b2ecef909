import type { ReactNode } from 'react';
import styles from './section-label.module.css';

/** A small label over a group, with room at its right for a hint. */
export function SectionLabel({
  children,
  aside,
  id,
}: {
  children: ReactNode;
  aside?: ReactNode;
  id?: string;
}) {
  return (
    <div className={styles.row}>
      <span id={id} className={styles.label}>
        {children}
      </span>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </div>
  );
}
