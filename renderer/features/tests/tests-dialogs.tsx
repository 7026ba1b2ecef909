import { useState } from 'react';
import { useLibrary } from '#renderer/lib/library.ts';
import { notifyError } from '#renderer/lib/notify.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { EditDialog } from './edit-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { type ImportSource, readSource } from './import-source.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { addVersion, doChange } from './test-actions.ts';
import { copiedTest, dayOf, emptyDraft, newTest, nextVersion, type TestDraft } from './test-draft.ts';
import { TestForm } from './test-form.tsx';

/** The one dialog that is open. */
export type TestsDialog =
  | { kind: 'add'; title?: string }
  | { kind: 'edit' | 'rename'; test: SuiteTest }
  /** With what was typed already, where editing the test itself is given up for a new version. */
  | { kind: 'duplicate'; test: SuiteTest; draft?: TestDraft }
  | { kind: 'import'; source?: ImportSource };

interface TestsDialogsProps {
  dialog: TestsDialog | undefined;
  setDialog(dialog: TestsDialog | undefined): void;
  /** Shows a test that was added or renamed. */
  onShow(title: string): void;
}

/** The page's dialogs, each for one task. */
export function TestsDialogs({ dialog, setDialog, onShow }: TestsDialogsProps) {
  const close = () => setDialog(undefined);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'add':
      return <AddDialog {...dialog} onClose={close} onShow={onShow} />;
    case 'edit':
      return (
        <EditDialog
          test={dialog.test}
          onClose={close}
          onShow={onShow}
          onVersion={(test, draft) => setDialog({ kind: 'duplicate', test, draft })}
        />
      );
    case 'duplicate':
      return <DuplicateDialog {...dialog} onClose={close} onShow={onShow} />;
    case 'rename':
      return <RenameDialog test={dialog.test} onClose={close} onRenamed={onShow} />;
    case 'import':
      return (
        <ImportDialog
          source={dialog.source}
          onFile={(file) => void openImport(file, setDialog)}
          onText={(text) =>
            setDialog(text === '' ? { kind: 'import' } : { kind: 'import', source: { text, name: '' } })
          }
          onClose={close}
        />
      );
  }
}

/** Shows what a file would bring, or why it cannot be read. */
export async function openImport(file: File, setDialog: (dialog: TestsDialog) => void): Promise<void> {
  const source = await readSource(file);
  if (source.ok) setDialog({ kind: 'import', source: source.value });
  else notifyError(source.error, 'Nothing was imported');
}

interface DialogProps {
  onClose(): void;
  onShow(title: string): void;
}

function AddDialog({ title = '', onClose, onShow }: DialogProps & { title?: string }) {
  const { suite } = useLibrary();
  const [start] = useState(() => ({ ...emptyDraft(suite), title }));
  return (
    <TestForm
      title="New test"
      start={start}
      submitLabel="Add test"
      onClose={onClose}
      onSubmit={async (draft) => {
        const value = newTest(draft, dayOf(new Date()));
        const isAdded = await doChange({ type: 'test.add', value }, `“${value.title}” added.`);
        if (isAdded) onShow(value.title);
        return isAdded;
      }}
    />
  );
}

function DuplicateDialog(props: DialogProps & { test: SuiteTest; draft?: TestDraft }) {
  const { test, draft: typed, onClose, onShow } = props;
  const { suite } = useLibrary();
  const [next] = useState(() => nextVersion(test, suite));
  return (
    <TestForm
      title={`Next version of “${test.title}”`}
      start={typed ? { ...typed, title: next.draft.title, version: next.draft.version } : next.draft}
      submitLabel="Add version"
      {...(test.status === 'archived' ? {} : { replaces: test })}
      onClose={onClose}
      onSubmit={async (draft, archiveOld) => {
        const value = copiedTest(test, draft, next.id, dayOf(new Date()));
        const isAdded = await addVersion(test, suite.indexOf(test), value, archiveOld);
        if (isAdded) onShow(value.title);
        return isAdded;
      }}
    />
  );
}
