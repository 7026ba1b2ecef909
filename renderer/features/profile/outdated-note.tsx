import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { submitChange } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { type Analysis, currentAnalysisVersion } from '#shared/model/analysis.ts';
import { ownValue } from '#shared/model/json.ts';
import styles from './profile-page.module.css';
import { setField } from './set-field.ts';

/** Says that the ratings were made in an older way, and lets the user call them current. */
export function OutdatedNote({ profile, analysis }: { profile: string; analysis: Analysis }) {
  const version = ownValue(analysis, 'analysis_version');
  const markCurrent = async () => {
    const result = await submitChange(
      setField(profile, analysis, 'analysis_version', currentAnalysisVersion),
      (error) => notifyError(error, 'This was not saved'),
    );
    if (result.ok) notifyDone('Marked as current.', { undoEntry: result.value.id });
  };
  return (
    <div className={styles.note} role="note">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <p>
        These ratings were made with{' '}
        {typeof version === 'string' ? `version ${version}` : 'an unknown version'} of the analysis; the
        newest is {currentAnalysisVersion}. They may not compare well with newer ones.
      </p>
      <Button size="xs" variant="default" onClick={() => void markCurrent()}>
        They are current
      </Button>
    </div>
  );
}
