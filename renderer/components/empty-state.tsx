import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What to do where there is nothing yet. */
export function EmptyState(props: { icon?: ReactNode; title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon !== undefined && (
        <div className={styles.icon} aria-hidden="true">
          {props.icon}
        </div>
      )}
      <h2 className={styles.title}>{props.title}</h2>
      {props.text !== undefined && <div className={styles.text}>{props.text}</div>}
      {props.action !== undefined && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
