import { IconCheck, IconClockExclamation, IconPhotoOff, IconPlus } from '@tabler/icons-react';
import { CompletenessRing } from '#renderer/components/completeness-ring.tsx';
import { completeness } from '#renderer/lib/completeness.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import styles from './profile-list.module.css';
import type { SwitcherRow } from './profile-rows.ts';

/** One row of the switcher. */
export function ProfileOption(props: {
  id: string;
  row: SwitcherRow;
  /** From the top of the list, in pixels. */
  top: number;
  position: { index: number; count: number };
  isActive: boolean;
  isSelected: boolean;
  point(): void;
  take(): void;
}) {
  const { row, isActive, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys for the list
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active row
    <div
      id={props.id}
      role="option"
      aria-selected={isSelected}
      aria-posinset={props.position.index + 1}
      aria-setsize={props.position.count}
      className={styles.row}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      style={{ transform: `translateY(${props.top}px)` }}
      onPointerMove={isActive ? undefined : props.point}
      onClick={props.take}
    >
      {row.kind === 'new' ? <NewProfile profile={row.profile} /> : <KnownProfile row={row} />}
    </div>
  );
}

function NewProfile({ profile }: { profile: string }) {
  return (
    <>
      <span className={styles.plus}>
        <IconPlus size={16} stroke={2} aria-hidden="true" />
      </span>
      <span className={styles.names}>
        <span className={styles.code}>New profile {profile}</span>
        <span className={styles.label}>Adds it to this library and selects it</span>
      </span>
    </>
  );
}

function KnownProfile({ row }: { row: Extract<SwitcherRow, { kind: 'profile' }> }) {
  const library = useLibrary();
  const { rated, tests, withPicture, complete, missingSlots } = completeness(library, row.profile);
  return (
    <>
      <CompletenessRing rated={rated} total={tests} size={20} />
      <span className={styles.names}>
        <span className={styles.code}>{row.profile}</span>
        <span className={styles.label}>{row.label}</span>
      </span>
      <span className={styles.badges}>
        {complete && (
          <Badge kind="good" text="Complete">
            <IconCheck size={12} stroke={2.5} aria-hidden="true" />
          </Badge>
        )}
        {row.isOutdated && (
          <Badge kind="warning" text="Outdated analysis">
            <IconClockExclamation size={13} stroke={1.75} aria-hidden="true" />
          </Badge>
        )}
        {missingSlots > 0 && (
          <Badge
            kind="plain"
            text={missingSlots === 1 ? '1 picture missing' : `${missingSlots} pictures missing`}
            shown={String(missingSlots)}
          >
            <IconPhotoOff size={13} stroke={1.75} aria-hidden="true" />
          </Badge>
        )}
      </span>
      <span className={styles.counts}>
        <span>
          {rated} / {tests} <span className={styles.unit}>rated</span>
        </span>
        <span>
          {withPicture} / {tests} <span className={styles.unit}>pictures</span>
        </span>
      </span>
    </>
  );
}

function Badge(props: {
  kind: 'good' | 'warning' | 'plain';
  text: string;
  shown?: string;
  children: React.ReactNode;
}) {
  return (
    <span
      className={styles.badge}
      data-kind={props.kind}
      title={props.text}
      role="img"
      aria-label={props.text}
    >
      {props.children}
      {props.shown}
    </span>
  );
}
