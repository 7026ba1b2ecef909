import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LightboxHost } from '#renderer/components/lightbox/lightbox.tsx';
import { Page } from '#renderer/components/page.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { findTest } from '#shared/model/suite.ts';
import { loadDefaultSuite } from './default-suite.ts';
import { addTests } from './test-actions.ts';
import { TestDetail } from './test-detail.tsx';
import { figuresOf, prepareFigures } from './test-figures.ts';
import { type TestRow, testRows } from './test-list.ts';
import { openImport, type TestsDialog, TestsDialogs } from './tests-dialogs.tsx';
import { TestsFilter } from './tests-filter.tsx';
import { TestsHeader } from './tests-header.tsx';
import styles from './tests-page.module.css';
import { changeSort, showAllTests, useTestsView } from './tests-store.ts';
import { TestsTable, type TestsTableHandle } from './tests-table.tsx';
import { useTestActions } from './use-test-actions.ts';
import { useTestsKeys } from './use-tests-keys.ts';

/** The suite: every test with what all profiles made of it, and all that can be done with it. */
export function TestsPage() {
  const library = useLibrary();
  const { suite, analyses } = library;
  const { filter, sort } = useTestsView();
  const [dialog, setDialog] = useState<TestsDialog>();
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<TestsTableHandle>(null);
  const { test: openTitle, add } = useSearch({ from: '/tests' });
  const navigate = useNavigate();
  const show = useCallback(
    (title: string | undefined) => {
      void navigate({ to: '/tests', search: title === undefined ? {} : { test: title }, replace: true });
    },
    [navigate],
  );

  useEffect(() => {
    if (add === undefined) return;
    setDialog({ kind: 'add', title: add });
    show(undefined);
  }, [add, show]);

  const rows = useMemo(
    () => testRows(suite, filter, sort, (title) => figuresOf(analyses, title)),
    [suite, filter, sort, analyses],
  );
  useEffect(
    () =>
      prepareFigures(
        analyses,
        suite.map((test) => test.title),
      ),
    [analyses, suite],
  );
  const shownTests = useMemo(() => rows.map((row) => row.test), [rows]);
  const openTest = openTitle === undefined ? undefined : findTest(suite, openTitle);
  const [lastTitle, setLastTitle] = useState(openTitle);
  // Other pages and the finder open tests too; closed, the cursor stays on what was shown.
  if (openTest && openTest.title !== lastTitle) setLastTitle(openTest.title);
  const cursorTitle = openTest?.title ?? lastTitle;
  const cursorIndex = rows.findIndex(({ view }) => view.title === cursorTitle);
  const cursor = openTest ?? rows[cursorIndex]?.test;

  const open = useCallback(({ view }: TestRow) => show(view.title), [show]);
  const close = useCallback(() => {
    show(undefined);
    table.current?.focus();
  }, [show]);
  const actions = useTestActions({ library, test: cursor, rows, sort, setDialog });
  const shown = useMemo(
    () => (openTest && actions ? { test: openTest, actions } : undefined),
    [openTest, actions],
  );
  // The row follows a key at once; the pictures of many profiles may take a moment longer.
  const pane = useDeferredValue(shown);
  useTestsKeys({
    rows,
    index: cursorIndex,
    isOpen: openTest !== undefined,
    rowsPerPage: () => table.current?.rowsPerPage() ?? 1,
    onCursor: (row) => (openTest ? open(row) : setLastTitle(row.view.title)),
    onOpen: open,
    onClose: close,
    onSearch: () => search.current?.focus(),
    onAdd: () => setDialog({ kind: 'add' }),
    actions,
  });

  return (
    <Page title="Tests" bare>
      <TestsHeader
        suite={suite}
        shown={shownTests}
        search={filter.search}
        searchRef={search}
        onImport={() => setDialog({ kind: 'import' })}
        onAdd={() => setDialog({ kind: 'add' })}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut for the Import dialog */}
      <div
        className={styles.page}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes('Files')) event.preventDefault();
        }}
        onDrop={(event) => {
          event.preventDefault();
          const [file] = event.dataTransfer.files;
          if (file) void openImport(file, setDialog);
        }}
      >
        {suite.length === 0 ? (
          <NoTests onImport={() => setDialog({ kind: 'import' })} onAdd={() => setDialog({ kind: 'add' })} />
        ) : (
          <>
            <TestsFilter suite={suite} filter={filter} shown={rows.length} />
            <div className={styles.body} data-open={pane !== undefined || undefined}>
              <div className={styles.list}>
                {rows.length === 0 ? (
                  <NoMatch />
                ) : (
                  <TestsTable
                    handle={table}
                    rows={rows}
                    cursor={rows[cursorIndex]?.position}
                    isOpen={openTest !== undefined}
                    sort={sort}
                    onSort={changeSort}
                    onOpen={open}
                  />
                )}
              </div>
              {pane && (
                <TestDetail
                  key={pane.test.title}
                  library={library}
                  test={pane.test}
                  actions={pane.actions}
                  onClose={close}
                />
              )}
            </div>
          </>
        )}
      </div>
      <TestsDialogs dialog={dialog} setDialog={setDialog} onShow={show} />
      <LightboxHost />
    </Page>
  );
}

function NoMatch() {
  return (
    <EmptyState
      title="No test matches"
      text="Search for less, or let more through."
      action={
        <Button size="xs" variant="default" onClick={showAllTests}>
          Show all tests
        </Button>
      }
    />
  );
}

function NoTests({ onImport, onAdd }: { onImport(): void; onAdd(): void }) {
  return (
    <EmptyState
      icon={<IconListDetails size={32} stroke={1.5} />}
      title="No tests yet"
      text="A suite is the set of prompts that every profile answers, so that profiles can be compared."
      action={
        <>
          <Button onClick={() => void addDefaultSuite()}>Start from the default suite</Button>
          <Button variant="default" onClick={onImport}>
            Import a file…
          </Button>
          <Button variant="default" onClick={onAdd}>
            New test
          </Button>
        </>
      }
    />
  );
}

async function addDefaultSuite(): Promise<void> {
  const suite = await loadDefaultSuite();
  if (suite.ok) await addTests(suite.value, ' of the default suite');
  else notifyError(suite.error, 'The default suite was not added');
}
