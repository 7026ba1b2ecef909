import { type Affinity, affinityLabels } from '#shared/model/rating.ts';
import styles from './affinity-mark.module.css';

/**
 * An affinity's shape and colour: filled circle, half circle, ring. Undefined draws a dotted ring.
 * @param size in pixels.
 * @param over whether it lies on a picture.
 */
export function AffinityMark(props: { affinity: Affinity | undefined; size?: number; over?: boolean }) {
  const { affinity, size = 10, over = false } = props;
  const label = affinity ? affinityLabels[affinity] : 'No affinity';
  return (
    <svg
      className={`${styles.mark} ${styles[affinity ?? 'none'] ?? ''} ${over ? (styles.over ?? '') : ''}`}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {affinity === 'native_fit' && <circle cx="6" cy="6" r="6" fill="currentColor" />}
      {affinity === 'workable' && (
        <>
          <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />
        </>
      )}
      {affinity === 'resistant' && (
        <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="2.5" />
      )}
      {affinity === undefined && (
        <circle
          cx="6"
          cy="6"
          r="5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="2 1.93"
        />
      )}
    </svg>
  );
}
