import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { Page } from '#renderer/components/page.tsx';
import styles from './page-boundary.module.css';

/** Stands in for a page that failed, so that the others keep working. */
export function PageBoundary({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Something went wrong">
      <EmptyState
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="This page ran into an error"
        text="Nothing that was saved is affected. Try the page again, or go on with another one."
        action={<Button onClick={reset}>Try again</Button>}
      />
      <details className={styles.detail}>
        <summary>Details for a report</summary>
        <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
      </details>
    </Page>
  );
}
