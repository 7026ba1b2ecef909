import { affinityOfScore } from '#shared/model/rating.ts';
import styles from './number-buttons.module.css';

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** 1 to 10 to press; `byAffinity` colours each by the affinity that it brings. */
export function NumberButtons(props: {
  label: string;
  value: number | undefined;
  byAffinity?: boolean;
  disabled?: boolean;
  onChoose(value: number): void;
}) {
  const { label, value, byAffinity = false, disabled = false, onChoose } = props;
  return (
    <fieldset className={styles.row} aria-label={label} disabled={disabled}>
      {numbers.map((number) => (
        <button
          key={number}
          type="button"
          className={`${styles.number} ${styles[byAffinity ? affinityOfScore(number) : 'plain'] ?? ''}`}
          aria-pressed={number === value}
          onClick={(event) => {
            // A pressed key would act on a button that keeps the focus after a click.
            if (event.detail > 0) event.currentTarget.blur();
            onChoose(number);
          }}
        >
          {number}
        </button>
      ))}
    </fieldset>
  );
}
