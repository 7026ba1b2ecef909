import { useStore } from 'zustand';
import { saveState } from '#renderer/lib/save-state.ts';
import { agoInWords, useNow } from '#renderer/lib/times.ts';
import styles from './status-bar.module.css';

/** What somebody else changed last, as far as there are words for it, and when. */
export function ChangedElsewhere() {
  const edit = useStore(saveState, (state) => state.changedElsewhere);
  const now = useNow();
  if (edit === null) return null;
  const ago = agoInWords(now - edit.at);
  const text = edit.words === '' ? `Last change elsewhere ${ago}` : `${edit.words}, ${ago}`;
  return (
    <span className={styles.elsewhere} title={text}>
      {text}
    </span>
  );
}
