import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconCommand,
  IconCornerDownLeft,
  type TablerIcon,
} from '@tabler/icons-react';
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
          <Cap text={cap} />
        </kbd>
      ))}
    </span>
  );
}

/** Characters that the app's own font does not have; another font would draw them in its own way, or not at all. */
const drawn = new Map<string, TablerIcon>([
  ['←', IconArrowLeft],
  ['→', IconArrowRight],
  ['↑', IconArrowUp],
  ['↓', IconArrowDown],
  ['⌘', IconCommand],
  ['↵', IconCornerDownLeft],
]);

function Cap({ text }: { text: string }) {
  const Icon = drawn.get(text);
  return Icon ? <Icon size={11} stroke={2} role="img" aria-label={text} /> : text;
}
