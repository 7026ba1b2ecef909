import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { memo } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { Picture } from '#renderer/components/picture.tsx';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import type { PictureFile } from '#shared/model/picture.ts';
import { hasSeveralPictures, viewTest } from '#shared/model/suite.ts';
import styles from './prompt-row.module.css';
import { amount, isMissing, type PromptEntry, type SuiteRemark } from './prompt-sets.ts';

interface PromptRowProps {
  entry: PromptEntry;
  picture: PictureFile | undefined;
  /** The prompt that was copied last, if it was. */
  copied: string | undefined;
  remarks: readonly SuiteRemark[];
  active: boolean;
  onActivate(title: string): void;
  onCopy(entry: PromptEntry): void;
}

/** One test's prompt: read it, copy it, see whether its picture is there. */
export const PromptRow = memo(function PromptRow(props: PromptRowProps) {
  const { entry, picture, copied, remarks, active, onActivate, onCopy } = props;
  const { title, version } = viewTest(entry.test);
  const isCopied = copied === entry.prompt;
  return (
    <li className={active ? `${styles.row} ${styles.active}` : styles.row}>
      <span className={styles.picture}>
        {picture ? (
          <Picture picture={picture} width={96} alt="" />
        ) : (
          <span className={styles.hole}>no picture</span>
        )}
      </span>
      <div className={styles.text}>
        <h3 className={styles.title}>
          {title}
          <span className={styles.quiet}>{version}</span>
          {hasSeveralPictures(entry.test) && (
            <span className={styles.quiet}>8 pictures, no seed · {amount(entry.jobs, 'job')}</span>
          )}
          {!hasSeveralPictures(entry.test) && entry.jobs > 1 && (
            <span className={styles.quiet}>{amount(entry.jobs, 'job')}</span>
          )}
          {entry.wanted > 1 && entry.pictures > 0 && isMissing(entry) && (
            <span className={styles.quiet}>
              {entry.pictures} of {entry.wanted} there
            </span>
          )}
        </h3>
        <PromptText prompt={entry.prompt} />
        {remarks.map(({ message, severity }) => (
          <p key={message} className={severity === 'error' ? styles.error : styles.warning}>
            <IconAlertTriangle size={13} stroke={1.7} aria-hidden="true" />
            {severity === 'error' && <span className={styles.hidden}>Error: </span>}
            {message}
          </p>
        ))}
      </div>
      <div className={styles.side}>
        <button
          type="button"
          className={styles.copy}
          data-copy={title}
          tabIndex={active ? 0 : -1}
          onFocus={() => onActivate(title)}
          onClick={() => onCopy(entry)}
        >
          <IconCopy size={15} stroke={1.6} aria-hidden="true" />
          Copy
          <span className={styles.hidden}> the prompt of {title}</span>
          {active && <Key>C</Key>}
        </button>
        <span className={styles.mark} role="status">
          {isCopied && (
            <>
              <IconCheck size={13} stroke={2} aria-hidden="true" /> copied
            </>
          )}
          {copied !== undefined && !isCopied && 'changed since copied'}
        </span>
      </div>
    </li>
  );
});
