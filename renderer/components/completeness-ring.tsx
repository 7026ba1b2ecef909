import styles from './completeness-ring.module.css';

/** How much of a profile is rated, as a ring. `size` in pixels. */
export function CompletenessRing(props: { rated: number; total: number; size?: number }) {
  const { rated, total, size = 16 } = props;
  const share = total > 0 ? Math.min(1, rated / total) : 0;
  const label = `${rated} of ${total} rated`;
  return (
    <svg
      className={`${styles.ring} ${share === 1 ? (styles.complete ?? '') : ''}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <circle className={styles.track} cx="8" cy="8" r="6" />
      <circle
        className={styles.share}
        cx="8"
        cy="8"
        r="6"
        pathLength="100"
        strokeDasharray={`${share * 100} 100`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
