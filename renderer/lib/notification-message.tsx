import type { AppError } from '#shared/result.ts';
import styles from './notification-message.module.css';

/** A toast's text, with the way back where there is one. */
export function DoneMessage(props: { message: string; label?: string; onUndo?: () => void }) {
  const { message, label, onUndo } = props;
  return (
    <div className={styles.done}>
      <span className={styles.text}>{message}</span>
      {onUndo && (
        <button type="button" className={styles.action} onClick={onUndo}>
          {label}
        </button>
      )}
    </div>
  );
}

/** What failed, why, and for reports the technical detail. */
export function ErrorMessage({ error, title }: { error: AppError; title?: string }) {
  return (
    <div>
      {title !== undefined && <div className={styles.title}>{title}</div>}
      <div>{error.message}</div>
      {error.detail !== undefined && (
        <details className={styles.detail}>
          <summary>Details</summary>
          <code>{error.detail}</code>
        </details>
      )}
    </div>
  );
}
