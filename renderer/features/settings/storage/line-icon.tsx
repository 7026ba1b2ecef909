import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ConnectionLine } from '#shared/model/connection.ts';
import styles from './bucket.module.css';

const icons: Record<ConnectionLine['state'], TablerIcon> = {
  ok: IconCircleCheck,
  advice: IconAlertTriangle,
  failed: IconCircleX,
  skipped: IconCircleDashed,
};

/** A line's state as shape and colour; the word stands beside it. */
export function LineIcon({ state }: { state: ConnectionLine['state'] }) {
  const Icon = icons[state];
  return <Icon size={16} stroke={1.75} className={styles.lineIcon} data-state={state} aria-hidden="true" />;
}
