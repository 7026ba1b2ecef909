import { UnstyledButton } from '@mantine/core';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { openLibrary } from '#renderer/lib/open-library.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import styles from './welcome-page.module.css';

const shownRecent = 4;

/** Libraries that were opened before, newest first. */
export function RecentLibraries({ isBusy }: { isBusy: boolean }) {
  const { recent } = useSettings();
  if (recent.length === 0) return null;
  return (
    <section className={styles.recent} aria-labelledby="recent-label">
      <SectionLabel id="recent-label">Opened before</SectionLabel>
      <ul className={styles.recentList}>
        {recent.slice(0, shownRecent).map(({ folder, name }) => (
          <li key={folder}>
            <UnstyledButton
              className={styles.recentLink}
              disabled={isBusy}
              onClick={() => void openLibrary(api.library.open({ folder }))}
            >
              <span className={styles.recentName}>{name}</span>
              <span className={styles.recentFolder}>{folder}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
