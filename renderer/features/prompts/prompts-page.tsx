import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { Key } from '#renderer/components/key.tsx';
import { Page } from '#renderer/components/page.tsx';
import { PageActions } from '#renderer/components/page-header.tsx';
import { Segments } from '#renderer/components/segments.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { matchedPictures, useLibrary } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import { useProfile } from '#renderer/lib/selection.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { isCurrent, sectionLabel } from '#shared/model/suite.ts';
import { BulkText } from './bulk-text.tsx';
import { PromptRow } from './prompt-row.tsx';
import { checkSuite, countJobs, isMissing, type PromptEntry, promptSections } from './prompt-sets.ts';
import styles from './prompts-page.module.css';
import { clearMarks, markKey, usePromptsStore } from './prompts-store.ts';
import { SuiteHealth } from './suite-health.tsx';
import { useCopying } from './use-copying.ts';

type Shown = 'all' | 'missing' | 'uncopied';

const noMarks: Record<string, string> = {};
const midjourney = 'https://www.midjourney.com/imagine';

/** The prompts of the suite for the chosen profile, to copy into Midjourney. */
export function PromptsPage() {
  const library = useLibrary();
  const profile = useProfile();
  const { suite } = library;
  const matched = matchedPictures(library, profile);
  const sections = useMemo(() => promptSections(suite, profile, matched), [suite, profile, matched]);
  const { common, byTest } = useMemo(() => checkSuite(suite.filter(isCurrent)), [suite]);
  const marks = markKey(library.id, profile);
  const copied = usePromptsStore((state) => state.copied[marks] ?? noMarks);
  const [shown, setShown] = useState<Shown>('all');
  const [active, setActive] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);

  const everything = useMemo(() => sections.flatMap(({ entries }) => entries), [sections]);
  const missing = useMemo(() => everything.filter(isMissing), [everything]);
  const uncopied = everything.filter(({ test, prompt }) => copied[test.title] !== prompt);
  const visible = { all: everything, missing, uncopied }[shown];
  const visibleSections = sections
    .map(({ section, entries }) => ({ section, entries: entries.filter((entry) => visible.includes(entry)) }))
    .filter(({ entries }) => entries.length > 0);
  const current = visible.find(({ test }) => test.title === active) ?? visible[0];

  const copy = useCopying(
    marks,
    profile,
    useCallback(() => field.current?.focus(), []),
  );
  const copyOne = useCallback((entry: PromptEntry) => void copy([entry], entry.test.title), [copy]);
  const copySection = (entry: PromptEntry | undefined) => {
    const found = visibleSections.find(({ entries }) => entry !== undefined && entries.includes(entry));
    if (found) void copy(found.entries, sectionLabel(found.section));
  };
  const move = (step: number) => {
    const next = current && visible[visible.indexOf(current) + step];
    if (next) focusRow(next.test.title);
  };
  useKeys('Prompts', [
    { keys: 'ArrowDown', description: 'Next prompt', run: () => move(1) },
    { keys: 'ArrowUp', description: 'Previous prompt', run: () => move(-1) },
    { keys: 'c', description: 'Copy the prompt', run: () => current && copyOne(current) },
    { keys: 'Enter', description: 'Copy the prompt', hidden: true, run: () => current && copyOne(current) },
    { keys: 'Shift+c', description: 'Copy the section', run: () => copySection(current) },
    { keys: 'a', description: 'Copy all', run: () => void copy(everything, 'All') },
    { keys: 'm', description: 'Copy those without a picture', run: () => void copy(missing, 'Missing') },
  ]);

  if (everything.length === 0) return <NoPrompts />;
  return (
    <Page bare title="Prompts">
      <PageActions>
        <Button
          variant="default"
          disabled={missing.length === 0}
          rightSection={<Key>M</Key>}
          onClick={() => void copy(missing, 'Missing')}
        >
          {missing.length === 0 ? 'None missing' : `Copy ${missing.length} missing`}
        </Button>
        <Button rightSection={<Key>A</Key>} onClick={() => void copy(everything, 'All')}>
          Copy all {everything.length}
        </Button>
      </PageActions>
      <div className={styles.columns}>
        <div className={styles.list}>
          <SuiteHealth library={library.id} remarks={common} />
          <div className={styles.filter}>
            <Segments<Shown>
              label="Which prompts"
              data={[
                { value: 'all', label: `All ${everything.length}` },
                { value: 'missing', label: `Missing a picture ${missing.length}` },
                { value: 'uncopied', label: `Not copied ${uncopied.length}` },
              ]}
              value={shown}
              onChange={setShown}
            />
            <span className={styles.jobs}>{countJobs(visible, shown === 'missing')}</span>
          </div>
          {visible.length === 0 && (
            <p className={styles.none}>
              {shown === 'missing' ? 'Every test has its picture.' : 'Every prompt is copied.'}
            </p>
          )}
          {visibleSections.map(({ section, entries }) => (
            <section key={section} className={styles.section}>
              <header className={styles.head}>
                <h2 className={styles.name}>{sectionLabel(section)}</h2>
                <span className={styles.jobs}>{countJobs(entries, shown === 'missing')}</span>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  className={styles.copySection}
                  rightSection={current && entries.includes(current) ? <Key keys="Shift+c" /> : undefined}
                  onClick={() => void copy(entries, sectionLabel(section))}
                >
                  Copy section
                </Button>
              </header>
              <ol className={styles.rows}>
                {entries.map((entry) => (
                  <PromptRow
                    key={entry.test.title}
                    entry={entry}
                    picture={matched.byTest.get(entry.test.title)?.find((file) => file !== undefined)}
                    copied={copied[entry.test.title]}
                    remarks={byTest.get(entry.test.title) ?? []}
                    active={entry === current}
                    onActivate={setActive}
                    onCopy={copyOne}
                  />
                ))}
              </ol>
            </section>
          ))}
        </div>
        <BulkText
          entries={visible}
          profile={profile}
          onlyMissing={shown === 'missing'}
          marks={Object.keys(copied).length}
          field={field}
          onCopy={() => void copy(visible, 'Shown')}
          onClearMarks={() => clearMarks(marks)}
          onOpenMidjourney={() => void openMidjourney()}
        />
      </div>
    </Page>
  );
}

function NoPrompts() {
  const navigate = useNavigate();
  return (
    <Page title="Prompts">
      <EmptyState
        icon={<IconListDetails size={28} stroke={1.4} />}
        title="No tests yet"
        text="Prompts come from the tests of the suite. Write the first ones, or import them from JSON or CSV."
        action={<Button onClick={() => void navigate({ to: '/tests' })}>Add or import tests</Button>}
      />
    </Page>
  );
}

/** Moves the focus to a row's button, which makes the row the active one. */
function focusRow(title: string): void {
  const button = document.querySelector<HTMLElement>(`[data-copy="${CSS.escape(title)}"]`);
  button?.focus();
  button?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

async function openMidjourney(): Promise<void> {
  const result = await api.app.openLink({ url: midjourney });
  if (!result.ok) notifyError(result.error, 'Midjourney was not opened');
}
