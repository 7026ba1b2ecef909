import { AffinityMark } from '#renderer/components/affinity-mark.tsx';
import { Key } from '#renderer/components/key.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { type Affinity, affinities, affinityOfScore } from '#shared/model/rating.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { ChoiceRow } from './choice-row.tsx';
import styles from './rating-panel.module.css';
import type { ShownRating } from './review-writer.ts';
import type { ReviewActions } from './use-review-actions.ts';
import { signatureLabels, wordsFor } from './void-words.ts';

/** The affinity, which follows the score until somebody sets another one. */
export function AffinityField(props: {
  test: SuiteTest;
  rating: ShownRating;
  actions: ReviewActions;
  disabled: boolean;
}) {
  const { view } = props.rating;
  const words = wordsFor(props.test);
  const follows =
    view.score !== undefined && view.affinity === affinityOfScore(view.score) ? 'follows the score' : null;
  const byHand = view.score !== undefined && view.affinity !== undefined && follows === null;
  const keys: Record<Affinity, string> = { native_fit: 'N', workable: 'W', resistant: 'R' };
  return (
    <section className={styles.group}>
      <SectionLabel
        aside={
          byHand ? (
            <button type="button" className={styles.follow} onClick={props.actions.followScore}>
              set by hand · follow the score <Key>F</Key>
            </button>
          ) : (
            follows
          )
        }
      >
        {words.affinity}
      </SectionLabel>
      <ChoiceRow
        label={words.affinity}
        choices={[...affinities].reverse().map((value) => ({
          value,
          label: words.affinities[value],
          title: `${words.renderingStyle === undefined ? words.affinities[value] : signatureLabels[value]} (${keys[value]})`,
          mark: <AffinityMark affinity={value} size={11} />,
        }))}
        value={view.affinity}
        disabled={props.disabled}
        onChoose={props.actions.affinity}
      />
    </section>
  );
}
