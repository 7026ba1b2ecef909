import { UnstyledButton } from '@mantine/core';
import {
  IconBucket,
  IconChevronRight,
  IconFolderOpen,
  IconSparkles,
  type TablerIcon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { api } from '#renderer/lib/bridge.ts';
import { openLibrary } from '#renderer/lib/open-library.ts';
import { openBucket } from '#renderer/lib/saved-connection.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { bucketName } from '#shared/model/connection.ts';
import styles from './welcome-page.module.css';

/** The three ways in. */
export function WaysIn({ openFolder, isBusy }: { openFolder(): void; isBusy: boolean }) {
  const navigate = useNavigate();
  const { connection } = useSettings().storage;
  const toConnection = () => void navigate({ to: '/settings', search: { section: 'bucket' } });
  return (
    <div className={styles.ways}>
      <Way
        icon={IconSparkles}
        title="Try the demo library"
        text="Five profiles, rated, with pictures. Your own copy: nothing can be spoilt."
        isFirst
        isBusy={isBusy}
        run={() => void openLibrary(api.library.openDemo({}))}
      />
      <Way
        icon={IconFolderOpen}
        title="Open a folder"
        text="A library you have, also one of the earlier Streamlit app, or an empty folder for a new one."
        isBusy={isBusy}
        run={openFolder}
      />
      {connection ? (
        <Way
          icon={IconBucket}
          title="Open the team’s bucket"
          text={bucketName(connection)}
          isBusy={isBusy}
          run={() => void openOrRepair(toConnection)}
        />
      ) : (
        <Way
          icon={IconBucket}
          title="Connect a bucket"
          text="One library for a team, on S3 storage, also without the network."
          isBusy={isBusy}
          run={toConnection}
        />
      )}
    </div>
  );
}

/** Where the bucket cannot be opened, its connection is what one needs to see. */
async function openOrRepair(toConnection: () => void): Promise<void> {
  if (!(await openBucket())) toConnection();
}

function Way(props: {
  icon: TablerIcon;
  title: string;
  text: string;
  isFirst?: boolean;
  isBusy: boolean;
  run(): void;
}) {
  const Icon = props.icon;
  return (
    <UnstyledButton
      className={styles.way}
      data-first={props.isFirst}
      disabled={props.isBusy}
      onClick={props.run}
    >
      <Icon size={22} stroke={1.5} className={styles.wayIcon} aria-hidden="true" />
      <span className={styles.wayTexts}>
        <span className={styles.wayTitle}>{props.title}</span>
        <span className={styles.wayText}>{props.text}</span>
      </span>
      <IconChevronRight size={16} stroke={1.75} className={styles.chevron} aria-hidden="true" />
    </UnstyledButton>
  );
}
