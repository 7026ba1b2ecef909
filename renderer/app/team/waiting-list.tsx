import { IconFile, IconPencil } from '@tabler/icons-react';
import { bytesInWords, grouped } from '#renderer/lib/numbers.ts';
import { momentInWords } from '#renderer/lib/times.ts';
import { describeChange } from '#shared/model/describe-change.ts';
import type { TeamWaiting } from '#shared/model/team.ts';
import styles from './team.module.css';

/** Further down nobody reads; their number is enough. */
const shown = 100;

/** What is not in the bucket yet, in the order in which it is sent. */
export function WaitingList({ waiting, now }: { waiting: readonly TeamWaiting[]; now: number }) {
  const more = waiting.length - shown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ol className={styles.list} tabIndex={0} aria-label="What waits to be sent">
      {waiting.slice(0, shown).map((item) => (
        <li key={item.id} className={styles.item}>
          {item.change ? (
            <IconPencil size={13} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconFile size={13} stroke={1.75} aria-hidden="true" />
          )}
          <span className={styles.what}>{whatInWords(item)}</span>
          <span className={styles.when}>
            {item.change ? momentInWords(item.at, now) : bytesInWords(item.size)}
          </span>
        </li>
      ))}
      {more > 0 && <li className={styles.more}>and {grouped(more)} more</li>}
    </ol>
  );
}

function whatInWords({ change, name }: TeamWaiting): string {
  if (change === null) return name;
  const { title, subject } = describeChange(change);
  const about = [subject.test, subject.profile].filter((part) => part !== undefined).join(', ');
  return about === '' ? title : `${title}: ${about}`;
}
