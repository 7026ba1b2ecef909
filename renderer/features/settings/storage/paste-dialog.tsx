import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type FoundConnection, readPastedConnection } from '#shared/model/predecessor-env.ts';
import styles from './bucket.module.css';

/** Takes a pasted `.env` or block of secrets and fills the form with it; the text is not kept. */
export function PasteDialog({ close, fill }: { close(): void; fill(found: FoundConnection): void }) {
  const [text, setText] = useState('');
  const [isFruitless, setFruitless] = useState(false);
  const read = () => {
    const found = readPastedConnection(text);
    setFruitless(found === null);
    if (!found) return;
    fill(found);
    close();
  };
  return (
    <Modal opened onClose={close} title="Paste settings" size={560}>
      <div className={styles.part}>
        <Textarea
          label="A .env file, or a TOML block of secrets"
          description="As the earlier Streamlit app has them: S3_BUCKET_NAME, S3_PREFIX, AWS_REGION, AWS_ACCESS_KEY_ID and so on. Other lines are passed over."
          classNames={{ input: styles.mono ?? '' }}
          data-autofocus
          autosize
          minRows={8}
          maxRows={14}
          spellCheck={false}
          value={text}
          error={isFruitless ? 'There is nothing about a bucket in this text.' : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFruitless(false);
          }}
        />
        <div className={styles.foot}>
          <span className={styles.space} />
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button disabled={text.trim() === ''} onClick={read}>
            Fill in the fields
          </Button>
        </div>
      </div>
    </Modal>
  );
}
