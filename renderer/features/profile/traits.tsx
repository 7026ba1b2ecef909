import { useRef, useState } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { submitChange } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { type Analysis, traitsOf } from '#shared/model/analysis.ts';
import type { PageChange } from '#shared/model/change.ts';
import { TraitRow } from './trait-row.tsx';
import styles from './traits.module.css';

const hint = 'Look for lighting, palette bias, atmosphere, texture and rendering, composition habits.';

/** The profile's DNA: short sentences on what recurs in its pictures. */
export function Traits({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const traits = traitsOf(analysis);
  const [added, setAdded] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useKeys('Profile', [{ keys: 'd', description: 'Add a DNA trait', run: () => input.current?.focus() }]);

  const add = async () => {
    const text = added.trim();
    if (text === '') return;
    if (await send({ type: 'trait.add', profile, text, at: traits.length })) setAdded('');
  };

  return (
    <section aria-label="DNA">
      <SectionLabel aside={<Key>D</Key>}>DNA</SectionLabel>
      {traits.length === 0 && <p className={styles.hint}>{hint}</p>}
      <ol className={styles.list}>
        {traits.map((text, index) => (
          <TraitRow
            key={text}
            text={text}
            isFirst={index === 0}
            isLast={index === traits.length - 1}
            onEdit={(value) => void send({ type: 'trait.edit', profile, base: text, value })}
            onMove={(by) => void send({ type: 'trait.move', profile, text, from: index, to: index + by })}
            onRemove={() =>
              void send({ type: 'trait.remove', profile, text, at: index }, `Removed “${text}”.`)
            }
          />
        ))}
      </ol>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          ref={input}
          className={styles.input}
          aria-label="New trait"
          placeholder="Add a trait"
          maxLength={500}
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <button type="submit" className={styles.button} disabled={added.trim() === ''}>
          Add
        </button>
      </form>
    </section>
  );
}

async function send(change: PageChange, done?: string): Promise<boolean> {
  const result = await submitChange(change);
  if (!result.ok) notifyError(result.error, 'The DNA was not changed');
  else if (done !== undefined) notifyDone(done, { undoEntry: result.value.id });
  return result.ok;
}
