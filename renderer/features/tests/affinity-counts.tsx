import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { type Affinity, affinities } from '#shared/model/rating.ts';
import styles from './affinity-counts.module.css';

/** How often each affinity was given, always in the same three places. */
export function AffinityCounts({ counts }: { counts: Record<Affinity, number> }) {
  return (
    <span className={styles.counts}>
      {affinities.map((affinity) => (
        <span key={affinity} className={styles.count} data-none={counts[affinity] === 0 || undefined}>
          <AffinityMark affinity={affinity} size={9} />
          {counts[affinity]}
        </span>
      ))}
    </span>
  );
}
