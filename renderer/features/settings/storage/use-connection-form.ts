import { type UseFormReturnType, useForm } from '@mantine/form';
import { useState } from 'react';
import { openBucket } from '#renderer/lib/saved-connection.ts';
import type { Connection, ConnectionReport, ConnectionState } from '#shared/model/connection.ts';
import { type ConnectionDraft, draftOf, type ReadDraft, readDraft } from './connection-draft.ts';
import { canOpen, isUnprotected } from './connection-words.ts';
import { saveConnection } from './save-connection.ts';
import { isTestOf, useConnectionTest } from './use-connection-test.ts';

type Filled = Extract<ReadDraft, { ok: true }>;

export interface ConnectionFormState {
  form: UseFormReturnType<ConnectionDraft>;
  /** The saved connection where its secret is known. */
  saved: Connection | null;
  test: { isShown: boolean; report: ConnectionReport | undefined; isRunning: boolean; isOutdated: boolean };
  isSaving: boolean;
  /** Whether saving and opening would open it for reading only, as far as is known. */
  isReadOnly: boolean;
  runTest(): Promise<void>;
  saveAndOpen(): Promise<void>;
  saveOnly(): Promise<void>;
}

/**
 * The form of a connection: what is typed is tested before it is saved and opened, and where the test finds
 * something that one has to know first, it stops there.
 */
export function useConnectionForm(
  state: ConnectionState,
  onSaved: (isOpen: boolean) => void,
): ConnectionFormState {
  const saved = state.secret === 'none' ? null : state.connection;
  const form = useForm<ConnectionDraft>({
    initialValues: draftOf(state.connection),
    validate: (draft) => {
      const read = readDraft(draft, saved);
      return read.ok ? {} : { ...read.errors };
    },
  });
  const [isSaving, setSaving] = useState(false);
  const test = useConnectionTest();
  const read = readDraft(form.values, saved);
  const report = read.ok ? reportOf(read) : undefined;

  /** What is known of exactly this from the last test. */
  function reportOf({ connection, secret }: Filled): ConnectionReport | undefined {
    return test.tested && isTestOf(test.tested, connection, secret) ? test.tested.report : undefined;
  }

  /** What is typed; undefined when something is wrong, which the fields then show. */
  function filled(): Filled | undefined {
    const now = readDraft(form.getValues(), saved);
    const { hasErrors, errors } = form.validate();
    const [wrong] = Object.keys(errors);
    // The field may be out of sight, and with it what is wrong.
    if (wrong !== undefined) form.getInputNode(wrong as keyof ConnectionDraft)?.focus();
    return hasErrors || !now.ok ? undefined : now;
  }

  async function save({ connection, secret }: Filled, open: boolean): Promise<void> {
    setSaving(true);
    const isSaved = await saveConnection(connection, secret, form.getValues().keep);
    const isOpen = isSaved && open && (await openBucket());
    setSaving(false);
    if (isSaved && (isOpen || !open)) onSaved(isOpen);
  }

  return {
    form,
    saved,
    test: {
      isShown: test.tested !== undefined,
      report: test.tested?.report,
      isRunning: test.isTesting,
      isOutdated: !test.isTesting && report === undefined,
    },
    isSaving,
    isReadOnly: report !== undefined && isUnprotected(report.protection) && !form.values.soleEditor,
    async runTest() {
      const input = filled();
      if (input) await test.run(input.connection, input.secret);
    },
    async saveAndOpen() {
      const input = filled();
      if (!input) return;
      const known = reportOf(input);
      const found = known && canOpen(known) ? known : await test.run(input.connection, input.secret);
      if (!found || !canOpen(found)) return;
      const isNews = found !== known && isUnprotected(found.protection) && !input.connection.soleEditor;
      if (!isNews) await save(input, true);
    },
    async saveOnly() {
      const input = filled();
      if (input) await save(input, false);
    },
  };
}
