import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionState } from '#shared/model/connection.ts';
import styles from './bucket.module.css';
import { draftOf, withFound } from './connection-draft.ts';
import { CredentialFields, FillButtons, PlaceFields } from './connection-fields.tsx';
import { ConnectionReportView } from './connection-report.tsx';
import { canOpen } from './connection-words.ts';
import { PasteDialog } from './paste-dialog.tsx';
import { PolicyNote } from './policy-note.tsx';
import { useConnectionForm } from './use-connection-form.ts';

/** Connects a bucket: the fields, a test of what is typed, saving and opening. */
export function ConnectionForm(props: {
  state: ConnectionState;
  /** Leaves the form; undefined where there is nothing to go back to. */
  cancel: (() => void) | undefined;
  onSaved(isOpen: boolean): void;
}) {
  const { state, cancel, onSaved } = props;
  const [isPasting, setPasting] = useState(false);
  const connecting = useConnectionForm(state, onSaved);
  const { form, saved, test, isSaving, isReadOnly } = connecting;
  const isBusy = test.isRunning || isSaving;
  const takeRegion = (region: string) => {
    form.setFieldValue('region', region);
    void connecting.runTest();
  };
  return (
    <form
      className={styles.form}
      aria-label="Connection"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connecting.saveAndOpen();
      }}
    >
      <FillButtons
        environment={state.environment}
        paste={() => setPasting(true)}
        fillFrom={(environment) => form.setValues(draftOf(environment))}
      />
      <PlaceFields form={form} />
      <CredentialFields form={form} state={state} saved={saved} />
      <PolicyNote connection={form.values} />
      {test.isShown && (
        <ConnectionReportView
          report={test.report}
          isOutdated={test.isOutdated}
          soleEditor={form.values.soleEditor}
          setSoleEditor={(soleEditor) => form.setFieldValue('soleEditor', soleEditor)}
          takeRegion={takeRegion}
        />
      )}
      <div className={styles.foot}>
        {test.report && !canOpen(test.report) && !test.isOutdated && (
          <Button variant="subtle" color="gray" disabled={isBusy} onClick={() => void connecting.saveOnly()}>
            Save without opening
          </Button>
        )}
        <span className={styles.space} />
        {cancel && (
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        )}
        <Button
          variant="default"
          loading={test.isRunning}
          disabled={isSaving}
          onClick={() => void connecting.runTest()}
        >
          Test connection
        </Button>
        <Button type="submit" loading={isSaving} disabled={test.isRunning}>
          {isReadOnly ? 'Save and open for reading' : 'Save and open'}
        </Button>
      </div>
      {isPasting && (
        <PasteDialog
          close={() => setPasting(false)}
          fill={(found) => form.setValues(withFound(form.getValues(), found))}
        />
      )}
    </form>
  );
}
