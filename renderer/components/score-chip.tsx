import type { JsonObject } from '#shared/model/json.ts';
import { isRated, readAffinity, scoreOf } from '#shared/model/rating.ts';
import { AffinityMark } from './affinity-mark.tsx';
import styles from './score-chip.module.css';

/** A rating as affinity and score; nothing while unrated. `overlay`: translucent, for over pictures. */
export function ScoreChip({
  rating,
  overlay = false,
}: {
  rating: JsonObject | undefined;
  overlay?: boolean;
}) {
  if (!rating || !isRated(rating)) return null;
  const affinity = readAffinity(rating);
  const score = scoreOf(rating);
  const look = overlay ? styles.overlay : styles[affinity ?? 'none'];
  return (
    <span className={`${styles.chip} ${look ?? ''}`}>
      <AffinityMark affinity={affinity} size={9} over={overlay} />
      <span>{score ?? '–'}</span>
    </span>
  );
}
