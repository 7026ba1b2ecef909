import { Select, TextInput } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { Page } from '#renderer/components/page.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { useConflicts, useWaiting } from '#renderer/lib/team.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { HistoryList } from './history-list.tsx';
import styles from './history-page.module.css';
import {
  authorsOf,
  type HistoryFilter,
  type HistoryKind,
  historyKinds,
  historyRows,
} from './history-rows.ts';
import { useHistory } from './use-history.ts';

const kindLabels: Record<HistoryKind | 'all', string> = {
  all: 'All',
  ratings: 'Ratings',
  profiles: 'Profiles',
  tests: 'Tests',
  pictures: 'Pictures',
};

const noEntries: never[] = [];
const noConflicts: never[] = [];

/** Every change of the library: who, when, old and new value; and the way back. */
export function HistoryPage() {
  const { data: entries = noEntries, isPending, error } = useHistory();
  const [filter, setFilter] = useState<HistoryFilter>({ kind: 'all', who: '', search: '' });
  const search = useRef<HTMLInputElement>(null);
  const waiting = useWaiting();
  const conflicts = useConflicts() ?? noConflicts;
  const rows = useMemo(
    () => historyRows(entries, filter, { waiting, conflicts }),
    [entries, filter, waiting, conflicts],
  );
  const authors = useMemo(() => authorsOf(entries), [entries]);
  useKeys('History', [{ keys: '/', description: 'Search the history', run: () => search.current?.focus() }]);

  return (
    <Page title="History" bare>
      <PageActions>
        <TextInput
          ref={search}
          size="xs"
          aria-label="Search the history"
          placeholder="Search"
          leftSection={<IconSearch size={14} />}
          value={filter.search}
          onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
        />
        {authors.length > 1 && (
          <Select
            size="xs"
            aria-label="Whose changes"
            placeholder="Everybody"
            clearable
            data={authors}
            value={filter.who || null}
            onChange={(who) => setFilter({ ...filter, who: who ?? '' })}
          />
        )}
      </PageActions>
      <fieldset className={styles.kinds}>
        <legend className={styles.hidden}>Which changes</legend>
        {(['all', ...historyKinds] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            aria-pressed={filter.kind === kind}
            onClick={() => setFilter({ ...filter, kind })}
          >
            {kindLabels[kind]}
          </button>
        ))}
      </fieldset>
      {rows.length > 0 && <HistoryList rows={rows} />}
      {rows.length === 0 && !isPending && <NothingToShow error={error} isFiltered={entries.length > 0} />}
      {isPending && (
        <p className={styles.reading} role="status">
          Reading the history…
        </p>
      )}
    </Page>
  );
}

function NothingToShow({ error, isFiltered }: { error: Error | null; isFiltered: boolean }) {
  if (error) return <EmptyState title="The history cannot be read" text={error.message} />;
  if (isFiltered)
    return <EmptyState title="No change matches" text="Choose another kind, or search for less." />;
  return (
    <EmptyState
      icon={<IconHistory size={32} />}
      title="Nothing has been changed yet"
      text="Every rating, trait, test and picture that you change is listed here, and can be taken back."
    />
  );
}
