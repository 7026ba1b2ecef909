import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { api } from '#renderer/lib/bridge.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { openLibrary } from '#renderer/lib/open-library.ts';
import type { Settings } from '#shared/model/settings.ts';
import styles from './settings-page.module.css';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** A library that was opened before: open it again, or forget that it was. */
export function RecentRow(props: { recent: Settings['recent'][number]; isOpen: boolean; isBusy: boolean }) {
  const { name, folder, opened } = props.recent;
  return (
    <li className={styles.recentRow}>
      <div className={styles.cardTexts}>
        <span className={styles.rowLabel}>{name}</span>
        <span className={styles.path}>{folder}</span>
      </div>
      <span className={styles.rowText}>{props.isOpen ? 'Open now' : dayOf(opened)}</span>
      {!props.isOpen && (
        <Button
          variant="default"
          disabled={props.isBusy}
          onClick={() => void openLibrary(api.library.open({ folder }))}
        >
          Open
        </Button>
      )}
      <ActionIcon
        aria-label={`Forget ${name}; its folder stays as it is`}
        title="Forget it here; the folder stays as it is"
        onClick={() => void forget(folder)}
      >
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </li>
  );
}

async function forget(folder: string): Promise<void> {
  const result = await api.library.forget({ folder });
  if (!result.ok) notifyError(result.error, 'It was not forgotten');
}

function dayOf(opened: string): string {
  const time = Date.parse(opened);
  return Number.isNaN(time) ? '' : dates.format(time);
}
