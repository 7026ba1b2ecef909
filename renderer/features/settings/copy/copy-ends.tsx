import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconBucket, IconFolder } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type FolderChoice, FolderChooser } from '#renderer/components/folder-chooser/folder-chooser.tsx';
import { libraryQuery } from '#renderer/lib/library.ts';
import { folderOf } from '#renderer/lib/library-place.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { bucketName } from '#shared/model/connection.ts';
import styles from './copy.module.css';
import type { CopyDirection } from './copy-choices.ts';

/** Which side is copied to which, and in which folder one of them lies. */
export function CopyEnds(props: {
  direction: CopyDirection;
  setDirection(direction: CopyDirection): void;
  folder: string;
  setFolder(folder: string): void;
  isPicking: boolean;
  setPicking(isPicking: boolean): void;
  cancel(): void;
  plan(): void;
}) {
  const { direction, folder, setFolder, setPicking } = props;
  const isUp = direction === 'to-bucket';
  const known = useKnownFolder();
  useEffect(() => {
    if (isUp && folder === '') setFolder(known);
  }, [isUp, folder, known, setFolder]);
  const choice: FolderChoice = {
    title: isUp ? 'Copy from which folder?' : 'Copy into which folder?',
    label: (isLibrary) => (isLibrary ? 'Choose this library' : 'Choose this folder'),
    take: async (chosen) => {
      setFolder(chosen);
      return true;
    },
  };
  const folderEnd = (
    <FolderEnd
      folder={folder}
      label={isUp ? 'From the folder' : 'Into the folder'}
      choose={() => setPicking(true)}
    />
  );
  const bucketEnd = <BucketEnd label={isUp ? 'Into the bucket' : 'From the bucket'} />;
  return (
    <>
      <SegmentedControl
        className={styles.start ?? ''}
        aria-label="Direction"
        value={direction}
        onChange={(value) => {
          // The folder that one side comes from is hardly ever the one to copy into.
          setFolder('');
          props.setDirection(value as CopyDirection);
        }}
        data={[
          { value: 'to-bucket', label: 'Folder to bucket' },
          { value: 'from-bucket', label: 'Bucket to folder' },
        ]}
      />
      <div className={styles.ends}>
        {isUp ? folderEnd : bucketEnd}
        <IconArrowDown size={16} stroke={1.75} className={styles.arrow} aria-label="to" />
        {isUp ? bucketEnd : folderEnd}
      </div>
      <p className={styles.text}>
        First both sides are looked at, and you see what copying would do. Nothing is ever deleted at the
        target, and what is there already in the same form is not copied again.
      </p>
      <div className={styles.foot}>
        <span className={styles.space} />
        <Button variant="default" onClick={props.cancel}>
          Cancel
        </Button>
        <Button disabled={folder === ''} onClick={props.plan}>
          Look at both sides
        </Button>
      </div>
      <FolderChooser opened={props.isPicking} close={() => setPicking(false)} choice={choice} />
    </>
  );
}

function FolderEnd({ folder, label, choose }: { folder: string; label: string; choose(): void }) {
  return (
    <div className={styles.end}>
      <IconFolder size={20} stroke={1.5} aria-hidden="true" />
      <span className={styles.endTexts}>
        <span className={styles.endLabel}>{label}</span>
        <span className={styles.endName} title={folder}>
          {folder === '' ? 'No folder chosen yet' : folder}
        </span>
      </span>
      <Button variant="default" onClick={choose} data-autofocus={folder === '' || undefined}>
        Choose…
      </Button>
    </div>
  );
}

function BucketEnd({ label }: { label: string }) {
  const { connection } = useSettings().storage;
  return (
    <div className={styles.end}>
      <IconBucket size={20} stroke={1.5} aria-hidden="true" />
      <span className={styles.endTexts}>
        <span className={styles.endLabel}>{label}</span>
        <span className={styles.endName}>
          {connection ? bucketName(connection) : 'No bucket is connected'}
        </span>
      </span>
    </div>
  );
}

/** The folder of the open library, else the last one. */
function useKnownFolder(): string {
  const { data: library } = useQuery(libraryQuery);
  const { lastFolder } = useSettings();
  return folderOf(library?.place) || (lastFolder ?? '');
}
