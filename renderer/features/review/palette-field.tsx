import { TextInput } from '@mantine/core';
import { memo, type RefObject } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { PaletteStrip } from '#renderer/components/palette-strip.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import styles from './palette-field.module.css';
import type { ReviewActions } from './use-review-actions.ts';

/** The measured colours, and the palette in the person's words. */
export const PaletteField = memo(function PaletteField(props: {
  label: string;
  measured: readonly string[];
  value: string;
  disabled: boolean;
  field: RefObject<HTMLInputElement | null>;
  actions: ReviewActions;
}) {
  const { label, measured, value, disabled, field, actions } = props;
  return (
    <section className={styles.palette}>
      <SectionLabel aside={measured.length > 0 ? 'measured' : undefined}>{label}</SectionLabel>
      {measured.length > 0 && (
        <div className={styles.measured}>
          <PaletteStrip colours={measured} height={22} />
          <button
            type="button"
            className={styles.take}
            disabled={disabled || includesAll(value, measured)}
            onClick={() => actions.edit({ palette: withColours(value, measured) })}
          >
            Take over <Key>P</Key>
          </button>
        </div>
      )}
      <TextInput
        ref={field}
        size="xs"
        aria-label={label}
        placeholder="In words or hex, such as teal and amber"
        value={value}
        disabled={disabled}
        onChange={(event) => actions.edit({ palette: event.currentTarget.value }, 'after-pause')}
        onBlur={actions.saveText}
      />
    </section>
  );
});

/** The palette text with the measured colours in it: alone, or after what was written before. */
export function withColours(text: string, measured: readonly string[]): string {
  if (measured.length === 0 || includesAll(text, measured)) return text;
  const written = text.trim();
  return written === '' ? measured.join(', ') : `${written}, ${measured.join(', ')}`;
}

function includesAll(text: string, colours: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return colours.every((colour) => lower.includes(colour.toLowerCase()));
}
