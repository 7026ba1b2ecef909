import { Button } from '@mantine/core';
import { IconBucket } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { opening } from '#renderer/lib/open-library.ts';
import { openBucket, readConnectionAgain } from '#renderer/lib/saved-connection.ts';
import { useIsTeam } from '#renderer/lib/team.ts';
import { bucketName, type Connection, type ConnectionState } from '#shared/model/connection.ts';
import shared from '../settings-page.module.css';
import styles from './bucket.module.css';
import { ConnectionReportView } from './connection-report.tsx';
import { credentialsInWords, protectionLabels, savedSecretLabels } from './connection-words.ts';
import { forgetConnection, saveConnection } from './save-connection.ts';
import { useConnectionTest } from './use-connection-test.ts';

/** The saved connection, and what can be done with it. */
export function ConnectionCard(props: { state: ConnectionState; connection: Connection; edit(): void }) {
  const { state, connection, edit } = props;
  const isTeam = useIsTeam();
  const isOpening = useStore(opening, ({ isOpening: now }) => now);
  const test = useConnectionTest();
  const [soleEditor, setSoleEditor] = useState(connection.soleEditor);
  // What may be written follows from both; an open library takes it in by being opened anew.
  const openAnew = async () => {
    if (isTeam) await openBucket();
  };
  const runTest = async () => {
    const found = await test.run(connection, undefined);
    if (!found || found.protection === 'untested' || found.protection === connection.protection) return;
    await readConnectionAgain();
    await openAnew();
  };
  const setAlone = async (isAlone: boolean) => {
    setSoleEditor(isAlone);
    const isSaved = await saveConnection(
      { ...connection, soleEditor: isAlone },
      undefined,
      state.secret === 'file',
    );
    if (isSaved) await openAnew();
  };
  return (
    <>
      <div className={styles.card}>
        <IconBucket size={24} stroke={1.5} aria-hidden="true" />
        <div className={shared.cardTexts}>
          <span className={shared.cardTitle}>{bucketName(connection)}</span>
          <span className={shared.rowText}>
            {connection.endpoint === '' ? 'AWS' : connection.endpoint}, {connection.region}
          </span>
          <span className={shared.rowText}>{credentialsLine(state, connection)}</span>
          <span className={shared.rowText}>{editsLine(connection)}</span>
        </div>
        <div className={styles.cardActions}>
          {!isTeam && (
            <Button loading={isOpening} onClick={() => void openBucket()}>
              Open
            </Button>
          )}
          <Button variant="default" onClick={edit}>
            Edit…
          </Button>
          <Button variant="default" loading={test.isTesting} onClick={() => void runTest()}>
            Test connection
          </Button>
          <Button variant="default" onClick={() => void forgetConnection(connection)}>
            Forget…
          </Button>
        </div>
      </div>
      {test.tested && (
        <ConnectionReportView
          report={test.tested.report}
          isOutdated={false}
          soleEditor={soleEditor}
          setSoleEditor={(isAlone) => void setAlone(isAlone)}
          takeRegion={edit}
        />
      )}
      {state.secret === 'none' && connection.credentials.kind === 'keys' && (
        <p className={styles.attention}>
          The secret is not known any more. Press Edit and type it again; everything else is kept.
        </p>
      )}
    </>
  );
}

function credentialsLine(state: ConnectionState, connection: Connection): string {
  const words = credentialsInWords(connection);
  const secret = connection.credentials.kind === 'keys' ? `, secret ${savedSecretLabels[state.secret]}` : '';
  return `Credentials: ${words}${secret}`;
}

function editsLine({ protection, soleEditor }: Connection): string {
  const words = `Simultaneous edits: ${protectionLabels[protection]}`;
  if (protection === 'protected') return words;
  return soleEditor ? `${words}, edited by you alone` : `${words}, so for reading only`;
}
