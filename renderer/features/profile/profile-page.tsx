import { useMemo } from 'react';
import { Page } from '#renderer/components/page.tsx';
import { matchedPictures, useLibrary } from '#renderer/lib/library.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { completenessOf } from '#shared/insight/completeness.ts';
import { profileStatistics } from '#shared/insight/statistics.ts';
import { baselineProfile, isOutdated } from '#shared/model/analysis.ts';
import { Backups } from './backups.tsx';
import { LabelField } from './label-field.tsx';
import { NotesField } from './notes-field.tsx';
import { OutdatedNote } from './outdated-note.tsx';
import { ProfileActions } from './profile-actions.tsx';
import styles from './profile-page.module.css';
import { ProfilePalette } from './profile-palette.tsx';
import { Statistics } from './statistics.tsx';
import { Traits } from './traits.tsx';

/** One profile: what it is called, what makes it itself, and what its ratings say. */
export function ProfilePage() {
  const library = useLibrary();
  const profile = useProfile();
  const analysis = library.analyses[profile];
  const matched = matchedPictures(library, profile);
  const statistics = useMemo(() => profileStatistics(library.suite, analysis), [library.suite, analysis]);
  const completeness = useMemo(
    () => completenessOf(library.suite, analysis, matched),
    [library.suite, analysis, matched],
  );

  return (
    <Page title={`Profile ${profile}`}>
      <ProfileActions library={library} profile={profile} analysis={analysis} />
      <div className={styles.columns}>
        {/* Keyed by profile: what is being typed belongs to one profile and is saved when it is left. */}
        <div className={styles.column} key={`${library.id} ${profile}`}>
          <header className={styles.header}>
            <code className={styles.code}>{profile === baselineProfile ? 'baseline' : `--p ${profile}`}</code>
            <LabelField profile={profile} analysis={analysis} />
            <p className={styles.counts}>
              {completeness.rated} of {completeness.tests} tests rated, {completeness.withPicture} with
              pictures
              {profile === baselineProfile &&
                '. Pictures made without any profile, to compare the others with'}
              .
            </p>
          </header>
          {isOutdated(analysis) && analysis && <OutdatedNote profile={profile} analysis={analysis} />}
          <Traits profile={profile} analysis={analysis} />
          <NotesField profile={profile} analysis={analysis} />
          <Backups profile={profile} analysis={analysis} />
        </div>
        <div className={styles.column}>
          <Statistics statistics={statistics} />
          <ProfilePalette matched={matched} />
        </div>
      </div>
    </Page>
  );
}
