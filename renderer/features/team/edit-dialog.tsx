import { Button, Modal, NumberInput, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Key } from '#renderer/components/key.tsx';
import { useAuthor } from '#renderer/lib/author.ts';
import { useKeys } from '#renderer/lib/use-keys.ts';
import type { TeamConflict } from '#shared/model/team.ts';
import { type ConflictDraft, draftChange, startDraft } from './conflict-edit.ts';
import { viewConflict } from './conflict-view.ts';
import styles from './conflicts-page.module.css';
import { decide } from './decide.ts';

/** Decides a conflict by a value that is neither side's. */
export function EditDialog({ conflict, close }: { conflict: TeamConflict; close(): void }) {
  const [draft, setDraft] = useState(() => startDraft(conflict));
  const [isSaving, setSaving] = useState(false);
  const author = useAuthor();
  const { title, test } = viewConflict(conflict);
  const isEmpty = draft?.kind === 'text' && draft.label === 'Trait' && draft.text.trim() === '';
  const save = async () => {
    const change = draft && !isEmpty ? draftChange(conflict, draft, author()) : undefined;
    if (!change) return;
    setSaving(true);
    const isDecided = await decide(conflict, change);
    setSaving(false);
    if (isDecided) close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  useKeys('Conflict', [
    { keys: 'mod+Enter', description: 'Save this', run: () => void save(), inFields: true, inDialogs: true },
  ]);
  return (
    <Modal opened onClose={close} title={`Decide “${test ?? title}”`} size={520}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {draft && <Fields draft={draft} change={setDraft} />}
        <p className={styles.text}>
          It starts with your value. Both former values stay in History.
          {draft?.kind === 'rating' && ' The affinity follows the score.'}
        </p>
        <div className={styles.footer}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving} disabled={isEmpty} rightSection={<Key keys="mod+Enter" />}>
            Save this
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Fields({ draft, change }: { draft: ConflictDraft; change(draft: ConflictDraft): void }) {
  switch (draft.kind) {
    case 'rating':
      return (
        <>
          <NumberInput
            label="Score, from 1 to 10"
            data-autofocus
            w={160}
            min={1}
            max={10}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.score ?? ''}
            onChange={(score) => change({ ...draft, score: typeof score === 'number' ? score : undefined })}
          />
          <TextField
            label="Commentary"
            value={draft.commentary}
            change={(commentary) => change({ ...draft, commentary })}
          />
        </>
      );
    case 'text':
      return (
        <TextField label={draft.label} value={draft.text} change={(text) => change({ ...draft, text })} />
      );
    case 'test':
      return (
        <>
          <TextField label="Prompt" value={draft.prompt} change={(prompt) => change({ ...draft, prompt })} />
          <TextField
            label="Parameters"
            value={draft.params}
            change={(params) => change({ ...draft, params })}
          />
        </>
      );
  }
}

function TextField(props: { label: string; value: string; change(value: string): void }) {
  return (
    <Textarea
      label={props.label}
      autosize
      minRows={3}
      maxRows={10}
      value={props.value}
      onChange={(event) => props.change(event.currentTarget.value)}
    />
  );
}
