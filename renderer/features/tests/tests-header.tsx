import { Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { saveTextFile } from '#renderer/lib/save-file.ts';
import type { Suite, SuiteTest } from '#shared/model/suite.ts';
import { exportSuiteCsv, exportSuiteJson } from '#shared/model/suite-exchange.ts';
import styles from './tests-page.module.css';
import { changeFilter } from './tests-store.ts';

interface TestsHeaderProps {
  suite: Suite;
  /** What the filter lets through, in the table's order. */
  shown: readonly SuiteTest[];
  search: string;
  searchRef: Ref<HTMLInputElement>;
  onImport(): void;
  onAdd(): void;
}

/** Search, import, export and the one way to a new test, in the app's header. */
export function TestsHeader({ suite, shown, search, searchRef, onImport, onAdd }: TestsHeaderProps) {
  return (
    <PageActions>
      <TextInput
        ref={searchRef}
        size="xs"
        className={styles.search ?? ''}
        aria-label="Search the tests"
        placeholder="Search"
        leftSection={<IconSearch size={14} />}
        rightSection={
          search === '' ? (
            <Key>/</Key>
          ) : (
            <CloseButton
              size="xs"
              aria-label="Clear the search"
              onClick={() => changeFilter({ search: '' })}
            />
          )
        }
        value={search}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (search === '') event.currentTarget.blur();
          else changeFilter({ search: '' });
          event.stopPropagation();
        }}
        onChange={(event) => changeFilter({ search: event.currentTarget.value })}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" flex="none">
            Import, export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onImport}>Import JSON or CSV…</Menu.Item>
          {shown.length !== suite.length && shown.length > 0 && (
            <ExportItems label={`Export the ${shown.length} shown`} tests={shown} />
          )}
          {suite.length > 0 && <ExportItems label={`Export all ${suite.length}`} tests={suite} />}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="xs"
        flex="none"
        leftSection={<IconPlus size={14} />}
        rightSection={<Key>N</Key>}
        onClick={onAdd}
      >
        New test
      </Button>
    </PageActions>
  );
}

function ExportItems({ label, tests }: { label: string; tests: readonly SuiteTest[] }) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      <Menu.Item
        onClick={() => saveTextFile('test_prompts.json', exportSuiteJson(tests), 'application/json')}
      >
        As JSON
      </Menu.Item>
      <Menu.Item onClick={() => saveTextFile('test_prompts.csv', exportSuiteCsv(tests), 'text/csv')}>
        As CSV
      </Menu.Item>
    </>
  );
}
