import { shownKeys } from '#renderer/lib/key-pattern.ts';
import { isMac } from '#renderer/lib/platform.ts';
import styles from './key.module.css';

/**
 * A key where it acts, small and quiet: `<Key>R</Key>`, or with `keys` the same text that `useKeys` takes,
 * drawn as this system names it. Hidden from screen readers, which the `?` sheet tells.
 */
export function Key(props: { children?: string; keys?: string }) {
  const caps = props.keys === undefined ? [props.children ?? ''] : shownKeys(props.keys, isMac);
  return (
    <span className={styles.keys} aria-hidden="true">
      {caps.map((cap) => (
        <kbd key={cap} className={styles.key}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
