import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { AppMark } from '#renderer/components/app-mark.tsx';
import { FolderChooser } from '#renderer/components/folder-chooser/folder-chooser.tsx';
import { opening } from '#renderer/lib/open-library.ts';
import { appInfoQuery, useSettings } from '#renderer/lib/settings.ts';
import { useOpenFolder } from '#renderer/lib/use-open-folder.ts';
import { RecentLibraries } from './recent-libraries.tsx';
import { Showcase } from './showcase.tsx';
import { WaysIn } from './ways-in.tsx';
import styles from './welcome-page.module.css';

/** What one sees without a library: what the app is for, and three ways in. */
export function WelcomePage() {
  const { openFolder, chooser } = useOpenFolder();
  const isOpening = useStore(opening, (state) => state.isOpening);
  return (
    <div className={styles.page} aria-busy={isOpening}>
      <main className={styles.main}>
        <div className={styles.column}>
          <span className={styles.mark}>
            <AppMark size={56} />
          </span>
          <h1 className={styles.title}>Which profile suits which picture?</h1>
          <p className={styles.lead}>
            Run one suite of prompts against each of your Midjourney profiles, rate what comes out, and see
            where every profile is at home.
          </p>
          <NotOpened />
          <WaysIn openFolder={openFolder} isBusy={isOpening} />
          <RecentLibraries isBusy={isOpening} />
        </div>
      </main>
      <Showcase />
      <FolderChooser {...chooser} />
    </div>
  );
}

/** Why the library that was open last is not open now, which looks like a loss otherwise. */
function NotOpened() {
  const { data } = useQuery({ ...appInfoQuery, refetchOnMount: 'always' });
  const { storage } = useSettings();
  if (!data?.notOpened) return null;
  const kept = storage.kind === 'bucket' ? ' What may be waiting to be sent is kept on this device.' : '';
  return (
    <p className={styles.notOpened} role="status">
      <strong>Your library is not open.</strong> {data.notOpened}
      {kept}{' '}
      {storage.kind === 'bucket' && (
        <Link to="/settings" search={{ section: 'bucket' }}>
          Storage settings
        </Link>
      )}
    </p>
  );
}
