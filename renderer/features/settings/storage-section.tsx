import { SegmentedControl } from '@mantine/core';
import { IconCloud } from '@tabler/icons-react';
import { useState } from 'react';
import { Section } from './section.tsx';
import styles from './settings-page.module.css';

/** Where libraries are kept: in folders; in buckets later. */
export function StorageSection() {
  const [place, setPlace] = useState('local');
  return (
    <Section id="storage" title="Storage">
      <SegmentedControl
        className={styles.choice ?? ''}
        aria-label="Where the library is kept"
        value={place}
        onChange={setPlace}
        data={[
          { value: 'local', label: 'Folder on this computer' },
          { value: 's3', label: 'S3 bucket for a team' },
        ]}
      />
      {place === 'local' ? (
        <p className={styles.text}>
          A library is a plain folder of JSON files and pictures, in the layout of the predecessor: either app
          opens it, with nothing to import. What only this app knows lies beside it, in{' '}
          <code>profile_tester/</code>. A folder that a sync service keeps works too; changes from elsewhere
          are noticed.
        </p>
      ) : (
        <div className={styles.notYet}>
          <IconCloud size={22} stroke={1.5} aria-hidden="true" />
          <div>
            <p className={styles.notYetTitle}>Buckets are not available yet.</p>
            <p className={styles.text}>
              Working as a team on one S3 bucket comes in a later version. Nothing changes until then: your
              libraries stay in their folders, and a folder can be put into a bucket as it is, since the
              layout is the same in both.
            </p>
          </div>
        </div>
      )}
    </Section>
  );
}
