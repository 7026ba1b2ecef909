import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { CompletenessRing } from '#renderer/components/completeness-ring.tsx';
import { completeness } from '#renderer/lib/completeness.ts';
import { useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { baselineProfile, labelOf } from '#shared/model/analysis.ts';
import { focusContent } from '../shell/focus-content.ts';
import { showSwitcher, useShell } from '../shell/shell-store.ts';
import { ProfileList } from './profile-list.tsx';
import styles from './profile-switcher.module.css';

/** Which profile every page shows; a press offers the others and a new one. */
export function ProfileSwitcher() {
  const library = useLibrary();
  const profile = useProfile();
  const { rated, tests } = completeness(library, profile);
  const label = labelOf(library.analyses[profile]) || (profile === baselineProfile ? 'No profile' : '');
  return <Switcher profile={profile} label={label} rated={rated} tests={tests} />;
}

interface SwitcherProps {
  profile: string;
  label: string;
  rated: number;
  tests: number;
}

const Switcher = memo(function Switcher({ profile, label, rated, tests }: SwitcherProps) {
  const isOpen = useShell((state) => state.isSwitcherOpen);
  const button = useRef<HTMLButtonElement>(null);
  const close = (moveFocus: () => void) => {
    showSwitcher(false);
    moveFocus();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={showSwitcher}
      position="bottom-start"
      width={460}
      trapFocus
      closeOnEscape={false}
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton ref={button} className={styles.button} onClick={() => showSwitcher(!isOpen)}>
          <VisuallyHidden>Profile</VisuallyHidden>
          <CompletenessRing rated={rated} total={tests} />
          <span className={styles.code}>{profile}</span>
          <span className={styles.label}>{label}</span>
          <IconChevronDown size={14} stroke={2} className={styles.chevron} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label="Profiles">
        <ProfileList
          selected={profile}
          done={() => close(focusContent)}
          cancel={() => close(() => button.current?.focus())}
        />
      </Popover.Dropdown>
    </Popover>
  );
});
