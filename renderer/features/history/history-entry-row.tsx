import { IconAlertTriangle, IconArrowBackUp, IconArrowRight, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Picture } from '#renderer/components/picture.tsx';
import { matchedPictures } from '#renderer/lib/library.ts';
import { undoEntry } from '#renderer/lib/notify.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import styles from './history-entry-row.module.css';
import type { HistoryRow } from './history-rows.ts';

type EntryRow = Extract<HistoryRow, { type: 'entry' }>;

const timeFormat = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** One change: its picture, what was done, old and new value, who and when, and the way back. */
export function HistoryEntryRow({ row, library }: { row: EntryRow; library: LibrarySnapshot }) {
  const { entry, said, state, isWaiting, conflict } = row;
  const { profile, test } = said.subject;
  const picture =
    profile === undefined || test === undefined
      ? undefined
      : matchedPictures(library, profile)
          .byTest.get(test)
          ?.find((file) => file !== undefined);

  // Of a change that was refused in parts, the rest is in the library.
  const undo = entry.refused === undefined ? 'Undo' : 'Undo the rest';
  return (
    <article className={styles.row} data-state={state}>
      <div className={styles.thumbnail} data-empty={picture === undefined || undefined}>
        {picture && <Picture picture={picture} width={160} alt="" />}
      </div>
      <div className={styles.text}>
        <div className={styles.title}>
          {entry.undoes === undefined ? said.title : `Took back “${said.title}”`}
          {isNews(test, said.title) && <span className={styles.subject}>{test}</span>}
          {isNews(profile, said.title) && <span className={styles.profile}>{profile}</span>}
        </div>
        {entry.refused === undefined ? (
          <Values before={said.before} after={said.after} />
        ) : (
          <Refused reason={entry.refused} value={said.after} />
        )}
      </div>
      <div className={styles.who}>
        <span>{entry.who}</span>
        <span>
          {isWaiting && (
            <span className={styles.waiting} title="On this device, not yet in the bucket">
              <IconArrowUp size={12} stroke={2.25} aria-hidden="true" /> waiting
            </span>
          )}
          <time dateTime={entry.at}>{timeFormat.format(new Date(entry.at))}</time>
        </span>
      </div>
      <div className={styles.action}>
        {conflict !== undefined && (
          <Link to="/conflicts" search={{ conflict }} className={styles.undo}>
            Decide…
          </Link>
        )}
        {state === 'undone' && <span className={styles.done}>taken back</span>}
        {state === 'undoable' && (
          <button
            type="button"
            className={styles.undo}
            aria-label={`${undo}: ${said.title} ${test ?? ''} ${profile ?? ''}`.trim()}
            onClick={() => void undoEntry(entry.id)}
          >
            <IconArrowBackUp size={14} aria-hidden="true" /> {undo}
          </button>
        )}
      </div>
    </article>
  );
}

/** Whether a title does not name this already. */
function isNews(subject: string | undefined, title: string): boolean {
  return subject !== undefined && !title.includes(subject);
}

/** An edit that is not in the library, and why. */
function Refused({ reason, value }: { reason: string; value: string | undefined }) {
  return (
    <div className={styles.values}>
      <span className={styles.refused}>
        <IconAlertTriangle size={12} stroke={2} aria-hidden="true" /> not saved: {reason}
      </span>
      {value !== undefined && <span className={styles.before}>{value}</span>}
    </div>
  );
}

function Values({ before, after }: { before: string | undefined; after: string | undefined }) {
  if (before === undefined && after === undefined) return null;
  return (
    <div className={styles.values}>
      {before !== undefined && <del className={styles.before}>{before || 'empty'}</del>}
      {before !== undefined && after !== undefined && <IconArrowRight size={12} aria-label="became" />}
      {after !== undefined && <ins className={styles.after}>{after || 'empty'}</ins>}
    </div>
  );
}
