import { Button, Modal, Textarea } from '@mantine/core';
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { useLibrary } from '#renderer/lib/library.ts';
import { importSuite } from '#shared/model/suite-exchange.ts';
import styles from './import-dialog.module.css';
import { ImportRows } from './import-rows.tsx';
import { describeRows, type ImportSource } from './import-source.ts';
import { addTests } from './test-actions.ts';
import { dayOf } from './test-draft.ts';

interface ImportDialogProps {
  /** A file that was dropped on the page; else the dialog asks. */
  source: ImportSource | undefined;
  onFile(file: File): void;
  onText(text: string): void;
  onClose(): void;
}

/** Takes tests in from a file or a pasted text, after every row was shown. */
export function ImportDialog({ source, onFile, onText, onClose }: ImportDialogProps) {
  const title = source?.name ? `Import from ${source.name}` : 'Import tests';
  return (
    <Modal opened onClose={onClose} title={title} size={source ? 900 : 600}>
      {source ? (
        <Preview source={source} onBack={() => onText('')} onClose={onClose} />
      ) : (
        <SourceChoice onFile={onFile} onText={onText} />
      )}
    </Modal>
  );
}

function SourceChoice({ onFile, onText }: Pick<ImportDialogProps, 'onFile' | 'onText'>) {
  const [typed, setTyped] = useState('');
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div className={styles.sources}>
      <button
        type="button"
        className={styles.drop}
        data-over={isOver || undefined}
        data-autofocus
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <span>
          Drop a file or <span className={styles.choose}>choose</span>
        </span>
        <span className={styles.quiet}>JSON, or CSV with the columns title and prompt at least</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.csv,application/json,text/csv"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
        }}
      />
      <Textarea
        label="Or paste the text"
        placeholder={'title,prompt,section,params\nFoggy City,"Aerial photography, …",PHOTO,--ar 16:9'}
        classNames={{ input: styles.paste ?? '' }}
        rows={7}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.footer}>
        <span className={styles.note} />
        <Button disabled={typed.trim() === ''} onClick={() => onText(typed)}>
          Look at the rows
        </Button>
      </div>
    </div>
  );
}

function Preview(props: { source: ImportSource; onBack(): void; onClose(): void }) {
  const { source, onBack, onClose } = props;
  const { suite } = useLibrary();
  const [isImporting, setIsImporting] = useState(false);
  // While it is being imported the suite grows, and every row would become a duplicate before one's eyes.
  const [suiteBefore] = useState(suite);
  const preview = useMemo(
    () => importSuite(source.text, source.name, suiteBefore, dayOf(new Date())),
    [source, suiteBefore],
  );
  const { rows, problem } = preview;
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const chosen = rows.filter((row) => row.status === 'new' && !left.has(row.number));

  const submit = async () => {
    setIsImporting(true);
    const isDone = await addTests(
      chosen.map(({ test }) => test),
      source.name ? ` from ${source.name}` : '',
    );
    setIsImporting(false);
    if (isDone) onClose();
  };

  return (
    <div className={styles.sources}>
      <p className={styles.summary} role="status">
        {problem ?? describeRows(rows)}
      </p>
      {rows.length > 0 && <ImportRows rows={rows} left={left} onLeft={setLeft} />}
      <div className={styles.footer}>
        <Button variant="subtle" onClick={onBack}>
          Another file
        </Button>
        <span className={styles.note} />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={chosen.length === 0} loading={isImporting} onClick={() => void submit()}>
          {chosen.length === 1 ? 'Import 1 test' : `Import ${chosen.length} tests`}
        </Button>
      </div>
    </div>
  );
}
