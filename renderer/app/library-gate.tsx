import { Button, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { CallError } from '#renderer/lib/bridge.ts';
import { libraryQuery } from '#renderer/lib/library.ts';
import styles from './library-gate.module.css';
import { Shell } from './shell/shell.tsx';
import { WithoutLibrary } from './without-library.tsx';

/** Lets the pages in while a library is open; without one there are the first-run page and the settings. */
export function LibraryGate() {
  const { data: library, error, refetch, isFetching } = useQuery(libraryQuery);
  if (library) {
    return (
      <Shell key={library.id}>
        <Outlet />
      </Shell>
    );
  }
  if (library === null) return <WithoutLibrary />;
  if (error) return <Unreadable error={error} retry={() => void refetch()} isBusy={isFetching} />;
  return <Opening />;
}

function Unreadable({ error, retry, isBusy }: { error: Error; retry: () => void; isBusy: boolean }) {
  return (
    <main className={styles.centre}>
      <EmptyState
        icon={<IconPlugConnectedX size={36} stroke={1.5} />}
        title="The library cannot be shown"
        text={error instanceof CallError ? error.error.message : 'Nothing was changed. Try again.'}
        action={
          <Button onClick={retry} loading={isBusy}>
            Try again
          </Button>
        }
      />
    </main>
  );
}

/** Comes in late by its style, so that a quick opening does not flicker. */
function Opening() {
  return (
    <main className={styles.centre}>
      <div className={styles.late} role="status">
        <Loader />
        <span>Opening the library…</span>
      </div>
    </main>
  );
}
