import type { ReactNode } from 'react';
import styles from './settings-page.module.css';

/** One part of the settings under its heading. */
export function Section(props: { id: string; title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={`settings-${props.id}`}>
      <h2 id={`settings-${props.id}`} className={styles.heading} tabIndex={-1}>
        {props.title}
      </h2>
      {props.text !== undefined && <p className={styles.text}>{props.text}</p>}
      {props.children}
    </section>
  );
}

/** A setting: what it is at the left, its control at the right. */
export function Row(props: { label: string; text?: string; labelId?: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <div className={styles.rowTexts}>
        <span id={props.labelId} className={styles.rowLabel}>
          {props.label}
        </span>
        {props.text !== undefined && <span className={styles.rowText}>{props.text}</span>}
      </div>
      <div className={styles.control}>{props.children}</div>
    </div>
  );
}
