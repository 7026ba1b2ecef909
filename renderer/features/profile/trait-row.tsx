import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './traits.module.css';

export interface TraitRowProps {
  text: string;
  isFirst: boolean;
  isLast: boolean;
  onEdit(value: string): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** One trait: edited in place, moved and removed by its buttons or by Alt and the arrow keys. */
export function TraitRow({ text, isFirst, isLast, onEdit, onMove, onRemove }: TraitRowProps) {
  const [draft, setDraft] = useState(text);
  const save = () => {
    const value = draft.trim();
    if (value === '') setDraft(text);
    else if (value !== text) onEdit(value);
  };
  return (
    <li className={styles.row}>
      <input
        className={styles.trait}
        aria-label="Trait"
        maxLength={500}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(text);
          if (event.altKey && event.key === 'ArrowUp' && !isFirst) onMove(-1);
          if (event.altKey && event.key === 'ArrowDown' && !isLast) onMove(1);
        }}
      />
      <span className={styles.tools}>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Move up: ${text}`}
          // Not `disabled`, which would take the focus away from whoever moves by key.
          aria-disabled={isFirst}
          onClick={() => !isFirst && onMove(-1)}
        >
          <IconArrowUp size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.tool}
          aria-label={`Move down: ${text}`}
          aria-disabled={isLast}
          onClick={() => !isLast && onMove(1)}
        >
          <IconArrowDown size={14} aria-hidden="true" />
        </button>
        <button type="button" className={styles.tool} aria-label={`Remove: ${text}`} onClick={onRemove}>
          <IconX size={14} aria-hidden="true" />
        </button>
      </span>
    </li>
  );
}
