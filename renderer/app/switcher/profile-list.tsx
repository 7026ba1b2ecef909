import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { createProfile } from './create-profile.ts';
import styles from './profile-list.module.css';
import { ProfileOption } from './profile-option.tsx';
import { type SwitcherRow, switcherRows } from './profile-rows.ts';

const rowHeight = 52;

/** The field to search or paste in, and under it the rows that fit; arrows move, Enter takes. */
export function ProfileList(props: { selected: string; done(): void; cancel(): void }) {
  const { selected, done, cancel } = props;
  const library = useLibrary();
  const [typed, setTyped] = useState('');
  const rows = useMemo(() => switcherRows(library, typed), [library, typed]);
  const initial = rows.findIndex((row) => row.profile === selected);
  const [active, setActive] = useState(Math.max(0, initial));
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialOffset: Math.max(0, initial - 2) * rowHeight,
  });

  const take = (row: SwitcherRow | undefined) => {
    if (!row) return;
    done();
    if (row.kind === 'new') void createProfile(row.profile);
    else selectProfile(row.profile);
  };
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, active, rows.length);
    if (target !== undefined) moveTo(target);
    else if (event.key === 'Enter') take(rows[active]);
    else if (event.key === 'Escape') cancel();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.list}>
      <input
        className={styles.search}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        placeholder="Find a profile, or paste a code or prompt for a new one"
        aria-label="Find a profile, or type a new profile’s code"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={rows[active] ? `${listId}-${active}` : undefined}
        spellCheck={false}
        autoComplete="off"
        maxLength={6_000}
        // At once: what is typed right after the key that opened it belongs here.
        ref={focusAtOnce}
        data-autofocus
      />
      <div ref={scroller} className={styles.scroller}>
        <div
          id={listId}
          role="listbox"
          aria-label="Profiles"
          className={styles.rows}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <ProfileOption
                  key={`${row.kind}:${row.profile}`}
                  id={`${listId}-${index}`}
                  row={row}
                  top={start}
                  position={{ index, count: rows.length }}
                  isActive={index === active}
                  isSelected={row.profile === selected}
                  point={() => setActive(index)}
                  take={() => take(row)}
                />
              )
            );
          })}
        </div>
        {rows.length === 0 && (
          <p className={styles.nothing}>
            No profile is called that, and it is not one profile’s code. A code is letters and digits, as
            behind --p.
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <span>
          <Key keys="ArrowUp" /> <Key keys="ArrowDown" /> move
        </span>
        <span>
          <Key>Enter</Key> choose
        </span>
        <span className={styles.elsewhere}>
          <Key keys="[" /> <Key keys="]" /> previous, next anywhere
        </span>
      </div>
    </div>
  );
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true });
}

/** Where a key leads in the list; undefined for keys that do not move. */
function targetOf(key: string, active: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: active + 1 < count ? active + 1 : 0,
    ArrowUp: active > 0 ? active - 1 : count - 1,
    PageDown: active + 6,
    PageUp: active - 6,
  };
  return targets[key];
}
