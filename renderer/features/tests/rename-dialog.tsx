import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLibrary } from '#renderer/lib/library.ts';
import { planRename } from '#shared/model/plans.ts';
import type { SuiteTest } from '#shared/model/suite.ts';
import { moveAlong, renameInWords } from './test-actions.ts';
import styles from './test-form.module.css';

interface RenameDialogProps {
  test: SuiteTest;
  onClose(): void;
  onRenamed(title: string): void;
}

/** Asks for the new title and says, while it is typed, what goes with it. */
export function RenameDialog({ test, onClose, onRenamed }: RenameDialogProps) {
  const library = useLibrary();
  const [typed, setTyped] = useState(test.title);
  const [isRenaming, setIsRenaming] = useState(false);
  const title = typed.trim();
  const plan = planRename(library, test.title, title);
  const problem = !plan.ok && title !== test.title ? plan.error.message : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!plan.ok) return;
    setIsRenaming(true);
    const renamed = await moveAlong(test, title, plan.value);
    setIsRenaming(false);
    if (!renamed) return;
    onRenamed(title);
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={`Rename “${test.title}”`}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label="Title"
          data-autofocus
          value={typed}
          error={problem}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p className={styles.quiet} role="status">
          {plan.ok ? renameInWords(plan.value) : 'Ratings and pictures of every profile go with the title.'}
        </p>
        <div className={styles.footer}>
          <span className={styles.note} />
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!plan.ok} loading={isRenaming}>
            Rename
          </Button>
        </div>
      </form>
    </Modal>
  );
}
