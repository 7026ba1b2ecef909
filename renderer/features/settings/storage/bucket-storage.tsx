import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { libraryQuery } from '#renderer/lib/library.ts';
import { useConnection } from '#renderer/lib/saved-connection.ts';
import { CopyLibraryButton } from '../copy/copy-library-button.tsx';
import shared from '../settings-page.module.css';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { UsageTable } from './usage-table.tsx';

/** The bucket of a team: its connection, copying, and what it costs. */
export function BucketStorage() {
  const state = useConnection();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
  const { data: library } = useQuery(libraryQuery);
  if (!state) return null;
  const isEmpty = library?.place.kind === 'bucket' && library.suite.length === 0;
  const { connection } = state;
  const onSaved = (isOpen: boolean) => {
    setEditing(false);
    if (isOpen) void navigate({ to: '/overview' });
  };
  return (
    <>
      <p className={shared.text}>
        One library in an S3 bucket, for everybody on the team, on AWS or a compatible service. The layout is
        the same as in a folder. Work goes on without the network: what you do is kept on this device and sent
        when the bucket can be reached.
      </p>
      {connection && !isEditing ? (
        <ConnectionCard state={state} connection={connection} edit={() => setEditing(true)} />
      ) : (
        <ConnectionForm
          state={state}
          cancel={connection ? () => setEditing(false) : undefined}
          onSaved={onSaved}
        />
      )}
      {connection && !isEditing && (
        <>
          <div className={shared.buttons}>
            <CopyLibraryButton start={isEmpty ? 'to-bucket' : 'from-bucket'} />
          </div>
          <UsageTable />
        </>
      )}
    </>
  );
}
