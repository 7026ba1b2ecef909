import { Textarea } from '@mantine/core';
import { memo, type RefObject, useState } from 'react';
import styles from './rating-panel.module.css';
import type { ReviewActions } from './use-review-actions.ts';

/** What a person writes of a picture; the field is larger while it is written in. */
export const CommentaryField = memo(function CommentaryField(props: {
  label: string;
  hint: string;
  value: string;
  disabled: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  actions: ReviewActions;
}) {
  const { label, hint, value, disabled, field, actions } = props;
  const [isWriting, setIsWriting] = useState(false);
  return (
    <Textarea
      ref={field}
      classNames={{ input: (isWriting ? styles.writing : styles.commentary) ?? '' }}
      aria-label={label}
      placeholder={hint}
      value={value}
      disabled={disabled}
      onChange={(event) => actions.edit({ commentary: event.currentTarget.value }, 'after-pause')}
      onFocus={({ currentTarget: text }) => {
        setIsWriting(true);
        // By key one goes on where the text ends; the mouse sets its own place after this.
        text.setSelectionRange(text.value.length, text.value.length);
      }}
      onBlur={() => {
        setIsWriting(false);
        actions.saveText();
      }}
    />
  );
});
