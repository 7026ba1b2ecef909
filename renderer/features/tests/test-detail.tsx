import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useMemo } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { PromptText } from '#renderer/components/prompt-text.tsx';
import { SectionLabel } from '#renderer/components/section-label.tsx';
import { copyText } from '#renderer/lib/clipboard.ts';
import { profilesOf } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { lintTest } from '#shared/midjourney/parameters.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import { baselineProfile } from '#shared/model/analysis.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { type SuiteTest, sectionLabel, viewTest } from '#shared/model/suite.ts';
import { AffinityCounts } from './affinity-counts.tsx';
import { LintNotes } from './lint-notes.tsx';
import { ScoreStrip } from './score-strip.tsx';
import styles from './test-detail.module.css';
import { figuresOf } from './test-figures.ts';
import { resultsOfTest } from './test-pictures.ts';
import { TestResults } from './test-results.tsx';
import { shownNumber } from './test-table-row.tsx';

/** What can be done with the test that is shown; also bound to keys by the page. */
export interface TestActions {
  edit(): void;
  rename(): void;
  duplicate(): void;
  toggleArchived(): void;
  remove(): void;
  /** Undefined where the table is sorted otherwise or the test stands at the end. */
  moveUp: (() => void) | undefined;
  moveDown: (() => void) | undefined;
}

interface TestDetailProps {
  library: LibrarySnapshot;
  test: SuiteTest;
  actions: TestActions;
  onClose(): void;
}

/** All that is known of one test, and every profile's pictures and ratings of it side by side. */
export const TestDetail = memo(function TestDetail(props: TestDetailProps) {
  const { library, test, actions, onClose } = props;
  const view = viewTest(test);
  const findings = useMemo(() => lintTest(test), [test]);
  const results = useMemo(() => resultsOfTest(library, profilesOf(library), test), [library, test]);
  const prompt = fullPrompt(test, baselineProfile);
  return (
    <aside className={styles.pane} aria-label={`Test ${view.title}`}>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title}>{view.title}</h2>
          <p className={styles.quiet}>
            {sectionLabel(view.section)} · {view.version}
            {view.status === 'archived' && ' · archived'}
          </p>
        </div>
        <ActionIcon aria-label="Close" title="Close (Esc)" onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <ActionRow isArchived={view.status === 'archived'} actions={actions} />
      <section className={styles.section}>
        <SectionLabel
          aside={
            <ActionIcon
              size={22}
              aria-label="Copy the prompt without a profile"
              title="Copy the prompt without a profile"
              onClick={() => void copyPrompt(prompt)}
            >
              <IconCopy size={14} />
            </ActionIcon>
          }
        >
          Prompt
        </SectionLabel>
        <div className={styles.prompt}>
          <PromptText prompt={prompt || 'No prompt'} />
        </div>
        <LintNotes findings={findings} />
      </section>
      <Figures library={library} title={view.title} />
      <TestResults test={test} results={results} library={library} />
      <section className={styles.section}>
        <SectionLabel>Record</SectionLabel>
        <dl className={styles.facts}>
          <dt>Id</dt>
          <dd className={styles.mono}>{view.id}</dd>
          <dt>Created</dt>
          <dd>{view.createdDate || 'Unknown'}</dd>
          <dt>Status</dt>
          <dd>{view.status === 'archived' ? 'Archived' : 'Current'}</dd>
          <dt>Elsewhere</dt>
          <dd className={styles.links}>
            <Link to="/gallery" search={{ test: view.title }}>
              Gallery
            </Link>
            <Link to="/review" search={{ test: view.title }}>
              Review
            </Link>
          </dd>
        </dl>
      </section>
    </aside>
  );
});

function ActionRow({ isArchived, actions }: { isArchived: boolean; actions: TestActions }) {
  return (
    <div className={styles.actions}>
      <Button size="xs" px={9} variant="default" rightSection={<Key>E</Key>} onClick={actions.edit}>
        Edit
      </Button>
      <Button size="xs" px={9} variant="default" rightSection={<Key>D</Key>} onClick={actions.duplicate}>
        New version
      </Button>
      <Button size="xs" px={9} variant="default" rightSection={<Key>A</Key>} onClick={actions.toggleArchived}>
        {isArchived ? 'Restore' : 'Archive'}
      </Button>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More for this test">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<Key>F2</Key>} onClick={actions.rename}>
            Rename…
          </Menu.Item>
          <Menu.Item
            disabled={!actions.moveUp}
            rightSection={<Key keys="Alt+ArrowUp" />}
            onClick={() => actions.moveUp?.()}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            disabled={!actions.moveDown}
            rightSection={<Key keys="Alt+ArrowDown" />}
            onClick={() => actions.moveDown?.()}
          >
            Move down
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item rightSection={<Key keys="Delete" />} onClick={actions.remove}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Figures({ library, title }: { library: LibrarySnapshot; title: string }) {
  const { mean, spread, count, affinities, byProfile } = figuresOf(library.analyses, title);
  if (count === 0 && Object.values(affinities).every((number) => number === 0)) return null;
  return (
    <section className={styles.figures} aria-label="Scores over all profiles">
      <div>
        <span className={styles.mean}>{shownNumber(mean)}</span>
        <span className={styles.quiet}>
          {spread === undefined ? 'mean' : `± ${spread.toFixed(1)} spread`}, {count}{' '}
          {count === 1 ? 'score' : 'scores'}
        </span>
      </div>
      <ScoreStrip scores={byProfile.map(({ score }) => score)} width={120} height={30} />
      <AffinityCounts counts={affinities} />
    </section>
  );
}

async function copyPrompt(prompt: string): Promise<void> {
  if (await copyText(prompt)) notifyDone('Prompt copied, without a profile.');
  else notifyError({ code: 'denied', message: 'The browser does not let the app use the clipboard.' });
}
