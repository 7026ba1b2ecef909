import { Autocomplete, Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useMemo, useState } from 'react';
import { ConflictChoice } from '#renderer/components/conflict-choice.tsx';
import { Key } from '#renderer/components/key.tsx';
import { confirm } from '#renderer/lib/confirm.tsx';
import { useLibrary } from '#renderer/lib/library.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import { knownSections, type SuiteTest, viewTest } from '#shared/model/suite.ts';
import { checkDraft, newTest, type TestDraft } from './test-draft.ts';
import styles from './test-form.module.css';
import { TestPreview } from './test-preview.tsx';
import { useMeetingDraft } from './use-meeting-draft.ts';

interface TestFormProps {
  title: string;
  start: TestDraft;
  submitLabel: string;
  /** The test that is edited; undefined for a new one. */
  edited?: { test: SuiteTest; pictures: number };
  /** Offers to archive this one, when the new test replaces it. */
  replaces?: SuiteTest;
  /** What saving does apart from saving, for the draft as it stands. */
  note?(draft: TestDraft): ReactNode;
  onClose(): void;
  /** @returns whether the form may close. */
  onSubmit(draft: TestDraft, archiveOld: boolean): Promise<boolean>;
}

/** The form of a test, with what comes of it beside it: prompt, file names, findings. */
export function TestForm(props: TestFormProps) {
  const { title, start, submitLabel, edited, replaces, note, onClose, onSubmit } = props;
  const { suite } = useLibrary();
  const [archiveOld, setArchiveOld] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const form = useForm<TestDraft>({
    initialValues: start,
    validate: (draft) => ({ ...checkDraft(draft, suite, edited) }),
    validateInputOnBlur: true,
  });
  const sections = useMemo(
    () => [...new Set([...knownSections, ...suite.map((test) => viewTest(test).section)])],
    [suite],
  );
  const { clashes, isTouched, choose } = useMeetingDraft(form, edited?.test);
  const close = async () => {
    if (isLeaving) return;
    setIsLeaving(true);
    const mayClose = !isTouched() || (await confirm(discardQuestion));
    setIsLeaving(false);
    if (mayClose) onClose();
  };
  const submit = form.onSubmit(async (draft) => {
    if (clashes.length > 0 || isLeaving) return;
    setIsSaving(true);
    const mayClose = await onSubmit(draft, archiveOld);
    setIsSaving(false);
    if (mayClose) onClose();
  });
  useKeys('Test form', [
    { keys: 'mod+Enter', description: submitLabel, run: () => submit(), inFields: true, inDialogs: true },
  ]);
  const draft = form.values;

  return (
    <Modal
      opened
      onClose={() => void close()}
      closeOnEscape={!isLeaving && !isSaving}
      closeOnClickOutside={!isTouched()}
      title={title}
      size={860}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.columns}>
          <div className={styles.fields}>
            <TextInput
              label="Title"
              data-autofocus
              required
              withAsterisk={false}
              {...form.getInputProps('title')}
            />
            <div className={styles.pair}>
              <Autocomplete
                label="Section"
                size="sm"
                data={sections}
                // All of them, also when one is chosen: the field is a choice first.
                filter={({ options }) => options}
                required
                withAsterisk={false}
                {...form.getInputProps('section')}
              />
              <TextInput label="Version" placeholder="v1" {...form.getInputProps('version')} />
            </div>
            <Textarea
              label="Prompt"
              classNames={{ input: styles.mono ?? '' }}
              autosize
              minRows={4}
              maxRows={10}
              {...form.getInputProps('prompt')}
            />
            <Textarea
              label="Parameters"
              placeholder="--ar 16:9 --v 8.2"
              description="The app adds --p by itself."
              classNames={{ input: styles.mono ?? '' }}
              autosize
              minRows={2}
              maxRows={5}
              {...form.getInputProps('params')}
            />
            {replaces && (
              <Checkbox
                label={`Archive “${replaces.title}”`}
                checked={archiveOld}
                onChange={(event) => setArchiveOld(event.currentTarget.checked)}
              />
            )}
          </div>
          <TestPreview test={newTest(draft, '')} />
        </div>
        {clashes.map((clash) => (
          <ConflictChoice
            key={clash.field}
            subject={fieldNames[clash.field]}
            theirs={clash.theirs}
            onChoose={(keep) => choose(clash, keep)}
          />
        ))}
        <div className={styles.footer}>
          <span className={styles.note} role="status">
            {note?.(draft)}
          </span>
          <Button variant="default" onClick={() => void close()}>
            Cancel
          </Button>
          <Button
            type="submit"
            disabled={clashes.length > 0}
            loading={isSaving}
            rightSection={<Key keys="mod+Enter" />}
          >
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const fieldNames: Record<keyof TestDraft, string> = {
  title: 'The title',
  section: 'The section',
  version: 'The version',
  prompt: 'The prompt',
  params: 'The parameters',
};

const discardQuestion = {
  title: 'Discard what you typed?',
  body: 'It is not saved yet.',
  confirmLabel: 'Discard',
  cancelLabel: 'Go on editing',
  danger: true,
} as const;
