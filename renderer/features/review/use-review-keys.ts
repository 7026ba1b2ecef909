import { type RefObject, useMemo } from 'react';
import { type KeyBinding, useKeys } from '#renderer/lib/use-keys.ts';
import { type ReviewForm, reviewStore, setAutoNext, setForm } from './review-store.ts';
import type { ReviewActions } from './use-review-actions.ts';

/** Fields that a key leads to. */
export interface ReviewFields {
  commentary: RefObject<HTMLTextAreaElement | null>;
  trait: RefObject<HTMLInputElement | null>;
  palette: RefObject<HTMLInputElement | null>;
}

interface ReviewKeyOptions {
  actions: ReviewActions;
  fields: ReviewFields;
  /** What a digit sets: the score, or the rendering style of a VOID test. */
  digit(value: number): void;
  toggleDigits: (() => void) | undefined;
  takePalette(): void;
  zoom(): void;
  copyPrompt(): void;
}

/** The keys of the large form. */
export function useReviewKeys(options: ReviewKeyOptions): void {
  const { actions, fields, digit, toggleDigits, takePalette, zoom, copyPrompt } = options;
  const digits = Array.from({ length: 10 }, (_, index): KeyBinding => {
    const value = index === 9 ? 10 : index + 1;
    return {
      keys: String(value % 10),
      description: value === 10 ? 'Score 10' : value === 1 ? 'Score 1, and so on to 9' : `Score ${value}`,
      hidden: value > 1 && value < 10,
      run: () => digit(value),
    };
  });
  useKeys('Review', [
    ...digits,
    ...(toggleDigits
      ? [{ keys: 's', description: 'Digits set the rendering style', run: toggleDigits }]
      : []),
    { keys: 'Space', description: 'Next unrated', run: actions.next },
    { keys: 'ArrowRight', description: 'Skip to the next', run: actions.skip },
    { keys: 'ArrowLeft', description: 'Previous', run: actions.previous },
    { keys: 'n', description: 'Native fit', run: () => actions.affinity('native_fit') },
    { keys: 'w', description: 'Workable', run: () => actions.affinity('workable') },
    { keys: 'r', description: 'Resistant', run: () => actions.affinity('resistant') },
    { keys: 'f', description: 'Affinity follows the score', run: actions.followScore },
    { keys: 'q', description: 'Confidence: high, medium, low', run: actions.nextConfidence },
    { keys: 'p', description: 'Take over the measured palette', run: takePalette },
    { keys: 'Shift+p', description: 'Write the palette', run: () => fields.palette.current?.focus() },
    { keys: 'c', description: 'Write the commentary', run: () => fields.commentary.current?.focus() },
    { keys: 'd', description: 'Add a DNA trait', run: () => fields.trait.current?.focus() },
    { keys: 'z', description: 'Undo', run: actions.undo },
    { keys: 'Delete', description: 'Clear the rating', run: actions.clear },
    { keys: 'Shift+z', description: 'Enlarge while held', run: zoom },
    { keys: 'Shift+c', description: 'Copy the prompt', run: copyPrompt },
    {
      keys: 'mod+Enter',
      description: 'Save and next, also while writing',
      inFields: true,
      run: () => {
        blurField();
        actions.next();
      },
    },
    { keys: 'Escape', description: 'Leave a field', inFields: true, run: blurField },
  ]);
}

/** The keys of both forms. */
export function useFormKeys(form: ReviewForm): void {
  const bindings = useMemo(
    (): KeyBinding[] => [
      {
        keys: 'l',
        description: form === 'list' ? 'Large form' : 'List form',
        run: () => setForm(form === 'list' ? 'large' : 'list'),
      },
      {
        keys: 'a',
        description: 'Go on by itself after a score, or not',
        run: () => setAutoNext(!reviewStore.getState().autoNext),
      },
    ],
    [form],
  );
  useKeys('Review', bindings);
}

function blurField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
