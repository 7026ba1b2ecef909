import { Button, Group, Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '#renderer/lib/bridge.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { counted } from '#renderer/lib/numbers.ts';
import { exactTime } from '#renderer/lib/times.ts';
import { type Analysis, checkAnalysis } from '#shared/model/analysis.ts';
import type { BackupInfo } from '#shared/model/library.ts';
import styles from './backups.module.css';
import { type Comparison, compareAnalyses, isSame } from './compare-analyses.ts';

interface RestoreDialogProps {
  backup: BackupInfo;
  analysis: Analysis | undefined;
  onClose(): void;
}

/** Shows what restoring a backup would change, and restores it. */
export function RestoreDialog({ backup, analysis, onClose }: RestoreDialogProps) {
  const { profile, name } = backup;
  const document = useQuery({
    queryKey: ['backups.read', profile, name],
    queryFn: () => unwrap(api.backups.read({ profile, name })),
  });
  const checked = document.data === undefined ? undefined : checkAnalysis(document.data);
  const comparison = checked?.ok ? compareAnalyses(analysis, checked.value) : undefined;

  const restore = async () => {
    const result = await api.backups.restore({ profile, name });
    if (result.ok)
      notifyDone('Backup restored. Today’s state was backed up first.', { undoEntry: result.value.id });
    else notifyError(result.error, 'The backup was not restored');
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={`Backup of ${exactTime(backup.at)}`} size="lg">
      {document.isPending && <Loader size="sm" />}
      {(document.error || (checked && !checked.ok)) && (
        <p>This backup cannot be read. Nothing was changed.</p>
      )}
      {comparison && <ComparisonView comparison={comparison} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!comparison || isSame(comparison)} onClick={() => void restore()}>
          Restore this backup
        </Button>
      </Group>
    </Modal>
  );
}

function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { added, removed, changed, others } = comparison;
  if (isSame(comparison)) return <p>This backup is the same as what is there now.</p>;
  return (
    <div className={styles.comparison}>
      <p>{effectInWords(comparison)} Today’s state is backed up first.</p>
      <ul>
        {others.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {changed.map(({ title, from, to }) => (
          <li key={title}>
            {title}: score {from ?? 'none'} becomes {to ?? 'none'}
            {from === to && ' (other fields differ)'}
          </li>
        ))}
        {added.map((title) => (
          <li key={title}>{title}: comes back</li>
        ))}
        {removed.map((title) => (
          <li key={title}>{title}: is removed</li>
        ))}
      </ul>
    </div>
  );
}

/** What restoring does to the ratings, without what it does not. */
function effectInWords({ added, removed, changed, same }: Comparison): string {
  const parts = [
    { count: added.length, verb: 'brings back' },
    { count: removed.length, verb: 'removes' },
    { count: changed.length, verb: 'changes' },
    { count: same, verb: 'leaves as they are' },
  ].filter(({ count }) => count > 0);
  const words = parts.map(({ count, verb }) => `${verb} ${counted(count, 'rating')}`);
  return words.length === 0 ? 'No rating changes.' : `Restoring ${words.join(', ')}.`;
}
