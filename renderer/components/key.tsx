import { shownKeys } from '#renderer/lib/key-pattern.ts';
import { isMac } from '#renderer/lib/platform.ts';
import styles from './key.module.css';

/**
 * A key where it acts, small and quiet: `<Key>R</Key>`, or with `keys` the same text that `useKeys` takes,
 * drawn as this system names it.
 * @param spoken whether screen readers say it too; elsewhere the `?` sheet tells them.
 */
export function Key(props: { children?: string; keys?: string; spoken?: boolean }) {
  const caps = props.keys === undefined ? [props.children ?? ''] : shownKeys(props.keys, isMac);
  return (
    <span className={styles.keys} aria-hidden={props.spoken ? undefined : true}>
      {caps.map((cap) => (
        <kbd key={cap} className={styles.key}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
