import type { ReactNode } from 'react';
import styles from './choice-row.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** In full, where the label is short. */
  title?: string;
  mark?: ReactNode;
}

/** A few choices side by side, one of them pressed. */
export function ChoiceRow<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  disabled?: boolean;
  onChoose(value: Value): void;
}) {
  const { label, choices, value, disabled = false, onChoose } = props;
  return (
    <fieldset className={styles.row} aria-label={label} disabled={disabled}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={`${styles.choice} ${styles[choice.value] ?? ''}`}
          aria-pressed={choice.value === value}
          title={choice.title}
          onClick={(event) => {
            if (event.detail > 0) event.currentTarget.blur();
            onChoose(choice.value);
          }}
        >
          {choice.mark !== undefined && (
            <span className={styles.mark} aria-hidden="true">
              {choice.mark}
            </span>
          )}
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
