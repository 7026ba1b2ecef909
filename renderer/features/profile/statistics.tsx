import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import type { ProfileStatistics } from '#shared/insight/statistics.ts';
import { affinities, affinityLabels, affinityOfScore } from '#shared/model/rating.ts';
import { sectionLabel } from '#shared/model/suite.ts';
import styles from './statistics.module.css';

/** What the ratings say: mean, affinities, how the scores spread, and the sections apart. */
export function Statistics({ statistics }: { statistics: ProfileStatistics }) {
  if (statistics.count === 0) {
    return (
      <section>
        <SectionLabel>Scores</SectionLabel>
        <p className={styles.none}>No scores yet. Rate some pictures on the Review page.</p>
      </section>
    );
  }
  return (
    <>
      <section className={styles.summary} aria-label="Summary">
        <div className={styles.mean}>
          <strong>{statistics.mean?.toFixed(1)}</strong>
          <span>
            {statistics.interval === undefined ? '' : `± ${statistics.interval.toFixed(1)} · `}
            mean of {statistics.count} {statistics.count === 1 ? 'score' : 'scores'}
          </span>
        </div>
        <ul className={styles.affinities}>
          {affinities.map((affinity) => (
            <li key={affinity}>
              <AffinityMark affinity={affinity} />
              <span>{affinityLabels[affinity]}</span>
              <strong>{statistics.affinities[affinity]}</strong>
            </li>
          ))}
        </ul>
      </section>
      <Distribution counts={statistics.distribution} />
      <Sections sections={statistics.sections} />
    </>
  );
}

function Distribution({ counts }: { counts: readonly number[] }) {
  const most = Math.max(...counts, 1);
  return (
    <section>
      <SectionLabel>Score distribution</SectionLabel>
      <ol className={styles.bars} aria-label="Number of tests by score">
        {counts.map((count, index) => {
          const score = index + 1;
          return (
            <li key={score} aria-label={`Score ${score}: ${count}`}>
              <span className={styles.count}>{count || ''}</span>
              <span
                className={styles.bar}
                data-affinity={affinityOfScore(score)}
                style={{ height: `${(count / most) * 84}px` }}
              />
              <span className={styles.score}>{score}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Sections({ sections }: { sections: ProfileStatistics['sections'] }) {
  return (
    <section>
      <SectionLabel>Mean by section</SectionLabel>
      <ul className={styles.sections}>
        {sections.map(({ section, mean, count }) => (
          <li key={section}>
            <span className={styles.section}>{sectionLabel(section)}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.fill}
                data-affinity={affinityOfScore(Math.round(mean))}
                style={{ width: `${mean * 10}%` }}
              />
            </span>
            <strong>{mean.toFixed(1)}</strong>
            <span className={styles.of}>{count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
