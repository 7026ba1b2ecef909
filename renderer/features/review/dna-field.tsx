import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, type RefObject } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { readShownLibrary, submitChange } from '#renderer/lib/library.ts';
import type { DocumentChange } from '#shared/model/change.ts';
import styles from './dna-field.module.css';
import { withDocument } from './rating-change.ts';
import { draftTrait, reviewStore, useReviewState } from './review-store.ts';
import { noteDone } from './review-writer.ts';

/** The profile's traits, to add to while looking at its pictures. */
export const DnaField = memo(function DnaField(props: {
  profile: string;
  /** The test that is looked at, where undoing leads back to. */
  test: string;
  traits: readonly string[];
  /** Names the draft of a new trait. */
  place: string;
  disabled: boolean;
  field: RefObject<HTMLInputElement | null>;
}) {
  const { profile, test, traits, place, disabled, field } = props;
  const text = useReviewState((state) => state.traitDrafts[place] ?? '');
  const setText = (next: string) => draftTrait(place, next);

  async function send(change: DocumentChange): Promise<boolean> {
    const library = readShownLibrary();
    if (!library) return false;
    const result = await submitChange(
      withDocument(library, profile, change, `First DNA trait of ${profile}`),
    );
    if (result.ok) noteDone(result.value, { profile, test });
    return result.ok;
  }

  async function add(): Promise<void> {
    const trait = text.trim();
    if (trait === '') return;
    setText('');
    const added = await send({ type: 'trait.add', profile, text: trait, at: traits.length });
    // What could not be added goes back into the field, unless something else is being written there.
    if (!added && !reviewStore.getState().traitDrafts[place]) setText(trait);
  }

  return (
    <section className={styles.dna}>
      <SectionLabel aside={<Key>D</Key>}>Profile DNA</SectionLabel>
      {traits.length > 0 && (
        <ul className={styles.traits}>
          {traits.map((trait, at) => (
            <li key={trait} className={styles.trait}>
              <span>{trait}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={`Remove the trait ${trait}`}
                disabled={disabled}
                onClick={() => void send({ type: 'trait.remove', profile, text: trait, at })}
              >
                <IconX size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        ref={field}
        size="xs"
        aria-label="New DNA trait"
        placeholder="Light, palette, atmosphere, texture, composition"
        value={text}
        disabled={disabled}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void add();
          }
        }}
      />
    </section>
  );
});
