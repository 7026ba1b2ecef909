import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { api, unwrap } from '#renderer/lib/bridge.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { exactTime } from '#renderer/lib/times.ts';
import type { Analysis } from '#shared/model/analysis.ts';
import type { BackupInfo } from '#shared/model/library.ts';
import styles from './backups.module.css';
import { RestoreDialog } from './restore-dialog.tsx';

/** The profile's backups, the predecessor's among them: make one, see what restoring changes, restore. */
export function Backups({ profile, analysis }: { profile: string; analysis: Analysis | undefined }) {
  const backups = useQuery({
    // The document is part of the key: whatever changes it may have made a backup as well.
    queryKey: ['backups.list', profile, analysis],
    queryFn: () => unwrap(api.backups.list({ profile })),
    placeholderData: (previous) => previous,
  });
  const [chosen, setChosen] = useState<BackupInfo | undefined>();

  const create = async () => {
    const result = await api.backups.create({ profile });
    if (!result.ok) return notifyError(result.error, 'No backup was made');
    notifyDone('Backup made.');
    await backups.refetch();
  };

  return (
    <section aria-label="Backups">
      <SectionLabel
        aside={
          <Button size="compact-xs" variant="subtle" disabled={!analysis} onClick={() => void create()}>
            Back up now
          </Button>
        }
      >
        Backups
      </SectionLabel>
      {backups.data?.length === 0 && (
        <p className={styles.none}>
          None yet. One is made before ratings are cleared or a backup is restored.
        </p>
      )}
      <ul className={styles.list}>
        {backups.data?.map((backup) => (
          <li key={backup.name} className={styles.row}>
            <span>{exactTime(backup.at)}</span>
            <span className={styles.count}>
              {backup.ratings} {backup.ratings === 1 ? 'rating' : 'ratings'}
            </span>
            <Button size="compact-xs" variant="default" onClick={() => setChosen(backup)}>
              Compare and restore…
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <RestoreDialog backup={chosen} analysis={analysis} onClose={() => setChosen(undefined)} />}
    </section>
  );
}
