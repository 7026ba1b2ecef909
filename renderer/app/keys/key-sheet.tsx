import { Modal } from '@mantine/core';
import { Key } from '#renderer/components/key.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { boundKeys } from '#renderer/lib/use-keys.ts';
import { showKeySheet, useShell } from '../shell/shell-store.ts';
import styles from './key-sheet.module.css';

/** The keys that work on the page at the moment, called up by `?`. */
export function KeySheet() {
  const isOpen = useShell((state) => state.isKeySheetOpen);
  return (
    <Modal opened={isOpen} onClose={() => showKeySheet(false)} title="Keys" size={720}>
      {isOpen && <Sheet />}
    </Modal>
  );
}

function Sheet() {
  return (
    <div className={styles.sheet}>
      {boundKeys().map(({ scope, bindings }) => (
        <section key={scope} className={styles.scope}>
          <SectionLabel>{scope}</SectionLabel>
          <dl className={styles.list}>
            {joinAlike(bindings).map(({ description, keys }) => (
              <div key={description} className={styles.row}>
                <dt>{description}</dt>
                <dd>
                  {keys.map((key) => (
                    <Key key={key} keys={key} spoken />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** One line for what several keys do. */
function joinAlike(
  bindings: readonly { keys: string; description: string }[],
): { description: string; keys: string[] }[] {
  const byDescription = new Map<string, string[]>();
  for (const { keys, description } of bindings) {
    byDescription.set(description, [...(byDescription.get(description) ?? []), keys]);
  }
  return [...byDescription].map(([description, keys]) => ({ description, keys }));
}
