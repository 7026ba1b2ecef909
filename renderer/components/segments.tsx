import { useId } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<Value extends string> {
  /** What is chosen here, for screen readers. */
  label: string;
  data: readonly { value: Value; label: string }[];
  value: Value;
  onChange(value: Value): void;
}

/**
 * One of a few choices, side by side. It is drawn by its style alone: an indicator that is measured and
 * moved would have every page that has one laid out twice when it opens.
 */
export function Segments<Value extends string>({ label, data, value, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.segments}>
      {data.map((choice) => (
        <label
          key={choice.value}
          className={styles.segment}
          data-chosen={choice.value === value || undefined}
        >
          <input
            type="radio"
            className={styles.input}
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
