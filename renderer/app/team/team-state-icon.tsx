import {
  IconAlertTriangleFilled,
  IconArrowUp,
  IconCircleFilled,
  IconCloudOff,
  IconLock,
  type TablerIcon,
} from '@tabler/icons-react';
import type { TeamState } from '#shared/model/team.ts';
import styles from './team.module.css';

const icons: Record<TeamState, { icon: TablerIcon; size: number }> = {
  'up-to-date': { icon: IconCircleFilled, size: 8 },
  waiting: { icon: IconArrowUp, size: 13 },
  offline: { icon: IconCloudOff, size: 13 },
  'read-only': { icon: IconLock, size: 12 },
  'needs-attention': { icon: IconAlertTriangleFilled, size: 12 },
};

/** A state's shape and colour; the words stand beside it. */
export function TeamStateIcon({ state }: { state: TeamState }) {
  const { icon: Icon, size } = icons[state];
  return (
    <span className={styles.icon} data-state={state} aria-hidden="true">
      <Icon size={size} stroke={2.25} />
    </span>
  );
}
