import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useLibrary } from '#renderer/lib/library.ts';
import { currentTitle } from '#shared/model/former-titles.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { planRename, planTestRemoval } from '#shared/model/plans.ts';
import { findTest, type Suite, type SuiteTest } from '#shared/model/suite.ts';
import { countsInWords, renameInWords, saveEdits } from './test-actions.ts';
import { draftOf, type TestDraft } from './test-draft.ts';
import styles from './test-form.module.css';
import { TestForm } from './test-form.tsx';
import { countPictures } from './test-pictures.ts';

interface EditDialogProps {
  test: SuiteTest;
  onClose(): void;
  /** Shows the test under its new title. */
  onShow(title: string): void;
  /** Makes a new version of what was typed instead. */
  onVersion(test: SuiteTest, draft: TestDraft): void;
}

/** Edits a test, also while others do; warns where ratings and pictures were made with another prompt. */
export function EditDialog({ test: opened, onClose, onShow, onVersion }: EditDialogProps) {
  const library = useLibrary();
  const test = useLiveTest(library.suite, opened);
  return (
    <TestForm
      title={`Edit “${test.title}”`}
      start={draftOf(opened)}
      submitLabel="Save"
      edited={{ test, pictures: countPictures(library, test) }}
      note={(draft) => {
        const rename = planRename(library, test.title, draft.title.trim());
        const counts = changesPrompt(test, draft) ? countsOf(library, test) : undefined;
        return (
          <>
            {rename.ok && <p className={styles.quiet}>Renames it: {renameInWords(rename.value)}</p>}
            {counts !== undefined && (
              <p className={styles.quiet}>
                {counts} were made with the old prompt and stay with the test. A new version keeps them apart.{' '}
                <Button size="compact-xs" variant="default" onClick={() => onVersion(test, draft)}>
                  New version instead…
                </Button>
              </p>
            )}
          </>
        );
      }}
      onClose={onClose}
      onSubmit={async (draft) => {
        const title = await saveEdits(library, test, draft);
        if (title !== undefined && title !== test.title) onShow(title);
        return title !== undefined;
      }}
    />
  );
}

/** The test as it is stored now, under whatever title; as it was last when it is gone. */
function useLiveTest(suite: Suite, opened: SuiteTest): SuiteTest {
  const last = useRef(opened);
  const title = currentTitle(suite, last.current.title);
  last.current = (title !== undefined && findTest(suite, title)) || last.current;
  return last.current;
}

function changesPrompt(test: SuiteTest, draft: TestDraft): boolean {
  const { prompt, params } = draftOf(test);
  return draft.prompt.trim() !== prompt.trim() || draft.params.trim() !== params.trim();
}

/** What hangs on a test; undefined when nothing does. */
function countsOf(library: LibrarySnapshot, test: SuiteTest): string | undefined {
  const plan = planTestRemoval(library, test.title);
  return plan.ratings + plan.pictures > 0 ? countsInWords(plan) : undefined;
}
