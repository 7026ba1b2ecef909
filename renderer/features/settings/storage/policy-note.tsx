import { Button } from '@mantine/core';
import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import type { Connection } from '#shared/model/connection.ts';
import { corsNote, smallestPolicy } from '#shared/model/connection-policy.ts';
import { err } from '#shared/result.ts';
import styles from './bucket.module.css';

/** The rights that are needed, ready to copy; in the words of AWS, which other services take too. */
export function PolicyNote({ connection }: { connection: Pick<Connection, 'bucket' | 'prefix' | 'region'> }) {
  const policy = smallestPolicy(connection);
  const copy = async () => {
    if (await copyText(policy)) notifyDone('The policy is on the clipboard.');
    else notifyError(err('denied', 'The clipboard cannot be written to. Select the text and copy it.').error);
  };
  return (
    <details className={styles.policy}>
      <summary>Which rights are needed</summary>
      <p className={styles.text}>
        The smallest IAM policy for this bucket. {corsNote} Turn on versioning of the bucket if you can: then
        every former state can be had back.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard too */}
      <pre tabIndex={0}>{policy}</pre>
      <Button variant="default" className={styles.start ?? ''} onClick={() => void copy()}>
        Copy the policy
      </Button>
    </details>
  );
}
