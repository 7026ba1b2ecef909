import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { connection } from '#renderer/lib/connection.ts';
import { pendingChanges } from '#renderer/lib/pending-changes.ts';
import { saveState } from '#renderer/lib/save-state.ts';
import styles from './status-bar.module.css';

/** Saving shorter than this is not worth a word. */
const worthTelling = 300;

interface Notice {
  kind: 'saved' | 'saving' | 'reading' | 'failed';
  text: string;
  detail?: string;
}

/**
 * Whether everything is saved, and if not, why.
 * @param isQuiet says nothing while all is well, for where something else says so.
 */
export function SavingNotice({ readOnly, isQuiet }: { readOnly: string | null; isQuiet: boolean }) {
  const isPending = useStore(pendingChanges, (state) => state.pending.length > 0);
  const failure = useStore(saveState, (state) => state.failure);
  const isLost = useStore(connection, (state) => state.isLost);
  const isSaving = useLasting(isPending);
  const notice = noticeOf(isLost, failure?.message, readOnly, isSaving);
  const isShown = !isQuiet || notice.kind === 'failed' || notice.kind === 'saving';
  return (
    <span
      className={styles.state}
      data-kind={notice.kind}
      role="status"
      title={notice.detail}
      hidden={!isShown}
    >
      {isShown && <span className={styles.dot} />}
      {isShown && notice.text}
    </span>
  );
}

function noticeOf(
  isLost: boolean,
  failure: string | undefined,
  readOnly: string | null,
  isSaving: boolean,
): Notice {
  if (isLost) {
    const detail =
      'The app behind this page does not answer. If it was ended, start it again and open the address that it prints.';
    return { kind: 'failed', text: 'Connection lost', detail };
  }
  if (readOnly !== null) return { kind: 'reading', text: 'Read only', detail: readOnly };
  if (isSaving) return { kind: 'saving', text: 'Saving…' };
  if (failure !== undefined) return { kind: 'failed', text: 'Last change not saved', detail: failure };
  return { kind: 'saved', text: 'Saved' };
}

/** True once the flag has been up for a while. */
function useLasting(flag: boolean): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!flag) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), worthTelling);
    return () => clearTimeout(timer);
  }, [flag]);
  return isLasting;
}
