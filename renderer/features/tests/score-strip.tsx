import { affinityOfScore } from '#shared/model/rating.ts';
import styles from './score-strip.module.css';

interface ScoreStripProps {
  scores: readonly number[];
  /** In pixels. */
  width: number;
  height?: number;
}

/** Every profile's score on a line from 1 to 10, equal ones stacked. */
export function ScoreStrip({ scores, width, height = 18 }: ScoreStripProps) {
  const place = (score: number) => 4 + ((score - 1) / 9) * (width - 8);
  const counts = new Map<number, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  const highest = Math.max(3, ...counts.values());
  const unit = (height - 3) / highest;
  return (
    <svg className={styles.strip} width={width} height={height} aria-hidden="true">
      <line className={styles.line} x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {[...counts].map(([score, count]) => (
        <rect
          key={score}
          className={styles[affinityOfScore(score)]}
          x={place(score) - 2}
          y={height - 2 - count * unit}
          width={4}
          height={count * unit}
          rx={1}
        />
      ))}
    </svg>
  );
}
